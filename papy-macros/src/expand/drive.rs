//! The drivers: how each operation that may lead a part is run on a ticket.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::attempts;
use super::fork::{may_share, travels, use_by};
use super::graph::keyed_by;
use super::names::{Names, carry, member, number, of};
use super::rates;
use super::streams::given;
use crate::model::{Join, Mark, Member, Op, OpId, OpKind};

/// How each operation that may lead a part is driven.
fn drives<'a>(names: &'a Names<'_>) -> impl Iterator<Item = (OpId, TokenStream)> + 'a {
    names.ops().filter_map(|(id, op)| {
        let drive = match &op.kind {
            OpKind::Pass { from } => each(names, id, &travels(names, from.from, id)),
            kind if kind.stage().is_some() => {
                let (p, node, inner) = (&names.p, names.live_node(id), of("u", id));
                let enter = enter(names, id, &given(names, id, names.op(id)));
                quote!(#p::each(at_, <#node as #p::Staged>::exit(&store_.#inner), work_, #enter))
            }
            OpKind::Node { .. } if op.is_attempted() && !attempts::leads(names, id, op) => return None,
            OpKind::Node { from, .. } => {
                let each = each(names, id, &travels(names, from.from, id));
                let (this, many, graph) = (number(id), many(names, id, op), names.graph());
                let tasks = tasks(names, id, op);
                let attempts = attempts::leads(names, id, op).then(|| {
                    let attempts = attempts::drive(names, id, op);
                    quote!(if const { #graph::PLAN_.attempts(#this) } { #attempts } else)
                });
                quote! {
                    if const { #graph::PLAN_.awaits(#this) } { #tasks }
                    else #attempts if const { #graph::PLAN_.cuts(#this) } { #many }
                    else { #each }
                }
            }
            OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } => rates::drive(names, id, op, from.from),
            OpKind::Zip { members, same_fork: Some(fork), join, .. } => joined(names, id, members, *fork, *join),
            OpKind::Merge { members, same_fork: Some(fork), .. } => merged(names, id, members, *fork),
            OpKind::Zip { .. } | OpKind::Merge { .. } => each(names, id, &given(names, id, op)),
            _ => return None,
        };
        Some((id, drive))
    })
}

/// What drivers have in common, and of a generic pipeline the drivers: methods.
pub(super) fn drivers(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let (_, arguments, _) = names.generics.split_for_impl();
    let drivers = names.is_generic().then(|| {
        let drivers = drives(names).map(|(id, drive)| {
            let driver = of("drive", id);
            driver_fn(names, id, &driver, &drive)
        });
        quote!(#(#drivers)*)
    });
    let slices = names.ops().filter(|(_, op)| op.options.slice.is_some()).map(|(id, _)| {
        let (this, slice) = (number(id), of("z", id));
        quote!(#this => self.#slice,)
    });
    let collects = names.ops().filter(|(_, op)| op.options.collect.is_some()).map(|(id, _)| {
        let (this, limit) = (number(id), of("c", id));
        quote!(#this => ::core::cmp::max(self.#limit, self.slice_(#this)),)
    });
    quote! {
        /// How many of one item a zip below holds together, by what makes them.
        fn held_(&self, op_: u16) -> usize {
            match op_ { #(#collects)* _ => self.slice_(op_) }
        }
        #[inline]
        fn slice_(&self, op_: u16) -> usize {
            match op_ { #(#slices)* _ => #p::SLICE }
        }
        /// The part that `R_` leads, for one item of the stream that enters it.
        #[inline(always)]
        fn enter_<const R_: u16, X_: 'static>(&self) -> impl ::core::ops::Fn(&mut Work_ #arguments, #p::Slot<X_>) {
            |work_: &mut Work_ #arguments, slot_: #p::Slot<X_>| {
                let outs_ = self.item_::<R_, X_>(work_, slot_);
                Self::keep_::<R_>(work_, outs_);
            }
        }
        #drivers
    }
}

fn driver_fn(names: &Names<'_>, id: OpId, name: &Ident, drive: &TokenStream) -> TokenStream {
    let (p, this, graph) = (&names.p, number(id), names.graph());
    let (_, arguments, _) = names.generics.split_for_impl();
    quote! {
        #[inline]
        fn #name(graph_: &Graph_ #arguments, at_: #p::At, store_: &Store_ #arguments, work_: &mut Work_ #arguments) -> #p::Ran {
            let ran_ = #drive;
            #graph::deposit_::<#this>(at_, ran_, store_, work_)
        }
    }
}

/// Which driver a part has.
pub(super) fn runs(names: &Names<'_>) -> TokenStream {
    let arms = drives(names).map(|(id, _)| {
        let (this, driver) = (number(id), of("drive", id));
        if names.is_generic() {
            return quote! {
                #this if const { Self::PLAN_.leads(#this) } => Self::#driver(self, at_, store_, work_),
            };
        }
        let stream = names.stream(id);
        quote! {
            #this => <#stream as Led_<{ Graph_::PLAN_.leads(#this) }>>::run(self, at_, store_, work_),
        }
    });
    quote!(#(#arms)*)
}

/// Chooses drivers by type: a driver that is only not called costs the compiler its whole part.
pub(super) fn leaders(names: &Names<'_>) -> TokenStream {
    if names.is_generic() {
        return TokenStream::new();
    }
    let (p, run) = (&names.p, format_ident!("run"));
    let led = drives(names).map(|(id, drive)| {
        let (stream, driver) = (names.stream(id), driver_fn(names, id, &run, &drive));
        quote!(impl Led_<true> for #stream { #driver })
    });
    quote! {
        trait Led_<const LEADS_: bool> {
            fn run(graph_: &Graph_, at_: #p::At, store_: &Store_, work_: &mut Work_) -> #p::Ran;
        }
        impl<Stream_> Led_<false> for Stream_ {
            fn run(_: &Graph_, _: #p::At, _: &Store_, _: &mut Work_) -> #p::Ran {
                ::core::unreachable!("not the leader of a part")
            }
        }
        #(#led)*
    }
}

/// The part, for one item of what it is entered by.
pub(super) fn enter(names: &Names<'_>, id: OpId, item: &TokenStream) -> TokenStream {
    let this = number(id);
    // What drives it tells, too; a type that is written is worked out once more.
    let item = if names.is_generic() { item.clone() } else { quote!(_) };
    quote!(graph_.enter_::<#this, #item>())
}

fn each(names: &Names<'_>, id: OpId, item: &TokenStream) -> TokenStream {
    let (p, ring, enter) = (&names.p, of("e", id), enter(names, id, item));
    quote!(#p::each(at_, &store_.#ring, work_, #enter))
}

fn many(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let OpKind::Node { from, .. } = &op.kind else { return TokenStream::new() };
    let p = &names.p;
    let (_, arguments, _) = names.generics.split_for_impl();
    let (field, local, item) = (of("n", id), of("l", id), given(names, id, op));
    let (this, above, ring, enter) = (number(id), number(from.from), of("e", id), enter(names, id, &item));
    let graph = names.graph();
    let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
    // What travels may be a share: how it got here knows how to open that.
    let shared = use_by(names, from.from, id, 0).filter(|_| may_share(names, from.from)).map(|used| used.how());
    let how = shared.unwrap_or_else(|| quote!(#p::Move));
    let site = quote!(const { #p::Site::new(#graph::PLAN_, #this, #this) });
    let collect = op.options.collect.as_ref().map(|_| {
        let limit = of("c", id);
        quote!(.collecting(graph_.#limit))
    });
    let every = op.options.every.as_ref().map(|_| {
        let every = of("v", id);
        quote!(.giving_every(graph_.#every, ::core::clone::Clone::clone))
    });
    let led = quote!(#p::Led::new(graph_.slice_(#this), const { #graph::PLAN_.depth(#above) }) #collect #every);
    let led_by = match names.is_open() && op.options.every.is_none() {
        true => {
            let takes = names.takes(from, id);
            quote!(#takes::led::<#how, _>)
        }
        false => quote!(#p::led::<#node, #input, #how, _>),
    };
    quote! {
        #led_by(
            at_, &store_.#ring, work_, (&*graph_.#field, #site),
            |work_: &mut Work_ #arguments| (&mut work_.#local, &mut work_.cx_), #led,
            #enter,
        )
    }
}

/// An async piper.
fn tasks(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let OpKind::Node { from, .. } = &op.kind else { return TokenStream::new() };
    let (p, field, this, ring) = (&names.p, of("n", id), number(id), of("e", id));
    let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
    let (enter, graph) = (enter(names, id, &given(names, id, names.op(id))), names.graph());
    let some = |what: &str, is_set: bool| {
        let field = of(what, id);
        is_set.then(|| quote!(graph_.#field))
    };
    let in_flight = some("f", op.options.in_flight.is_some()).unwrap_or(quote!(#p::IN_FLIGHT));
    let collect = match some("c", op.options.collect.is_some()) {
        Some(limit) => quote!(::core::option::Option::Some(#limit)),
        None => quote!(::core::option::Option::None),
    };
    let (keeps, tries) = attempts::awaited(names, id, op, from);
    let tasks_by = match names.is_open() {
        true => {
            let takes = names.takes(from, id);
            quote!(#takes::tasks::<#keeps, _, _>)
        }
        false => quote!(#p::tasks::<#keeps, #node, #input, _, _>),
    };
    quote! {
        #tasks_by(
            at_, &store_.#ring, work_, const { #p::Site::new(#graph::PLAN_, #this, #this) }, &graph_.#field,
            #p::Awaits { in_flight: #in_flight, slice: graph_.slice_(#this), collect: #collect, tries: #tries }, #enter,
        )
    }
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
                quote!(#p::All { ring: &store_.#ring, op: #op, limit: graph_.held_(#op) })
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
