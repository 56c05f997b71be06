//! The types: a struct for each stream, an alias for each node, an alias for each item.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::fork::aliases;
use super::names::Names;
use super::rates;
use crate::model::{Lengths, Mark, Op, OpId, OpKind};

/// A struct for each stream and an alias for each node: they name every type by one projection.
pub(super) fn streams(names: &Names<'_>) -> TokenStream {
    let (names, import) = names.beside();
    let streams = names.known().map(|(id, op)| stream(&names, id, op));
    quote!(#import #(#streams)*)
}

fn stream(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let (p, name, live, item) = (&names.p, names.stream(id), names.live_name(id), written(names, id, op));
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let sound = names.gate(&names.sound());
    let phantom = &names.phantom;
    let (node, uses) = (node(names, id, op), aliases(names, id));
    let unbound = names.unbound();
    let fields = match names.is_generic() {
        false => quote!(;),
        true => quote!((::core::marker::PhantomData<fn() -> #phantom>) #bounds;),
    };
    quote! {
        #node
        #uses
        struct #name #generics #fields
        impl #generics #p::Stream for #name #arguments #bounds { type Item = #item; }
        #unbound
        type #live #generics = <#name #arguments as #p::Stream #sound>::Item;
    }
}

/// A node's type by the user's path, written once; and the same for all that is not asked about types.
fn node(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let OpKind::Node { node, .. } = &op.kind else { return None };
    let (p, path, live) = (&names.p, &node.path, names.live_node_name(id));
    let alias = names.node_name(id, Span::call_site());
    if names.is_generic() {
        let (generics, phantom) = (names.generics.split_for_impl().0, &names.phantom);
        // The alias names every generic parameter, used by the path or not.
        let same = quote!(<#path as #p::Same<#phantom>>::Type);
        let pipers = names.pipers();
        let sound = quote!(<#same as #p::Is<{ #pipers }>>::Type);
        return Some(quote! {
            #[allow(type_alias_bounds)]
            type #alias #generics = #same;
            #[allow(type_alias_bounds)]
            type #live #generics = #sound;
        });
    }
    let pipers = names.pipers();
    Some(quote! {
        type #alias = #path;
        type #live = <#alias as #p::Is<{ #pipers }>>::Type;
    })
}

/// The item type of a stream: the written one, which cuts deep projections, or what makes it.
fn written(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    match declared(names, op) {
        Some(ty) => quote!(#ty),
        None => made(names, id, op),
    }
}

/// The type that the user wrote for a stream.
pub(super) fn declared<'a>(names: &Names<'a>, op: &'a Op) -> Option<&'a syn::Type> {
    match &op.kind {
        OpKind::Output { output, .. } if names.is_open() => names.pipeline.outputs[output.0].ty.as_ref(),
        _ => op.declared.as_ref(),
    }
}

/// What an operation gives, which in a pipeline that is generic over types may be another type than the one that the user wrote.
pub(super) fn given(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    match !matches!(op.kind, OpKind::Input(_)) && names.is_open() && declared(names, op).is_some() {
        true => made(names, id, op),
        false => names.live(id),
    }
}

/// The item type of a stream as its operation makes it.
pub(super) fn made(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    match &op.kind {
        OpKind::Input(_) | OpKind::Hole { .. } => quote!(()),
        OpKind::Pass { from } | OpKind::Output { from, .. } => names.item(from.from),
        kind if kind.stage().is_some() => {
            let (node, sound) = (names.node(id), names.gate(&names.pipers()));
            quote!(<#node as #p::Staged #sound>::Out)
        }
        OpKind::Node { from, .. } => {
            let (node, input) = (names.node(id), names.stream_of(from.from));
            let sound = names.gate_after(&names.pipers());
            quote!(<#node as #p::Gives<#input #sound>>::Out)
        }
        OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } => rates::made(names, id, from.from),
        OpKind::Zip { members, same_fork, lengths, .. } => {
            let longest = same_fork.is_none() && *lengths == Lengths::Longest;
            let members = members.iter().map(|member| {
                let item = names.item(member.from);
                match member.mark {
                    Mark::Star => quote!(::std::vec::Vec<#item>),
                    Mark::Question => quote!(::core::option::Option<#item>),
                    Mark::Plain if longest => quote!(::core::option::Option<#item>),
                    Mark::Plain => item,
                }
            });
            quote!((#(#members,)*))
        }
        OpKind::Merge { members, .. } => names.item(members[0].from),
    }
}
