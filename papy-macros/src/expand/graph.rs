//! The graph: streams, nodes, plan, a worker's things, places, and the drivers of parts.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::parse_quote;

use super::assemble::is_ordered;
use super::attempts;
use super::drive::{drivers, leaders, options, runs};
use super::ferry;
use super::fork::travels;
use super::item;
use super::names::{Names, carry, member, number, of};
use super::rates;
use super::streams::given;
use crate::model::{Join, Lengths, Mark, OnError, Op, OpId, OpKind};

/// Everything inside of the anonymous constant.
pub(super) fn graph(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let tables = tables(names);
    let (nodes, (work, new_work), (store, new_store)) = (nodes(names), work(names), store(names));
    let (outs, body) = (outs(names), item::body(names));
    let keep = keep(names);
    let deposits = deposits(names);
    let called = may_be_solo(names).then(|| {
        quote! {
            #[inline(never)]
            fn called_<const R_: u16, X_: 'static>(&self, work_: &mut Work_ #arguments, entered_: #p::Slot<X_>) -> #outs {
                self.item_::<R_, X_>(work_, entered_)
            }
        }
    });
    // Where no worker runs a part in chunks it is fast on the reader, item by item.
    let is_called = called.is_some() && names.pipeline.imaps.is_empty();
    let item = format_ident!("{}", if is_called { "called_" } else { "item_" });
    let (runs, pulls, solo) = (runs(names), pulls(names), solo(names));
    let (drivers, options, leaders) = (drivers(names), options(names), leaders(names));
    let (wires, span, within) = (wires(names), span(names, None), runs_within(names));
    let ferries = ferry::ferries(names);
    quote! {
        #nodes
        #work
        #store
        impl #generics Graph_ #arguments #bounds {
            #tables
            #[inline(always)]
            fn item_<const R_: u16, X_: 'static>(
                &self,
                work_: &mut Work_ #arguments,
                mut entered_: #p::Slot<X_>,
            ) -> #outs {
                #body
            }
            #called
            #drivers
        }
        impl #generics #p::Parts for Graph_ #arguments #bounds {
            #[inline(always)]
            fn enter<const R_: u16, X_: 'static>(&self, work_: &mut Work_ #arguments, slot_: #p::Slot<X_>) {
                let outs_ = self.#item::<R_, X_>(work_, slot_);
                #keep
            }
            fn deposit<const R_: u16>(
                at_: #p::At,
                laid_: &#p::Laid,
                store_: &Store_ #arguments,
                work_: &mut Work_ #arguments,
            ) { #deposits }
            fn depth(op_: u16) -> #p::Depth { Self::PLAN_.depth(op_) }
            #options
        }
        #leaders
        impl #generics #p::Graph for Graph_ #arguments #bounds {
            type Work = Work_ #arguments;
            type Store = Store_ #arguments;
            const INFO: &'static #p::Info = &Self::INFO_;
            const SPAN: u16 = #span;
            const HALTS: bool = Self::PLAN_.halts();
            fn run(
                &self,
                part_: u16,
                at_: #p::At,
                store_: &Self::Store,
                work_: &mut Self::Work,
            ) -> #p::Ran {
                match part_ { #runs _ => { #within ::core::unreachable!("a part is led by an operation") } }
            }
            fn pull(&self, domain_: u16, ask_: &mut #p::Ask<'_>, store_: &Self::Store) -> #p::More {
                match domain_ { #pulls _ => ::core::unreachable!("a domain has a source") }
            }
            fn store(window_: usize) -> Self::Store { #new_store }
            fn work(cx_: #p::Cx) -> Self::Work { #new_work }
            #wires
            #ferries
        }
        #solo
    }
}

fn nodes(names: &Names<'_>) -> TokenStream {
    let (p, (generics, _, bounds)) = (&names.p, names.generics.split_for_impl());
    let stages = names.stages().map(|(id, _)| {
        let (field, graph) = (of("n", id), names.inner_graph(id));
        quote!(#field: #p::Home<#graph>,)
    });
    let fields = names.nodes().map(|(id, op)| {
        let (field, node) = (of("n", id), names.live_node(id));
        let (collect, slice) = (&op.options.collect, &op.options.slice);
        let limit = collect.is_some().then(|| of("c", id)).into_iter();
        let slice = slice.is_some().then(|| of("z", id)).into_iter();
        let tries = attempts::leads(names, id, op).then(|| attempts::field(names, id));
        let flying = op.options.in_flight.is_some().then(|| of("f", id)).into_iter();
        let every = op.options.every.is_some().then(|| of("v", id)).into_iter();
        let kept = match names.stays(op) {
            true => quote!(#p::Home<<#node as #p::Node>::Kept>),
            false => quote!(<#node as #p::Node>::Kept),
        };
        quote! {
            #field: #kept,
            #(#limit: usize,)* #(#slice: usize,)* #(#flying: usize,)* #(#every: usize,)* #tries
        }
    });
    let phantom = &names.phantom;
    quote!(pub struct Graph_ #generics #bounds {
        #(#fields)*
        #(#stages)*
        phantom_: ::core::marker::PhantomData<fn() -> #phantom>,
    })
}

/// The number of the first operation of a stage that is a pipeline, or, of none, how many there are in all.
fn span(names: &Names<'_>, before: Option<OpId>) -> TokenStream {
    let (p, own) = (&names.p, number(OpId(names.pipeline.ops.len())));
    let spans = names.stages().take_while(|(id, _)| Some(*id) != before).map(|(id, _)| {
        let graph = names.inner_graph(id);
        quote!(+ <#graph as #p::Graph>::SPAN)
    });
    quote!(#own #(#spans)*)
}

/// For each stage that is a pipeline, what is done with the part or operation `number` of its own.
pub(super) fn within(
    names: &Names<'_>,
    number: &TokenStream,
    then: impl Fn(OpId, TokenStream, TokenStream) -> TokenStream,
) -> TokenStream {
    let p = &names.p;
    let stages = names.stages().map(|(id, _)| {
        let (first, graph) = (span(names, Some(id)), names.inner_graph(id));
        let then = then(id, quote!(first_), graph.clone());
        quote! {{
            let first_: u16 = const { #first };
            if #number >= first_ && #number - first_ < <#graph as #p::Graph>::SPAN { #then }
        }}
    });
    quote!(#(#stages)*)
}

fn runs_within(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    within(names, &quote!(part_), |id, first, graph| {
        let (node, inner) = (of("n", id), of("u", id));
        quote! {
            return <#graph as #p::Graph>::run(
                #p::Home::here(&self.#node), part_ - #first, at_, &store_.#inner, &mut work_.#inner,
            );
        }
    })
}

fn tables(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let count = names.pipeline.ops.len();
    let ops = names.ops().map(|(id, op)| row(names, id, op));
    let name = names.name().to_string();
    let ids = names.ops().map(|(_, op)| op.node_id.as_str());
    let imaps = names.pipeline.imaps.iter().map(|imap| imap.name.unraw().to_string());
    let domains = names.pipeline.domains.iter().map(|domain| names.op(domain.source).node_id.as_str());
    quote! {
        const OPS_: [#p::Op; #count] = [#(#ops)*];
        const PLAN_: &'static #p::Plan<#count> = &#p::Plan::new(Self::OPS_);
        const INFO_: #p::Info =
            #p::Info {
                pipeline: #name, nodes: &[#(#ids),*], domains: &[#(#domains),*], imaps: &[#(#imaps),*], ops: Self::PLAN_.ops(),
                runs: Self::PLAN_.parts(), denses: &Self::PLAN_.denses(),
            };
    }
}

/// One row of the table: what each operation has, and what is rare only where it is.
fn row(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    let what = match &op.kind {
        OpKind::Input(_) | OpKind::Hole { .. } => quote!(Input),
        OpKind::Pass { .. } => quote!(Pass),
        kind if kind.stage().is_some() => quote!(Stage),
        OpKind::Node { .. } => quote!(Node),
        OpKind::Pack { .. } => quote!(Pack),
        OpKind::Unroll { .. } => quote!(Unroll),
        OpKind::Zip { same_fork: Some(_), .. } => quote!(Zip),
        OpKind::Merge { same_fork: Some(_), .. } => quote!(Merge),
        OpKind::Zip { .. } | OpKind::Merge { .. } => quote!(Junction),
        OpKind::Output { .. } => quote!(Output),
    };
    let reads = op.kind.reads().into_iter().map(number);
    let (domain, node) = (number(OpId(op.domain.0)), names.live_node(id));
    let made = match op.kind.is_node() {
        true => quote!(#p::Op::node::<#node>(&[#(#reads),*], #domain)),
        false => quote!(#p::Op::new(#p::What::#what, &[#(#reads),*], #domain)),
    };
    let imap = op.imap.map(|imap| number(OpId(imap.0))).map(|imap| quote!(.on(#imap)));
    let fork = match &op.kind {
        OpKind::Zip { same_fork, .. } | OpKind::Merge { same_fork, .. } => *same_fork,
        _ => None,
    };
    let fork = fork.map(number).map(|fork| quote!(.of_fork(#fork)));
    let twin = op.twin.map(number).map(|twin| quote!(.beside(#twin)));
    let split = op.options.fuse_off.is_some().then(|| quote!(.split()));
    let inner = op.kind.stage().is_some().then(|| quote!(.around(<#node as #p::Staged>::INNER)));
    let on_error = match op.options.on_error.as_ref().map(|set| set.value) {
        None | Some(OnError::Pass) => None,
        Some(OnError::Skip) => Some(quote!(.on_error(#p::OnError::Skip))),
        Some(OnError::Stop) => Some(quote!(.on_error(#p::OnError::Stop))),
    };
    let pair = match &op.kind {
        OpKind::Zip { join: Join::Inner, .. } => Some(quote!(.paired(#p::Pair::Inner))),
        OpKind::Zip { join: Join::Each, .. } => Some(quote!(.paired(#p::Pair::Each))),
        _ => None,
    };
    let keys = keyed_by(op).map(|_| quote!(.keyed()));
    let marked = match &op.kind {
        OpKind::Zip { members, .. } => {
            members.iter().rev().fold(0u16, |bits, it| bits << 1 | u16::from(it.mark != Mark::Plain))
        }
        _ => 0,
    };
    let marked = (marked != 0).then(|| quote!(.marked(#marked)));
    let rate = rates::row(names, id, op).map(|rate| quote!(.at_rate(#rate)));
    let every = op.options.every.is_some().then(|| quote!(.every()));
    let unit = op.is_attempted().then(|| number(attempts::unit(names, id).1)).map(|unit| quote!(.attempted(#unit)));
    quote!(#made #imap #fork #twin #split #on_error #pair #keys #marked #rate #unit #every #inner,)
}

/// The fork of a zip whose branches all may lack a key that the fork had: it has to tell.
pub(super) fn keyed_by(op: &Op) -> Option<OpId> {
    match &op.kind {
        OpKind::Zip { members, same_fork, .. } if members.iter().all(|it| it.mark != Mark::Plain) => *same_fork,
        _ => None,
    }
}

/// The columns between parts: their names, the streams that they carry, and the operation that leads the part they lead to.
pub(super) struct Edge {
    pub(super) column: proc_macro2::Ident,
    pub(super) from: OpId,
    pub(super) to: OpId,
    pub(super) goal: Goal,
}

/// What an edge leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// A node, or this member of a zip or merge.
    Member(usize),
    /// A zip or merge of inputs.
    Junction,
    /// A zip that has to know which keys there are; nothing else travels.
    Keys,
}

impl Edge {
    fn item(&self, names: &Names<'_>) -> TokenStream {
        match (self.goal, &names.op(self.to).kind) {
            (Goal::Keys, _) => quote!(()),
            (_, OpKind::Node { .. } | OpKind::Pass { .. }) => travels(names, self.from, self.to),
            _ => names.live(self.from),
        }
    }
}

pub(super) fn edges(names: &Names<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (to, op) in names.ops() {
        match &op.kind {
            OpKind::Pass { from }
            | OpKind::Node { from, .. }
            | OpKind::Pack { from, .. }
            | OpKind::Unroll { from, .. } => {
                edges.push(Edge { column: of("e", to), from: from.from, to, goal: Goal::Member(0) });
            }
            OpKind::Zip { members, same_fork, .. } | OpKind::Merge { members, same_fork, .. } => {
                edges.extend(members.iter().enumerate().map(|(index, it)| Edge {
                    column: member(to, index),
                    from: it.from,
                    to,
                    goal: if same_fork.is_none() { Goal::Junction } else { Goal::Member(index) },
                }));
                let keys = |fork| Edge { column: of("k", to), from: fork, to, goal: Goal::Keys };
                edges.extend(keyed_by(op).map(keys));
            }
            _ => {}
        }
    }
    edges
}

/// What a worker keeps; and how it is made.
fn work(names: &Names<'_>) -> (TokenStream, TokenStream) {
    let p = &names.p;
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let graph = names.graph();
    let locals: Vec<_> = names.nodes().map(|(id, _)| id).collect();
    let inner: Vec<_> = names.stages().map(|(id, _)| of("u", id)).collect();
    let inner_graphs: Vec<_> = names.stages().map(|(id, _)| names.inner_graph(id)).collect();
    let inner_ids = names.stages().map(|(id, _)| number(id));
    let inner_reads = names.stages().flat_map(|(_, op)| op.kind.reads()).map(number);
    let inner_cx_of = within(names, &quote!(op_), |id, first, graph| {
        let inner = of("u", id);
        quote!(return <<#graph as #p::Graph>::Work as #p::Work>::cx_of(&mut self.#inner, op_ - #first);)
    });
    let local_fields = locals.iter().map(|id| {
        let (field, node) = (of("l", *id), names.live_node(*id));
        quote!(#field: #p::Local<#node>,)
    });
    let local_names = locals.iter().map(|id| of("l", *id));
    let edges = edges(names);
    let (columns, types): (Vec<_>, Vec<_>) = edges.iter().map(|edge| (&edge.column, edge.item(names))).unzip();
    let (from, to): (Vec<_>, Vec<_>) = edges.iter().map(|edge| (number(edge.from), number(edge.to))).unzip();
    let outputs: Vec<_> = names.pipeline.outputs.iter().map(|output| of("o", output.op)).collect();
    let given = names.pipeline.outputs.iter().map(|output| names.live(output.op));
    let made = names.pipeline.outputs.iter().map(|output| number(output.op));
    let fields = quote! {
        pub struct Work_ #generics #bounds {
            cx_: #p::Cx,
            #(#local_fields)*
            #(#columns: #p::Edge<#types>,)*
            #(#outputs: #p::Column<#given>,)*
            #(#inner: <#inner_graphs as #p::Graph>::Work,)*
        }
        impl #generics #p::Work for Work_ #arguments #bounds {
            #[inline(always)]
            fn cx(&mut self) -> &mut #p::Cx { &mut self.cx_ }
            fn cx_of(&mut self, op_: u16) -> (&mut #p::Cx, u16) { #inner_cx_of (&mut self.cx_, op_) }
        }
    };
    let new = quote! {
        let deep_ = |from_: u16, to_: u16| #graph::PLAN_.leads(to_).then(|| cx_.deep(#graph::PLAN_.depth(from_)));
        Work_ {
            #(#local_names: ::core::default::Default::default(),)*
            #(#columns: #p::Edge::new(deep_(#from, #to)),)*
            #(#outputs: #p::Column::new(cx_.deep(#graph::PLAN_.depth(#made))),)*
            #(#inner: <#inner_graphs as #p::Graph>::work(cx_.within(
                <#inner_graphs as #p::Graph>::INFO, #inner_ids, #graph::PLAN_.depth(#inner_reads),
            )),)*
            cx_,
        }
    };
    (fields, new)
}

/// The places and intakes; and how they are made.
fn store(names: &Names<'_>) -> (TokenStream, TokenStream) {
    let p = &names.p;
    let (generics, _, bounds) = names.generics.split_for_impl();
    let (mut fields, mut news, graph) = (Vec::new(), Vec::new(), names.graph());
    for (id, _) in names.stages() {
        let (inner, graph) = (of("u", id), names.inner_graph(id));
        fields.push(quote!(#inner: <#graph as #p::Graph>::Store,));
        news.push(quote!(#inner: <#graph as #p::Graph>::store(window_),));
    }
    for edge in edges(names) {
        if names.op(edge.to).kind.stage().is_some() {
            // It waits where the stage's own parts find it.
            continue;
        }
        let (item, leader, column) = (edge.item(names), number(edge.to), &edge.column);
        fields.push(quote!(#column: #p::Ring<#item>,));
        news.push(match edge.goal {
            Goal::Junction => quote!(#column: #p::Ring::new(window_),),
            Goal::Member(_) | Goal::Keys => quote!(#column: #p::Ring::new(places_(#leader)),),
        });
    }
    for (id, op) in names.ops() {
        let (item, entry, junction, intake, output) =
            (names.live(id), of("e", id), of("j", id), of("i", id), of("o", id));
        match &op.kind {
            OpKind::Input(_) => {
                fields.push(quote!(#intake: #p::Intake<#item>,));
                news.push(quote!(#intake: ::core::default::Default::default(),));
            }
            OpKind::Pack { from, .. } => {
                let (carry, member) = (of("b", id), names.live(from.from));
                fields.push(quote!(#carry: #p::Carry<#member>,));
                news.push(quote!(#carry: ::core::default::Default::default(),));
            }
            OpKind::Zip { members, same_fork: Some(_), .. } => {
                for index in rates::regrouped(names, op) {
                    let (carry, item) = (carry(id, index), names.live(members[index].from));
                    fields.push(quote!(#carry: #p::Carry<#p::Slot<#item>>,));
                    news.push(quote!(#carry: ::core::default::Default::default(),));
                }
            }
            OpKind::Output { .. } => {
                fields.push(quote!(#output: #p::Ring<#item>,));
                news.push(quote!(#output: #p::Ring::new(window_),));
            }
            OpKind::Zip { members, same_fork: None, .. } => {
                let (item, members) = (given(names, id, op), members.iter().map(|member| names.live(member.from)));
                fields.push(quote!(#entry: #p::Ring<#item>, #junction: #p::Junction<(#(#p::Member<#members>,)*)>,));
                news.push(quote!(#entry: #p::Ring::new(window_), #junction: ::core::default::Default::default(),));
            }
            OpKind::Merge { same_fork: None, .. } => {
                let item = given(names, id, op);
                let member = quote!(::std::vec::Vec<#p::Member<#item>>);
                fields.push(quote!(#entry: #p::Ring<#item>, #junction: #p::Junction<#member>,));
                news.push(quote!(#entry: #p::Ring::new(window_), #junction: ::core::default::Default::default(),));
            }
            _ => {}
        }
    }
    let new = quote! {
        let places_ = |leader_: u16| #graph::PLAN_.window(leader_, window_);
        Store_ { #(#news)* }
    };
    (quote!(pub struct Store_ #generics #bounds { #(#fields)* }), new)
}

/// The items of the outputs.
fn outs(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let items = names.pipeline.outputs.iter().map(|output| names.live(output.op));
    quote!((#(#p::Slot<#items>,)*))
}

/// Where what a node, pass or pipeline reads waits for it.
pub(super) fn entry_ring(names: &Names<'_>, id: OpId) -> TokenStream {
    if names.op(id).kind.stage().is_none() {
        let entry = of("e", id);
        return quote!(&store_.#entry);
    }
    let (p, node, inner) = (&names.p, names.live_node(id), of("u", id));
    quote!(<#node as #p::Staged>::entry(&store_.#inner))
}

fn keep(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let puts = names.pipeline.outputs.iter().enumerate().map(|(index, output)| {
        let (this, column, index) = (number(output.op), of("o", output.op), Literal::usize_unsuffixed(index));
        quote! {
            if const { Self::PLAN_.runs(#this, R_) } {
                let remember_ =
                    if const { Self::PLAN_.halts() } { #p::Remember::Keys } else { work_.cx_.remembers() };
                work_.#column.put(outs_.#index, &work_.cx_, remember_);
            }
        }
    });
    quote!(#(#puts)*)
}

fn deposits(names: &Names<'_>) -> TokenStream {
    let edges = edges(names).into_iter().map(|Edge { column, from, to, goal }| {
        let ring = match names.op(to).kind.stage() {
            Some(_) => entry_ring(names, to),
            None => quote!(&store_.#column),
        };
        let (from, to) = (number(from), number(to));
        let feeds = match goal {
            Goal::Junction => quote!(Self::PLAN_.runs(#from, R_)),
            Goal::Member(member) => quote!(Self::PLAN_.feeds(R_, #to, #member)),
            Goal::Keys => quote!(Self::PLAN_.feeds_keys(R_, #to)),
        };
        quote!(if const { #feeds } { work_.#column.lay(at_, laid_, #ring); })
    });
    let outputs = names.pipeline.outputs.iter().map(|output| {
        let (this, column) = (number(output.op), of("o", output.op));
        quote!(if const { Self::PLAN_.runs(#this, R_) } { work_.#column.lay(at_, laid_, &store_.#column); })
    });
    quote!(#(#edges)* #(#outputs)*)
}

/// The source of each domain.
fn pulls(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let arms = names.pipeline.domains.iter().enumerate().map(|(domain, it)| {
        let (domain, id) = (number(OpId(domain)), it.source);
        let (entry, junction) = (of("e", id), of("j", id));
        let pull = match &names.op(id).kind {
            OpKind::Zip { members, lengths, .. } => {
                let rings = (0..members.len()).map(|index| member(id, index));
                let labels = members.iter().map(|member| match &names.op(member.from).kind {
                    OpKind::Pass { from } => names.op(from.from).node_id.as_str(),
                    _ => names.op(member.from).node_id.as_str(),
                });
                let rings = quote!((#(&store_.#rings,)*));
                match lengths {
                    Lengths::Longest => {
                        quote!(#p::Positions::zip_longest(#rings, ask_, &store_.#junction, &store_.#entry))
                    }
                    other => {
                        let lengths = if *other == Lengths::Shortest { quote!(Shortest) } else { quote!(Strict) };
                        quote!(#p::Positions::zip(
                            #rings, ask_, #p::Lengths::#lengths, &[#(#labels),*], &store_.#junction, &store_.#entry,
                        ))
                    }
                }
            }
            OpKind::Merge { members, unordered, .. } => {
                let rings = (0..members.len()).map(|index| member(id, index));
                quote!(#p::rounds(ask_, &[#(&store_.#rings),*], #unordered, &store_.#junction, &store_.#entry))
            }
            _ => {
                let intake = of("i", id);
                let first = names.op(id).uses.first().map(|user| entry_ring(names, *user));
                quote!(store_.#intake.pull(ask_, #first))
            }
        };
        quote!(#domain => #pull,)
    });
    quote!(#(#arms)*)
}

/// The rest of the trait: constructors, outputs, sources.
fn wires(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    let exits = names
        .pipeline
        .outputs
        .iter()
        .map(|output| of("o", output.op))
        .chain(edges(names).into_iter().filter(|edge| edge.goal == Goal::Junction).map(|edge| edge.column));
    let discards = exits.enumerate().map(|(exit, column)| {
        let exit = number(OpId(exit));
        quote!(#exit => store_.#column.discard(ticket_),)
    });
    let inputs: Vec<_> = names
        .pipeline
        .inputs
        .iter()
        .map(|input| (of("i", input.op), number(OpId(names.op(input.op).domain.0))))
        .collect();
    let wakes = inputs.iter().map(|(intake, domain)| quote!(store_.#intake.wake_by(wake_(#domain));));
    let stops = inputs.iter().map(|(intake, _)| quote!(store_.#intake.interrupt();));
    quote! {
        fn discard(store_: &Self::Store, output_: u16, ticket_: u64) -> ::core::option::Option<#p::Discarded> {
            match output_ { #(#discards)* _ => ::core::unreachable!("an exit has a number") }
        }
        fn wake_by(store_: &Self::Store, wake_: &dyn ::core::ops::Fn(u16) -> #p::Wake) { #(#wakes)* }
        fn interrupt(store_: &Self::Store) { #(#stops)* }
    }
}

/// Whether, as far as tokens show, the graph may run on its reader.
pub(super) fn may_be_solo(names: &Names<'_>) -> bool {
    names.pipeline.inputs.len() == 1 && names.pipeline.outputs.len() == 1
}

fn solo(names: &Names<'_>) -> TokenStream {
    if !may_be_solo(names) {
        return TokenStream::new();
    }
    let p = &names.p;
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let (input, output) = (&names.pipeline.inputs[0], &names.pipeline.outputs[0]);
    let (source, out, intake) = (names.live(input.op), names.live(output.op), of("i", input.op));
    let leader = names.op(input.op).uses.first().map(|user| number(*user));
    let placed = !names.pipeline.imaps.is_empty();
    let staged = staged(names);
    quote! {
        #staged
        impl #generics #p::Solo for Graph_ #arguments #bounds {
            const PLACED: bool = #placed;
            const SOLO: bool = Self::PLAN_.is_solo();
            const DENSE: bool = Self::PLAN_.dense(#leader);
        }
        impl #generics #p::Through<#source, #out> for Graph_ #arguments #bounds {
            #[inline(always)]
            fn solo(&self, work_: &mut Work_ #arguments, slot_: #p::Slot<#source>) -> #p::Slot<#out> {
                self.item_::<#leader, #source>(work_, slot_).0
            }
            fn called(&self, work_: &mut Work_ #arguments, slot_: #p::Slot<#source>) -> #p::Slot<#out> {
                self.called_::<#leader, #source>(work_, slot_).0
            }
            fn intake(store_: &Self::Store) -> &#p::Intake<#source> { &store_.#intake }
        }
    }
}

/// A pipeline with one input and one output is a stage of others.
fn staged(names: &Names<'_>) -> TokenStream {
    let (p, name) = (&names.p, names.name());
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let (input, output) = (&names.pipeline.inputs[0], &names.pipeline.outputs[0]);
    let (source, out, exit) = (names.live(input.op), names.live(output.op), of("o", output.op));
    let entry = names.op(input.op).uses.first().map(|user| entry_ring(names, *user));
    let (imaps, ordered) = (number(OpId(names.pipeline.imaps.len())), is_ordered(names, output.op));
    let mut stands = names.generics.clone();
    stands.params.push(parse_quote!(In_: 'static));
    stands.params.push(parse_quote!(Out_: 'static));
    let within = parse_quote!(Graph_ #arguments: #p::Within<Private_, In = In_, Out = Out_>);
    stands.make_where_clause().predicates.push(within);
    let (stands, _, stand_bounds) = stands.split_for_impl();
    let written = &input.ty;
    quote! {
        struct Private_;
        impl #generics #p::Within<Private_> for Graph_ #arguments #bounds {
            type In = #source;
            type Out = #out;
            const INNER: #p::Inner = Self::PLAN_.inner(#imaps, #ordered);
            fn entry(store_: &Self::Store) -> &#p::Ring<#source> { #entry }
            fn exit(store_: &Self::Store) -> &#p::Ring<#out> { &store_.#exit }
        }
        impl #stands #p::Staged for #name #arguments #stand_bounds {
            type Graph = Graph_ #arguments;
            type In = In_;
            type Out = Out_;
            const INNER: #p::Inner = <Graph_ #arguments as #p::Within<Private_>>::INNER;
            fn entry(store_: &<Graph_ #arguments as #p::Graph>::Store) -> &#p::Ring<In_> {
                <Graph_ #arguments as #p::Within<Private_>>::entry(store_)
            }
            fn exit(store_: &<Graph_ #arguments as #p::Graph>::Store) -> &#p::Ring<Out_> {
                <Graph_ #arguments as #p::Within<Private_>>::exit(store_)
            }
        }
        impl #generics #p::TakesIn<#written> for #name #arguments #bounds {}
    }
}
