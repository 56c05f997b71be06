//! Rates: the packs and unrolls beside nodes, their types, what is asked of them, and whether the branches of zips are in step.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Expr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::assemble::above;
use super::checks::{label, refuse};
use super::drive::enter;
use super::names::{Names, number, of};
use super::streams::given;
use crate::model::{Join, Mark, Member, Op, OpId, OpKind, Short};

/// The node whose batches an operation packs, or whose items it unrolls; itself, if it does neither.
pub(super) fn node_of(names: &Names<'_>, id: OpId) -> OpId {
    match &names.op(id).kind {
        OpKind::Pack { .. } => names.op(id).uses.first().copied().unwrap_or(id),
        OpKind::Unroll { from, .. } => from.from,
        _ => id,
    }
}

/// The number that was written on a pack or unroll.
fn written(op: &Op) -> Option<&Expr> {
    match &op.kind {
        OpKind::Pack { taken, .. } => Some(taken),
        OpKind::Unroll { promised, .. } => promised.as_ref(),
        _ => None,
    }
}

/// The same, as an expression of type `usize`. One constant, so that its faults are told once; constants cannot see generics.
fn rate(names: &Names<'_>, id: OpId) -> TokenStream {
    match written(names.op(id)) {
        None => quote!(0usize),
        Some(written) if names.is_generic() => quote!(#written),
        Some(_) => names.constant("rate", id).into_token_stream(),
    }
}

/// The constant that asks whether a piper takes batches, or gives something to unroll.
fn fits(names: &Names<'_>, id: OpId) -> Ident {
    names.constant("rated", id)
}

/// What a pack or unroll carries.
pub(super) fn made(names: &Names<'_>, id: OpId, from: OpId) -> TokenStream {
    let (p, item, fits) = (&names.p, names.item(from), fits(names, id));
    if let OpKind::Pack { .. } = names.op(id).kind {
        let (node, rate, gate) = (names.live_node(node_of(names, id)), rate(names, id), names.gate_after(&fits));
        return quote!(<<#node as #p::Node>::Batch as #p::Packing<#item, { #rate } #gate>>::Batch);
    }
    let gate = names.gate(&fits);
    quote!(<#item as #p::Sequence #gate>::Item)
}

/// The constants that the types of packs and unrolls rest on.
pub(super) fn constants(names: &Names<'_>) -> TokenStream {
    let rated = names.known().filter(|(_, op)| is_rated(op));
    let constants = rated.map(|(id, op)| {
        let asked = asked(names, id, op);
        let Some(stand_ins) = &names.stand_ins else { return TokenStream::new() };
        let (fits, pipers) = (fits(names, id), names.pipers());
        let rate = written(op).filter(|_| !names.is_generic()).map(|written| {
            let rate = names.constant("rate", id);
            quote!(#[allow(non_upper_case_globals)] const #rate: usize = #written;)
        });
        quote! {
            #rate
            #[doc(hidden)]
            #[allow(non_upper_case_globals, unexpected_cfgs)]
            const #fits: bool = { #stand_ins #asked #pipers };
        }
    });
    quote!(#(#constants)*)
}

fn is_rated(op: &Op) -> bool {
    matches!(op.kind, OpKind::Pack { .. } | OpKind::Unroll { .. })
}

/// In the constant of all that must fit: these too. In generic pipelines they are asked there.
pub(super) fn all_asked(names: &Names<'_>) -> TokenStream {
    let asked = names.known().filter(|(_, op)| is_rated(op)).map(|(id, op)| {
        if names.stand_ins.is_none() {
            return asked(names, id, op);
        }
        let fits = fits(names, id);
        quote!(let _: bool = #fits;)
    });
    quote!(#(#asked)*)
}

/// Asks whether a piper takes batches, or gives something to unroll.
fn asked(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let (p, node) = (&names.p, names.live_node(node_of(names, id)));
    match &op.kind {
        OpKind::Pack { taken, from } => {
            let word = op.options.consume.as_ref().map_or_else(Span::call_site, |set| set.word);
            let taken = shown(taken);
            let (item, rate) = (names.item(from.from), rate(names, id));
            let text = format!("`[consume = {taken}]` hands over a batch: take `[T; {taken}]` or `Vec<T>`");
            let batch = names.between(word, word, &quote!(<#node as #p::Node>::Batch));
            quote! {{
                #[diagnostic::on_unimplemented(message = #text, label = "the piper takes no batch")]
                trait TakesBatch<Item, const TAKEN: usize> { const OK: () = (); }
                #[diagnostic::do_not_recommend]
                impl<Item, const TAKEN: usize, B: #p::Batched<Item, TAKEN>> TakesBatch<Item, TAKEN> for B {}
                let () = <#batch as TakesBatch<#item, { #rate }>>::OK;
            }}
        }
        OpKind::Unroll { from, .. } => {
            let word = op.options.produce.as_ref().map_or_else(Span::call_site, |set| set.word);
            let (node, out) = (names.between(word, word, &node), names.item(from.from));
            quote!(let () = <#node as #p::Produces<#out>>::OK;)
        }
        _ => TokenStream::new(),
    }
}

/// An expression as it was written, more or less.
fn shown(value: &Expr) -> String {
    value.to_token_stream().to_string()
}

/// What is wrong with a number that tokens do not show: zero, or not that of the array.
pub(super) fn numbers(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let value = match &op.kind {
        OpKind::Node { .. } => return spawned(names, op),
        _ => written(op)?,
    };
    let (p, rate) = (&names.p, rate(names, id));
    let word = if matches!(op.kind, OpKind::Pack { .. }) { "consume" } else { "produce" };
    let zero = least(names, word, value, &rate);
    let OpKind::Unroll { from, .. } = &op.kind else { return Some(zero) };
    let (out, piper) = (names.live(from.from), word_of(names, from.from));
    let text = format!(
        "`produce = {}` is not the length of the array that `{piper}` returns: remove the number",
        shown(value)
    );
    let otherwise = refuse(names, value.span(), value.span(), &quote!(#text));
    Some(quote!(#zero if #p::promises_otherwise::<#out>((#rate) as u32) { #otherwise }))
}

/// `spawn` has no effect, but a number that makes sense.
fn spawned(names: &Names<'_>, op: &Op) -> Option<TokenStream> {
    let value = &op.options.spawn.as_ref()?.value;
    Some(least(names, "spawn", value, &quote!(#value)))
}

fn least(names: &Names<'_>, word: &str, value: &Expr, rate: &TokenStream) -> TokenStream {
    let text = format!("`{word}` must be at least 1");
    let refuse = refuse(names, value.span(), value.span(), &quote!(#text));
    quote!(let rate_: usize = #rate; if rate_ == 0 { #refuse })
}

/// What an operation's row says of its rate.
pub(super) fn row(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let (p, rate) = (&names.p, rate(names, id));
    match &op.kind {
        OpKind::Pack { .. } => Some(quote!((#rate) as u32)),
        OpKind::Unroll { from, .. } => {
            let out = names.live(from.from);
            Some(quote!(#p::produced::<#out>((#rate) as u32)))
        }
        _ => None,
    }
}

/// How a pack or unroll is driven.
pub(super) fn drive(names: &Names<'_>, id: OpId, op: &Op, from: OpId) -> TokenStream {
    let (p, this, ring, enter) = (&names.p, number(id), of("e", id), enter(names, id, &given(names, id, names.op(id))));
    let (node_id, graph) = (node_of(names, id), names.graph());
    let at_node = number(node_id);
    let site = quote!(const { #graph::PLAN_.site(#at_node, #this) });
    if !matches!(op.kind, OpKind::Pack { .. }) {
        return quote! {
            #p::unroll(at_, &store_.#ring, work_, #site, #p::SLICE, const { #graph::PLAN_.rate(#this) }, #enter)
        };
    }
    let (node, item, carry, rate) = (names.live_node(node_id), names.live(from), of("b", id), rate(names, id));
    let short = match op.options.last.as_ref().map(|set| set.value) {
        None => quote!(Automatic),
        Some(Short::Error) => quote!(Error),
        Some(Short::Drop) => quote!(Drop),
    };
    quote! {
        #p::pack::<<#node as #p::Node>::Batch, #item, { #rate }, _>(
            at_, &store_.#ring, &store_.#carry, work_, #site,
            #p::Short::#short, #enter,
        )
    }
}

/// Branches of one zip that come out of step, each at its member.
pub(super) fn steps<'a>(names: &'a Names<'_>, id: OpId, members: &'a [Member], fork: OpId) -> Vec<TokenStream> {
    let mut plain = members.iter().enumerate().filter(|(_, member)| member.mark == Mark::Plain);
    let Some((first, other)) = plain.next() else { return Vec::new() };
    let (this, join) = (number(id), joined(names, id));
    let (_, arguments, _) = names.generics.split_for_impl();
    let other = path(names, fork, other.from);
    let late = plain.map(|(index, member)| {
        let path = path(names, fork, member.from);
        let refuse = refuse(names, member.span, member.span, &quote!(text.as_str()));
        quote! {
            if let ::core::option::Option::Some(text) = <Graph_ #arguments>::PLAN_.out_of_step(
                #this, (#index, #path), (#first, #other), #join,
            ) { #refuse }
        }
    });
    late.collect()
}

/// Packs on a branch whose number does not fit to what comes, each at its pipe.
pub(super) fn uneven(names: &Names<'_>, fork: OpId, member: OpId) -> TokenStream {
    let p = &names.p;
    let packs = way(names, fork, member).into_iter().filter_map(|id| match &names.op(id).kind {
        OpKind::Pack { from, .. } => Some((id, from)),
        _ => None,
    });
    let asked = packs.map(|(id, from)| {
        let taker = piper(names, node_of(names, id)).unwrap_or_default();
        let giver = word_of(names, from.from);
        let (this, rate) = (number(id), rate(names, id));
        let refuse = refuse(names, from.left, from.right, &quote!(text.as_str()));
        quote! {
            if effect.uneven_at(#this) {
                let text = #p::unbalanced(effect, #giver, #taker, (#rate) as u32);
                #refuse
            }
        }
    });
    quote!(#(#asked)*)
}

/// Packs that drop a short last batch, on a branch that a zip pairs several batches at a time, each at the option: what the branch has
/// then ends at another item than that of the others.
pub(super) fn dropped(names: &Names<'_>, zip: OpId, fork: OpId, (index, member): (usize, OpId)) -> TokenStream {
    let this = number(zip);
    let (_, arguments, _) = names.generics.split_for_impl();
    let dropping =
        way(names, fork, member).into_iter().filter_map(|id| match (&names.op(id).kind, &names.op(id).options.last) {
            (OpKind::Pack { .. }, Some(set)) if set.value == Short::Drop => Some(set.word),
            _ => None,
        });
    let text = "this zip pairs several of these batches at a time, and where one is dropped the other streams have items left: \
                pack as many as they do, or take the short batch as a `Vec`";
    let asked = dropping.map(|word| {
        let refuse = refuse(names, word, word, &quote!(#text));
        quote!(if <Graph_ #arguments>::PLAN_.regroups(#this, #index) > 0 { #refuse })
    });
    quote!(#(#asked)*)
}

/// Members of a zip whose items may have to go together, several at a time, because there is another that packs. Which do, types show.
pub(super) fn regrouped(names: &Names<'_>, op: &Op) -> Vec<usize> {
    let OpKind::Zip { members, same_fork: Some(fork), join: Join::Exact, .. } = &op.kind else { return Vec::new() };
    let packs = |id: &OpId| matches!(names.op(*id).kind, OpKind::Pack { .. }) || names.op(*id).kind.stage().is_some();
    if !names.ops().any(|(id, _)| packs(&id)) {
        return Vec::new();
    }
    let plain = members.iter().enumerate().filter(|(_, member)| member.mark == Mark::Plain);
    let mut branches = plain.clone().map(|(_, member)| above(names, member.from, |_| true));
    // In an inner zip too; what lies above the fork has a smaller number.
    let packed = branches.any(|branch| branch.iter().any(|id| id > fork && packs(id)));
    plain.filter(|_| packed).map(|(index, _)| index).collect()
}

/// The operations from a fork to a member of a zip, the last first.
fn way(names: &Names<'_>, fork: OpId, member: OpId) -> Vec<OpId> {
    let (mut way, mut at) = (Vec::new(), Some(member));
    while let Some(id) = at.filter(|id| *id != fork) {
        way.push(id);
        at = match &names.op(id).kind {
            OpKind::Zip { same_fork, .. } | OpKind::Merge { same_fork, .. } => *same_fork,
            other => other.reads().first().copied(),
        };
    }
    way
}

/// How items come from a fork to a member of a zip: `t -> p`.
fn path(names: &Names<'_>, fork: OpId, member: OpId) -> String {
    let pipers = way(names, fork, member).into_iter().rev().filter_map(|id| piper(names, id));
    let pipers: Vec<String> = pipers.collect();
    if pipers.is_empty() { word_of(names, fork) } else { pipers.join(" -> ") }
}

/// Who takes the pairs.
fn joined(names: &Names<'_>, zip: OpId) -> String {
    let reader = names.op(zip).uses.iter().find_map(|user| piper(names, *user));
    reader.unwrap_or_else(|| label(names, zip))
}

fn piper(names: &Names<'_>, id: OpId) -> Option<String> {
    let OpKind::Node { node, .. } = &names.op(id).kind else { return None };
    node.path.segments.last().map(|last| last.ident.unraw().to_string())
}

/// The word by which a user calls a stream: its name, or its last piper's.
fn word_of(names: &Names<'_>, id: OpId) -> String {
    let op = names.op(id);
    let named = op.stream.as_ref().map(|name| name.unraw().to_string());
    named.or_else(|| piper(names, node_of(names, id))).unwrap_or_else(|| match &op.kind {
        OpKind::Pass { from } => word_of(names, from.from),
        _ => op.node_id.clone(),
    })
}

impl Names<'_> {
    /// A constant of one operation, beside the pipeline.
    fn constant(&self, what: &str, op: OpId) -> Ident {
        format_ident!("{what}{}_of_{}", op.0, self.name().unraw(), span = Span::call_site())
    }
}
