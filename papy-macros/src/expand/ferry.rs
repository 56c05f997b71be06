//! What reaches workers outside of this process: the nodes there, and the columns that cross on the way to and from their parts.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::assemble::path;
use super::attempts;
use super::graph::{Goal, edges, entry_ring, within};
use super::names::{Names, number, of};
use crate::model::{Node, Op, OpId, OpKind};

/// What a graph of which parts may run elsewhere says of it; of others the trait knows that there is nothing.
pub(super) fn ferries(names: &Names<'_>) -> Option<TokenStream> {
    if !names.ferries() {
        return None;
    }
    let p = &names.p;
    let own = names.pipeline.imaps.iter().any(|imap| !imap.is_threads());
    let inner = names.stages().map(|(id, _)| {
        let graph = names.inner_graph(id);
        quote!(|| <#graph as #p::Graph>::FERRIES)
    });
    let (arrive, ferry) = (arrive(names), ferry(names));
    let (name, (_, arguments, _)) = (names.name(), names.generics.split_for_impl());
    Some(quote! {
        const FERRIES: bool = #own #(#inner)*;
        fn id() -> &'static str { ::core::any::type_name::<#name #arguments>() }
        #arrive
        #ferry
    })
}

/// The graph in a worker elsewhere: only the nodes that run there.
fn arrive(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let nodes = names.ops().filter_map(|(id, op)| match &op.kind {
        OpKind::Node { node, .. } if op.kind.is_node() => Some(unpacked(names, id, op, node)),
        _ => None,
    });
    let inner = names.stages().map(|(id, _)| {
        let (field, graph) = (of("n", id), names.inner_graph(id));
        quote!(#field: #p::Home::<#graph>::arriving(luggage_)?,)
    });
    quote! {
        fn arrive(luggage_: &mut #p::Unpacking<'_>) -> #p::Unpacked<Self> {
            ::core::result::Result::Ok(Graph_ { #(#nodes)* #(#inner)* phantom_: ::core::marker::PhantomData })
        }
    }
}

/// A node, in the order in which what it needs was packed.
fn unpacked(names: &Names<'_>, id: OpId, op: &Op, node: &Node) -> TokenStream {
    let (p, field, kept) = (&names.p, of("n", id), names.live_node(id));
    let leaves = names.leaves(op);
    let value = if leaves {
        let path = path(names, id, node);
        let fields = node.fields.iter().map(|field| {
            let (name, arriving) = (&field.name, names.crossing("arriving", field.name.span()));
            let value = quote_spanned!(name.span()=> #arriving(luggage_)?);
            quote!(#name: #value,)
        });
        quote!(#p::keep::<#kept>(#path { #(#fields)* }))
    } else {
        quote!(#p::Home::away())
    };
    let options = &op.options;
    let set = [
        ("c", options.collect.is_some()),
        ("z", options.slice.is_some()),
        ("f", options.in_flight.is_some()),
        ("t", attempts::leads(names, id, op)),
        ("v", options.every.is_some()),
    ];
    let settings = set.into_iter().filter(|(_, is_set)| *is_set).map(|(what, _)| {
        let (field, value) = (
            of(what, id),
            if leaves { quote!(luggage_.setting()?) } else { quote!(::core::default::Default::default()) },
        );
        quote!(#field: #value,)
    });
    quote! {
        #[cfg(not(rust_analyzer))]
        #field: #value,
        #[cfg(rust_analyzer)]
        #field: loop {},
        #(#settings)*
    }
}

/// The columns of a part that cross, in either direction: those that wait for it, or those that it laid.
fn ferry(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let crosses = |id: OpId| names.leaves(names.op(id));
    let columns = edges(names).into_iter().filter(|edge| crosses(edge.from) || crosses(edge.to)).map(|edge| {
        let (from, to) = (number(edge.from), number(edge.to));
        let item = if edge.goal == Goal::Keys { quote!(()) } else { names.live(edge.from) };
        let stage = names.op(edge.to).kind.stage().is_some();
        let ring = if stage { entry_ring(names, edge.to) } else {
            let column = &edge.column;
            quote!(&store_.#column)
        };
        let leaves = match edge.goal {
            Goal::Junction => quote!(Self::PLAN_.runs(#from, part_)),
            Goal::Member(member) => quote!(Self::PLAN_.feeds(part_, #to, #member)),
            Goal::Keys => quote!(Self::PLAN_.feeds_keys(part_, #to)),
        };
        // What enters a stage is read there, and what enters a junction by whoever pulls.
        let enters = if stage || edge.goal == Goal::Junction { quote!(false) } else { quote!(part_ == #to) };
        quote!(if ferry_.takes(#enters, #leaves) { ferry_.column::<#item, _>(#ring, ticket_, Self::PLAN_.depth(#from))?; })
    });
    // What comes from inputs that meet, and out of a stage, waits for the part that it leads.
    let entries = names.ops().filter(|(id, _)| crosses(*id)).filter_map(|(id, op)| {
        let (this, item) = (number(id), names.live(id));
        let ring = match &op.kind {
            OpKind::Zip { same_fork: None, .. } | OpKind::Merge { same_fork: None, .. } => {
                let entry = of("e", id);
                quote!(&store_.#entry)
            }
            kind if kind.stage().is_some() => {
                let (node, inner) = (names.live_node(id), of("u", id));
                quote!(<#node as #p::Staged>::exit(&store_.#inner))
            }
            _ => return None,
        };
        Some(quote!(if ferry_.takes(part_ == #this, false) { ferry_.column::<#item, _>(#ring, ticket_, Self::PLAN_.depth(#this))?; }))
    });
    let partials = names.nodes().filter(|(id, _)| crosses(*id)).filter_map(|(id, op)| {
        let OpKind::Node { from, .. } = &op.kind else { return None };
        let (this, node, input, entry) = (number(id), names.live_node(id), names.live(from.from), of("e", id));
        Some(quote! {
            if part_ == #this && const { <#node as #p::Node>::FACTS.folds() } {
                ferry_.partial::<<#node as #p::Piper<#input>>::Sum, _>(&store_.#entry, ticket_)?;
            }
        })
    });
    let outputs = names.pipeline.outputs.iter().filter(|output| crosses(output.op)).map(|output| {
        let (this, column, item) = (number(output.op), of("o", output.op), names.live(output.op));
        quote!(if ferry_.takes(false, Self::PLAN_.runs(#this, part_)) { ferry_.column::<#item, _>(&store_.#column, ticket_, Self::PLAN_.depth(#this))?; })
    });
    let within = within(names, &quote!(part_), |id, first, graph| {
        let (inner, reads) = (of("u", id), names.op(id).kind.reads().into_iter().map(number).next());
        quote!(ferry_.within(Self::PLAN_.depth(#reads)); return <#graph as #p::Graph>::ferry(part_ - #first, ticket_, &store_.#inner, ferry_);)
    });
    quote! {
        fn ferry(
            part_: u16, ticket_: u64, store_: &Self::Store, ferry_: &mut #p::Ferry<'_>,
        ) -> #p::Unpacked<()> {
            #within
            #(#columns)*
            #(#entries)*
            #(#partials)*
            #(#outputs)*
            ::core::result::Result::Ok(())
        }
    }
}
