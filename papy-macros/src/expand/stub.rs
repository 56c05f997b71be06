//! What is written for a pipeline with faults: what was understood is checked by types in the same build, uses of the pipeline tell
//! nothing new, and an editor finds every word.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::checks::{checked, checks};
use super::data::unknown as unknown_graph;
use super::names::Names;
use super::public::{inputs, params, structure};
use super::streams::streams;
use super::words::words;
use crate::model::{Field, Node, OpId, OpKind, Output};

/// Faults are told last, where they do not disturb an editor; the first of them in a type that is an error
/// by it, about which the compiler keeps silent.
pub(super) fn stub(names: &Names<'_>, faults: &[TokenStream]) -> TokenStream {
    let (streams, checks) = (streams(names), checks(names));
    let (structure, inputs, nodes) = (structure(names), inputs(names), nodes(names));
    let (unknown, run, start) = (unknown(names), run(names), start(names));
    let words = words(names);
    let (p, first, rest) = (&names.p, &faults[0], &faults[1..]);
    let checked = checked(names, &TokenStream::new());
    quote! {
        #words #streams #checks #checked #structure #inputs #run #start #nodes
        #[allow(non_camel_case_types, dead_code)]
        type #unknown = <() as #p::Is<{ #first }>>::Type;
        #(#rest)*
    }
}

/// The type of which nothing is known.
fn unknown(names: &Names<'_>) -> Ident {
    format_ident!("{}Unknown_", names.name().unraw(), span = Span::call_site())
}

/// The type of an output's items, as far as it is known.
fn output_type(names: &Names<'_>, output: &Output) -> TokenStream {
    if let Some(ty) = &output.ty {
        return quote!(#ty);
    }
    if names.is_known(output.op) && !names.is_generic() {
        return names.live(output.op);
    }
    let unknown = unknown(names);
    quote!(#unknown)
}

fn run(names: &Names<'_>) -> TokenStream {
    let (p, vis, run) = (&names.p, &names.pipeline.vis, names.run());
    let outputs = names.pipeline.outputs.iter().filter(|output| !is_taken(&output.name)).map(|output| {
        let (name, ty) = (&output.name, output_type(names, output));
        quote!(pub #name: #p::Output<#ty>,)
    });
    quote! {
        #[allow(dead_code, private_interfaces, missing_docs)]
        #vis struct #run { #(#outputs)* pub handle: #p::Handle }
        #[allow(dead_code, private_interfaces, missing_docs, clippy::all)]
        impl #run {
            pub async fn finish(self) -> #p::Result<#p::Report> { ::core::panic!("a pipeline with faults") }
            pub fn finish_blocking(self) -> #p::Result<#p::Report> { ::core::panic!("a pipeline with faults") }
            pub fn boxed(self) -> Self { self }
        }
    }
}

/// Methods of the pipeline that a user may call.
fn start(names: &Names<'_>) -> TokenStream {
    let (p, name, run, graph) = (&names.p, names.name(), names.run(), unknown_graph(names));
    let (generics, arguments, bounds) = names.pipeline.generics.split_for_impl();
    let all = &names.pipeline.imaps;
    let first = |at: &usize| all[..*at].iter().all(|earlier| earlier.name != all[*at].name);
    let imaps = (0..all.len()).filter(first).filter(|at| !is_taken(&all[*at].name)).map(|at| {
        let name = &all[at].name;
        quote!(pub fn #name<Imap_>(self, _: Imap_) -> Self { self })
    });
    quote! {
        #[allow(dead_code, private_interfaces, missing_docs, clippy::all)]
        impl #generics #name #arguments #bounds {
            #graph
            #(#imaps)*
            pub fn start<Source_>(self, _: Source_) -> #p::Result<#run> { ::core::panic!("a pipeline with faults") }
        }
    }
}

/// Whether a name, already told, is that of something of ours.
fn is_taken(name: &Ident) -> bool {
    ["handle", "start", "new", "boxed", "finish", "finish_blocking", "GRAPH"].iter().any(|taken| name == taken)
}

/// All struct expressions, with their params in scope.
fn nodes(names: &Names<'_>) -> TokenStream {
    let name = names.name();
    let (generics, arguments, bounds) = names.pipeline.generics.split_for_impl();
    let params: Vec<_> = params(names).into_iter().map(|param| &param.name).collect();
    let paths = names.node_paths();
    let nodes = names.ops().filter_map(|(id, op)| match &op.kind {
        OpKind::Node { node, .. } if !node.broken => Some(expression(names, id, node)),
        _ => None,
    });
    quote! {
        #[allow(dead_code, unused_variables, unexpected_cfgs, clippy::all)]
        const _: () = {
            #paths
            #[cfg(not(rust_analyzer))]
            impl #generics #name #arguments #bounds {
                fn nodes_(self) {
                    let #name { #(#params,)* .. } = self;
                    #(let _ = || { let _ = #nodes; };)*
                }
            }
        };
    }
}

/// The user's struct expression; params are lent, so that several nodes can have them.
fn expression(names: &Names<'_>, id: OpId, node: &Node) -> TokenStream {
    let path = &node.path;
    let path = if names.is_known(id) && !names.is_generic() {
        let path = names.node_path(id);
        quote!(#path)
    } else {
        quote!(#path)
    };
    let fields = node.fields.iter().map(|Field { name, colon, value, .. }| match (colon, value) {
        (Some(colon), Some(value)) => quote!(#name #colon { #value },),
        _ => quote!(#name,),
    });
    quote!(#path { #(#fields)* })
}
