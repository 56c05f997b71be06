//! Stages and groups in which an item is attempted as a whole: `[retry = n]`, `[timeout = 5s]`.
//!
//! Their pipers are one unit: the first leads a part, which what the last gave enters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, Lit};

use super::assemble::counted;
use super::checks::refuse;
use super::drive::enter;
use super::fork::{may_share, use_by};
use super::names::{Names, number, of};
use super::streams::given;
use crate::model::{Op, OpId, OpKind, Pipe, Set, literal_of};

/// The first and the last piper of the unit of one.
pub(super) fn unit(names: &Names<'_>, id: OpId) -> (OpId, OpId) {
    let group = names.op(id).group;
    let mut members = names.nodes().filter(|(_, op)| group.is_some() && op.group == group).map(|(id, _)| id);
    let first = members.next().unwrap_or(id);
    (first, members.last().unwrap_or(first))
}

/// Whether a unit begins with it.
pub(super) fn leads(names: &Names<'_>, id: OpId, op: &Op) -> bool {
    op.is_attempted() && unit(names, id).0 == id
}

/// The field of the graph that says how an item is attempted.
pub(super) fn field(names: &Names<'_>, id: OpId) -> TokenStream {
    let (p, tries) = (&names.p, of("t", id));
    quote!(#tries: #p::Tries,)
}

/// And its value.
pub(super) fn value(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    let retries = match op.options.timeout {
        Some(_) => {
            let retries = of("retries", id);
            quote!(#retries)
        }
        None => retried(op),
    };
    let backoff = option(op.options.backoff.as_ref().map(duration));
    let timeout = option(op.options.timeout.as_ref().map(|_| {
        let timeout = of("timeout", id);
        quote!(#timeout)
    }));
    quote!(#p::Tries::new(#retries, #backoff, #timeout))
}

/// How many attempts may follow the first.
fn retried(op: &Op) -> TokenStream {
    op.options.retries().map_or(quote!(0usize), |set| counted(set.word, &set.value))
}

/// The `timeout` of a unit, evaluated once, and what chunks may take for it.
pub(super) fn timeout(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let set = op.options.timeout.as_ref().filter(|_| leads(names, id, op))?;
    let (timeout, retries, value, domain) = (of("timeout", id), of("retries", id), duration(set), op.domain.0);
    let (this, times) = (number(id), retried(op));
    Some(quote! {
        let (#timeout, #retries) = (#value, #times);
        settings_.timeout(#domain, #this, #timeout, #retries);
    })
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// A time. The compiler points at the word to tell why it is one.
fn duration(set: &Set<Expr>) -> TokenStream {
    let value = match literal_of(&set.value) {
        Some(Lit::Int(int)) => {
            let (number, unit) = (int.base10_parse::<u64>().unwrap_or(u64::MAX), int.suffix());
            let (new, factor) = match unit {
                "ns" => ("from_nanos", 1),
                "us" => ("from_micros", 1),
                "ms" => ("from_millis", 1),
                "m" => ("from_secs", 60),
                "h" => ("from_secs", 3_600),
                "d" => ("from_secs", 86_400),
                _ => ("from_secs", 1),
            };
            let (new, number) = (format_ident!("{new}"), number.saturating_mul(factor));
            quote!(::core::time::Duration::#new(#number))
        }
        _ => {
            let value = &set.value;
            quote!(#value)
        }
    };
    let ty = quote_spanned!(set.word=> ::core::time::Duration);
    quote!({ let duration_: #ty = #value; duration_ })
}

/// How the part is driven that a unit leads.
pub(super) fn drive(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let OpKind::Node { from, .. } = &op.kind else { return TokenStream::new() };
    let p = &names.p;
    let (_, arguments, _) = names.generics.split_for_impl();
    let (first, last) = unit(names, id);
    let (this, ring, tries, enter) =
        (number(id), of("e", id), of("t", id), enter(names, id, &given(names, last, names.op(last))));
    let graph = names.graph();
    let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
    let keeps = keeps(names, id, op, from);
    let shared = use_by(names, from.from, id, 0).filter(|_| may_share(names, from.from)).map(|used| used.how());
    // What travels may be a share: how it got here knows how to open that.
    let calls = |method: TokenStream| match &shared {
        Some(how) => quote!(<#how as #p::Travels<#input>>::#method),
        None => quote!(<#node as #p::Piper<#input>>::#method),
    };
    let step = |op: OpId, slot: TokenStream, call: TokenStream| {
        let (kept, local, this) = (names.kept(&quote!(graph_), op), of("l", op), number(op));
        let site = quote!(const { #p::Site::attempted(#graph::PLAN_, #this) });
        quote!(#p::step_by(#kept, &mut work_.#local, &mut work_.cx_, #site, #slot, #call))
    };
    let rest = |slot: TokenStream| {
        let behind =
            names.nodes().filter(|(at, op)| *at != first && op.group.is_some() && op.group == names.op(first).group);
        behind.fold(slot, |slot, (at, op)| {
            let OpKind::Node { from, .. } = &op.kind else { return slot };
            let (node, input) = (names.at(from, &names.live_node(at)), names.live(from.from));
            let step = step(at, quote!(slot_), quote!(<#node as #p::Piper<#input>>::call));
            quote!({ let slot_ = #slot; #step })
        })
    };
    let value = quote!(#p::Slot::Val(item_));
    let by_val = rest(step(id, value.clone(), calls(quote!(call))));
    let by_ref = rest(step(id, value.clone(), calls(quote!(call_ref))));
    let site = quote!(const { #p::Site::attempted(#graph::PLAN_, #this) });
    let one = quote! {
        #p::attempts::<#keeps, _, _, _>(
            at_, &store_.#ring, work_, &graph_.#tries, #site,
            |work_: &mut Work_ #arguments, item_| #by_val,
            |work_: &mut Work_ #arguments, item_: &_| #by_ref,
            #enter,
        )
    };
    if first != last {
        return one;
    }
    let item = names.live(id);
    let (by_val, by_ref, child) = match op.options.collect {
        Some(_) => {
            let limit = of("c", id);
            let gather = |method: TokenStream| {
                let gather = calls(method);
                let call = quote! {
                    |node_, local_, context_, item_| {
                        #gather(node_, local_, context_, item_, graph_.#limit).map(::std::vec::Vec::into_iter)
                    }
                };
                step(id, value.clone(), call)
            };
            (gather(quote!(gather)), gather(quote!(gather_ref)), quote!(#p::Step::<#item>::Val))
        }
        None => (
            step(id, value.clone(), calls(quote!(expand))),
            step(id, value.clone(), calls(quote!(expand_ref))),
            quote!(<#node as #p::Piper<#input>>::settle),
        ),
    };
    quote! {
        if const { #graph::PLAN_.multiplies(#this) } {
            #p::attempts_many::<#keeps, _, _, _, _>(
                at_, &store_.#ring, work_, &graph_.#tries,
                (#site, #p::Parts::slice(graph_, #this)),
                |work_: &mut Work_ #arguments, item_| #by_val,
                |work_: &mut Work_ #arguments, item_: &_| #by_ref,
                #child,
                #enter,
            )
        } else {
            #one
        }
    }
}

/// How the item is there for another attempt; in a pipeline that is generic over types nothing, where it is not.
pub(super) fn keeps(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    if names.is_open() && op.options.retries().is_some() {
        let tries = tries_again(names, id, op, from);
        return quote!(#tries::How);
    }
    mode(names, op, &names.at(from, &names.live_node(id)))
}

fn mode(names: &Names<'_>, op: &Op, node: &TokenStream) -> TokenStream {
    let p = &names.p;
    match (op.options.retries(), &op.options.timeout) {
        (None, _) => quote!(#p::Once),
        (Some(_), None) => quote!(<#node as #p::Node>::Mode),
        // Who is left behind in a call has the item with it.
        (Some(_), Some(_)) => quote!(#p::ByVal),
    }
}

/// Warns that no thread can be stopped, where all workers are threads; and refuses where the item's attempt does not end with its call.
pub(super) fn unstoppable(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let word = op.options.timeout.as_ref()?.word;
    if !leads(names, id, op) {
        return None;
    }
    let (p, node) = (&names.p, names.node(id));
    let inline = op.imap.is_none().then(|| {
        let text = "a stage without an imap runs on the thread that reads, which cannot be left behind: put it on an imap, or remove `timeout`";
        let refuse = refuse(names, word, word, &quote!(#text));
        quote!(if !<#node as #p::Node>::FACTS.awaits { #refuse })
    });
    let imap = op.imap.map(|imap| &names.pipeline.imaps[imap.0]);
    let warns = imap.is_some_and(crate::model::Imap::is_threads) && !op.options.timeout_is_default;
    let warning = warns.then(|| {
        let kept = names.between(word, word, &quote!(<#node as #p::Node>::Kept));
        quote_spanned!(word=> let () = <#p::Timed<#kept>>::A_THREAD_CANNOT_BE_STOPPED;)
    });
    let streams = (op.options.collect.is_none() && !op.options.timeout_is_default).then(|| {
        let text = "`timeout` bounds a call, and the items of a streamed `flat_map` are made after it: write `[collect = n]` too";
        let refuse = refuse(names, word, word, &quote!(#text));
        quote!(if <#node as #p::Node>::FACTS.multiplies() { #refuse })
    });
    let crowded = imap.and_then(|imap| {
        let others = names.nodes().filter(|(other, it)| *other != id && it.imap == op.imap);
        let awaits = others.map(|(other, _)| {
            let other = names.node(other);
            quote!(<#other as #p::Node>::FACTS.awaits)
        });
        let awaits: Vec<_> = awaits.collect();
        let text = format!(
            "a thread of `{}` that takes too long is left behind, and with it the futures of async pipers there: put these on another imap",
            imap.name
        );
        let refuse = refuse(names, word, word, &quote!(#text));
        (!awaits.is_empty()).then(|| quote!(if !<#node as #p::Node>::FACTS.awaits && (#(#awaits)||*) { #refuse }))
    });
    Some(quote!(#warning #inline #streams #crowded))
}

/// Asks that the item is there for another attempt.
pub(super) fn kept(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> Option<TokenStream> {
    op.options.retries().filter(|_| leads(names, id, op))?;
    let tries = tries_again(names, id, op, from);
    Some(quote!(let () = #tries::OK;))
}

/// The same before `::`.
fn tries_again(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    let (p, node, item, hole) = (&names.p, names.live_node(id), names.item(from.from), names.hole());
    let mode = mode(names, op, &node);
    let mode = op.options.retries().map_or_else(|| mode.clone(), |set| names.between(set.word, set.word, &mode));
    quote!(<#mode as #p::TriesAgain<#node, #item #hole>>)
}

/// What cannot be attempted as a whole: a state that was changed, and in a group the items of a `flat_map`, could not be taken back.
pub(super) fn irrevocable(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let (retry, timeout) = (op.options.retries(), op.options.timeout.as_ref());
    let (first, last) = unit(names, id);
    if !op.is_attempted() {
        return None;
    }
    let (p, node) = (&names.p, names.node(id));
    let OpKind::Node { node: written, .. } = &op.kind else { return None };
    let name = written.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    if first != last {
        let word = retry.or(timeout)?.word;
        let text = |what: &str| {
            let text =
                format!("a group is attempted as a whole, and `{name}` {what}: write it before or behind the group");
            refuse(names, word, word, &quote!(#text))
        };
        let (many, state, awaits) = (text("gives several items"), text("keeps a state"), text("is async"));
        return Some(quote! {
            if <#node as #p::Node>::FACTS.scans() || <#node as #p::Node>::FACTS.folds() { #state }
            if <#node as #p::Node>::FACTS.multiplies() { #many }
            if <#node as #p::Node>::FACTS.awaits { #awaits }
        });
    }
    let retry = retry.filter(|_| !op.options.retry_is_default).map(|set| ("retry", set.word));
    let timeout = timeout.filter(|_| !op.options.timeout_is_default).map(|set| ("timeout", set.word));
    let streams = retry.filter(|_| op.options.collect.is_none()).map(|(_, word)| {
        let text = "the items of a streamed `flat_map` are made after the call that `retry` makes again, if it is async: write `[collect = n]` too";
        let refuse = refuse(names, word, word, &quote!(#text));
        quote!(if <#node as #p::Node>::FACTS.awaits && <#node as #p::Node>::FACTS.multiplies() { #refuse })
    });
    let (option, word) = retry.or(timeout)?;
    let text = format!("`{name}` keeps a state, and what a call did to it cannot be taken back: remove `{option}`");
    let refuse = refuse(names, word, word, &quote!(#text));
    Some(quote!(#streams if <#node as #p::Node>::FACTS.scans() || <#node as #p::Node>::FACTS.folds() { #refuse }))
}
