//! The drivers: how each operation that may lead a part is run on a ticket.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::attempts;
use super::fork::{may_share, travels, use_by};
use super::graph::keyed_by;
use super::names::{Names, carry, member, number, of};
use super::rates;
use super::streams::given;
use crate::model::{Join, Mark, Member, Op, OpId, OpKind, Pipe};

/// How each operation that may lead a part is driven.
fn drives<'a>(names: &'a Names<'_>) -> impl Iterator<Item = (OpId, TokenStream)> + 'a {
    names.ops().filter_map(|(id, op)| {
        let drive = match &op.kind {
            OpKind::Pass { from } => laid(id, &each(names, id, &travels(names, from.from, id))),
            kind if kind.stage().is_some() => {
                let (p, node, inner) = (&names.p, names.live_node(id), of("u", id));
                let enter = enter(names, id, &given(names, id, names.op(id)));
                laid(id, &quote!(#p::each(at_, <#node as #p::Staged>::exit(&store_.#inner), work_, #enter)))
            }
            OpKind::Node { .. } if op.is_attempted() && !attempts::leads(names, id, op) => return None,
            OpKind::Node { from, .. } => node(names, id, op, from),
            OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } => {
                laid(id, &rates::drive(names, id, op, from.from))
            }
            OpKind::Zip { members, same_fork: Some(fork), join, .. } => {
                laid(id, &joined(names, id, members, *fork, *join))
            }
            OpKind::Merge { members, same_fork: Some(fork), .. } => laid(id, &merged(names, id, members, *fork)),
            OpKind::Zip { .. } | OpKind::Merge { .. } => laid(id, &each(names, id, &given(names, id, op))),
            _ => return None,
        };
        Some((id, drive))
    })
}

/// Of a generic pipeline the drivers: methods.
pub(super) fn drivers(names: &Names<'_>) -> TokenStream {
    if !names.is_generic() {
        return TokenStream::new();
    }
    drives(names).map(|(id, drive)| driver_fn(names, &of("drive", id), &drive)).collect()
}

/// What options say of the operations that have any.
pub(super) fn options(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let said =
        |method: &str, ty: TokenStream, field: &str, is_set: fn(&Op) -> bool, some: TokenStream, none: TokenStream| {
            let method = format_ident!("{method}");
            let set: Vec<_> = names.ops().filter(|(_, op)| is_set(op)).collect();
            let arms = set.iter().map(|(id, _)| {
                let (this, field) = (number(*id), of(field, *id));
                quote!(#this => #some(self.#field),)
            });
            (!set.is_empty()).then(|| quote!(fn #method(&self, op_: u16) -> #ty { match op_ { #(#arms)* _ => #none } }))
        };
    let slice = said("slice", quote!(usize), "z", |op| op.options.slice.is_some(), quote!(), quote!(#p::SLICE));
    let some = quote!(::core::option::Option::Some);
    let (limit, none) = (quote!(::core::option::Option<usize>), quote!(::core::option::Option::None));
    let collect = said("collect", limit, "c", |op| op.options.collect.is_some(), some, none);
    let flying =
        said("in_flight", quote!(usize), "f", |op| op.options.in_flight.is_some(), quote!(), quote!(#p::IN_FLIGHT));
    quote!(#slice #collect #flying)
}

fn driver_fn(names: &Names<'_>, name: &Ident, drive: &TokenStream) -> TokenStream {
    let p = &names.p;
    let (_, arguments, _) = names.generics.split_for_impl();
    quote! {
        fn #name(graph_: &Graph_ #arguments, at_: #p::At, store_: &Store_ #arguments, work_: &mut Work_ #arguments) -> #p::Ran {
            #drive
        }
    }
}

/// Lays what a driver made.
fn laid(id: OpId, drive: &TokenStream) -> TokenStream {
    let this = number(id);
    quote!(graph_.laid::<#this>(at_, #drive, store_, work_))
}

/// Which driver a part has.
pub(super) fn runs(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let arms = drives(names).map(|(id, drive)| {
        let (this, driver) = (number(id), of("drive", id));
        if names.is_generic() {
            return quote! {
                #this if const { Self::PLAN_.leads(#this) } => Self::#driver(self, at_, store_, work_),
            };
        }
        if is_plain(names, id, names.op(id)) {
            return quote!(#this => #drive,);
        }
        let stream = names.stream(id);
        quote! {
            #this => <#stream as #p::Leads<{ Self::PLAN_.leads(#this) }, Self>>::run(self, at_, store_, work_),
        }
    });
    quote!(#(#arms)*)
}

/// The drivers by the streams that the leaders of parts make.
pub(super) fn leaders(names: &Names<'_>) -> TokenStream {
    if names.is_generic() {
        return TokenStream::new();
    }
    let (p, run) = (&names.p, format_ident!("run"));
    let led = drives(names).filter(|(id, _)| !is_plain(names, *id, names.op(*id))).map(|(id, drive)| {
        let (stream, driver) = (names.stream(id), driver_fn(names, &run, &drive));
        quote!(impl #p::Leads<true, Graph_> for #stream { #driver })
    });
    led.collect()
}

/// The part, for one item of what it is entered by.
pub(super) fn enter(names: &Names<'_>, id: OpId, item: &TokenStream) -> TokenStream {
    let this = number(id);
    // What drives it tells, too; a type that is written is worked out once more.
    let item = if names.is_generic() { item.clone() } else { quote!(_) };
    let p = &names.p;
    quote!(#p::entering::<#this, _, #item>(graph_))
}

fn each(names: &Names<'_>, id: OpId, item: &TokenStream) -> TokenStream {
    let (p, ring, enter) = (&names.p, of("e", id), enter(names, id, item));
    quote!(#p::each(at_, &store_.#ring, work_, #enter))
}

/// A piper, by what kind of one types show it to be.
fn node(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    let (p, this, ring, kept) = (&names.p, number(id), of("e", id), names.kept(&quote!(graph_), id));
    let lead = lead(names, id, op, from);
    if !attempts::leads(names, id, op) {
        return lead;
    }
    let (graph, tries) = (names.graph(), of("t", id));
    let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
    let attempts = laid(id, &attempts::drive(names, id, op));
    let keeps = attempts::keeps(names, id, op, from);
    let awaited = match names.is_open() {
        true => {
            let takes = names.takes(from, id);
            quote!(#takes::awaited::<#this, #keeps, _, _>)
        }
        false => quote!(#p::awaited::<#this, #keeps, #node, #input, _, _>),
    };
    let awaited = quote!(#awaited(graph_, at_, &store_.#ring, work_, #kept, graph_.#tries));
    let awaited = laid(id, &awaited);
    quote! {
        if const { #graph::PLAN_.awaits(#this) } { #awaited }
        else if const { #graph::PLAN_.attempts(#this) } { #attempts }
        else { #lead }
    }
}

/// Whether an operation is a piper whose driver is no function of its own: how it is driven is chosen where it is called.
fn is_plain(names: &Names<'_>, id: OpId, op: &Op) -> bool {
    op.kind.is_node() && !names.is_generic() && !attempts::leads(names, id, op)
}

/// A piper that is not attempted.
fn lead(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    let (p, this, ring, local) = (&names.p, number(id), of("e", id), of("l", id));
    // What travels may be a share: how it got here knows how to open that.
    let shared = use_by(names, from.from, id, 0).filter(|_| may_share(names, from.from)).map(|used| used.how());
    let graph = if is_plain(names, id, op) { quote!(self) } else { quote!(graph_) };
    let every = op.options.every.as_ref().map(|_| {
        let every = of("v", id);
        quote!(::core::option::Option::Some((#graph.#every, ::core::clone::Clone::clone)))
    });
    let kept = names.kept(&graph, id);
    let common = quote! {
        #graph, at_, (store_, &store_.#ring), work_, #kept, |work_| (&mut work_.#local, &mut work_.cx_)
    };
    // Written, so that it is an error type from the first where something does not fit: then nothing follows from it.
    let input = names.live(from.from);
    if is_plain(names, id, op) && shared.is_none() && every.is_none() {
        return quote!(#p::lead::<{ Self::PLAN_.leads(#this) }, #this, _, #input, _>(#common));
    }
    let node = if names.is_generic() { names.at(from, &names.live_node(id)) } else { quote!(_) };
    let how = shared.unwrap_or_else(|| quote!(#p::Move));
    if names.is_open() && every.is_none() {
        let takes = names.takes(from, id);
        return quote!(#takes::lead::<#this, #how, _>(#common));
    }
    let every = every.unwrap_or_else(|| quote!(::core::option::Option::None));
    let leads = if is_plain(names, id, op) { quote!({ Self::PLAN_.leads(#this) }) } else { quote!(true) };
    quote!(#p::lead_as::<#leads, #this, #node, #input, #how, _>(#common, #every))
}

fn joined(names: &Names<'_>, id: OpId, members: &[Member], fork: OpId, join: Join) -> TokenStream {
    let p = &names.p;
    let (enter, fork, this, graph) =
        (enter(names, id, &given(names, id, names.op(id))), number(fork), number(id), names.graph());
    let regrouped = rates::regrouped(names, names.op(id));
    let branches = members.iter().enumerate().map(|(index, it)| {
        let ring = member(id, index);
        match it.mark {
            Mark::Plain if regrouped.contains(&index) => {
                let (carry, items) =
                    (carry(id, index), quote!(const { #graph::PLAN_.regroups(#this, #index) as usize }));
                quote!(#p::Regrouped { ring: &store_.#ring, carry: &store_.#carry, items: #items })
            }
            Mark::Plain if join != Join::Each => quote!(#p::Strict(&store_.#ring)),
            Mark::Question => quote!(#p::Optional(&store_.#ring)),
            Mark::Plain | Mark::Star => {
                let op = quote!(const { #graph::PLAN_.multiplier(#this, #index) });
                quote!(#p::All { ring: &store_.#ring, op: #op, limit: #p::Parts::held(graph_, #op) })
            }
        }
    });
    let how = if join == Join::Each { quote!(BranchesEach::join_each) } else { quote!(Branches::join) };
    let beat = (join != Join::Each).then(|| quote!((#this, const { #graph::PLAN_.beat(#this) }),));
    let keys = (join != Join::Each).then(|| match keyed_by(names.op(id)) {
        Some(_) => {
            let keys = of("k", id);
            quote!(::core::option::Option::Some(&store_.#keys),)
        }
        None => quote!(::core::option::Option::None,),
    });
    let own = (join == Join::Each).then(|| quote!(work_.cx_.deep(const { #graph::PLAN_.depth(#this) })));
    let own = own.map(|own| quote!(let own_ = #own;)).into_iter().zip([quote!(own_,)]);
    let (own, deep): (Vec<_>, Vec<_>) = own.unzip();
    quote!({
        let depth_ = work_.cx_.deep(const { #graph::PLAN_.depth(#fork) });
        #(#own)*
        #p::#how((#(#branches,)*), at_, depth_, #(#deep)* #beat #keys work_, #enter)
    })
}

fn merged(names: &Names<'_>, id: OpId, members: &[Member], fork: OpId) -> TokenStream {
    let (p, enter, fork) = (&names.p, enter(names, id, &given(names, id, names.op(id))), number(fork));
    let rings = (0..members.len()).map(|index| member(id, index));
    let (this, graph) = (number(id), names.graph());
    quote! {{
        let depth_ = work_.cx_.deep(const { #graph::PLAN_.depth(#fork) });
        let deep_ = work_.cx_.deep(const { #graph::PLAN_.depth(#this) });
        #p::merge(at_, &[#(&store_.#rings),*], depth_, deep_, work_, #enter)
    }}
}
