//! The function `item`: a part, for one item. Each operation is one statement, which vanishes where the part does not run it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::checks::{carries, feeds, goes_nowhere};
use super::fork::{aside, lends, lookers, may_share, pipe, share, use_by, uses};
use super::graph::keyed_by;
use super::names::{Names, member, number, of};
use crate::model::{Mark, Member, NodeKind, Op, OpId, OpKind, Pipe};

/// The body of `item`.
pub(super) fn body(names: &Names<'_>) -> TokenStream {
    let statements = names.ops().map(|(id, op)| {
        let statement = statement(names, id, op);
        let ahead = ahead(names, id, op);
        quote!(#statement #ahead)
    });
    let outs = names.pipeline.outputs.iter().map(|output| of("s", output.op));
    quote! {
        #(#statements)*
        (#(#outs,)*)
    }
}

/// What one operation does with its item.
fn statement(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    let (stream, item, this) = (of("s", id), names.live(id), number(id));
    // A part may be entered by a share.
    let enter = if may_share(names, id) { quote!(enter_as) } else { quote!(enter) };
    let enter = |past: TokenStream| quote!(#p::#enter(&mut entered_, #past));
    let entered = enter(quote!(()));
    let entered = quote!(if const { Self::PLAN_.entry(R_) == #this } { #entered });
    let value = match &op.kind {
        OpKind::Input(_) | OpKind::Hole { .. } => quote!(#entered else { #p::Slot::Gone }),
        OpKind::Node { from, node } if node.kind == NodeKind::Pipeline => {
            let exit = exit(names, from, id, 0, &of("e", id));
            quote!(#entered else { #exit #p::Slot::Gone })
        }
        OpKind::Pass { from } => {
            let hand = hand(names, from, id, 0);
            let exit = exit(names, from, id, 0, &of("e", id));
            quote! {
                if const { Self::PLAN_.steps(#this, R_) } { #hand } else #entered else { #exit #p::Slot::Gone }
            }
        }
        OpKind::Node { from, .. } => return node(names, id, op, from, enter),
        OpKind::Zip { members, same_fork: Some(fork), .. } => {
            let present = of("p", *fork);
            let hands: Vec<_> = hands(names, id, members);
            let marked = members.iter().zip(&hands).map(|(member, hand)| match member.mark {
                Mark::Plain => quote!(#hand),
                Mark::Question => quote!(#hand.optional(#present)),
                Mark::Star => quote!(#hand.all(#present)),
            });
            let exits = exits(names, id, members);
            quote! {
                if const { Self::PLAN_.steps(#this, R_) } {
                    #p::Pairs::pair((#(#marked,)*))
                } else #entered else { #(#exits)* #p::Slot::Gone }
            }
        }
        OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } => {
            let exit = exit(names, from, id, 0, &of("e", id));
            quote!(#entered else { #exit #p::Slot::Gone })
        }
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
            let exits = exits(names, id, members);
            quote!(#entered else { #(#exits)* #p::Slot::Gone })
        }
        OpKind::Output { from, .. } => {
            let hand = hand(names, from, id, 0);
            quote!(if const { Self::PLAN_.runs(#this, R_) } { #hand } else { #p::Slot::Gone })
        }
    };
    let item = quote!(: #p::Slot<#item>);
    let value = carried(names, id, op, value);
    quote!(let mut #stream #item = #value;)
}

/// What an operation gives, as the type that the user wrote.
fn carried(names: &Names<'_>, id: OpId, op: &Op, value: TokenStream) -> TokenStream {
    match carries(names, id, op) {
        Some(carries) => quote!(#carries::bear(#value)),
        None => value,
    }
}

/// A piper: run here, entered here, or handed to the part that runs it. What no other reads is moved whatever happens: what may be left of a
/// local the compiler drops at each call that may unwind, and has to find out that nothing is.
fn node(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe, enter: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let p = &names.p;
    let (stream, item, this) = (of("s", id), names.live(id), number(id));
    let (hand, left, column) = (hand(names, from, id, 0), left(names, from, id, 0), of("e", id));
    let step = step(names, from, id, false, &hand);
    let lent = lends(names, from.from, id).then(|| {
        let lent = of("r", id);
        quote!(#p::LOOKS => #lent,)
    });
    let end = op.sink.then(|| {
        let end = match names.is_open() {
            true => {
                let goes = goes_nowhere(names, id, from);
                quote!(#goes::end)
            }
            false => quote!(#p::Ends::end),
        };
        quote! {
            if const { Self::PLAN_.runs(#this, R_) } {
                #end(#stream, &mut work_.cx_);
            }
        }
    });
    let item = quote!(: #p::Slot<#item>);
    let read = of("s", from.from);
    let past = if uses(names, from.from).next().is_none() { quote!(#read) } else { quote!(()) };
    let enter = enter(past.clone());
    let value = quote! {
        match const { Self::PLAN_.role(#this, R_) } {
            #lent
            #p::STEPS => #step,
            #p::ENTERS => #enter,
            #p::HANDS => #p::hand_over(#left, &mut work_.#column, &work_.cx_),
            _ => #p::none(#past),
        }
    };
    let value = carried(names, id, op, value);
    quote! {
        let mut #stream #item = #value;
        #end
    }
}

/// The step of a piper. Its types are left to inference: each that is written in a body is worked out anew, as deep as it is. What it
/// gives is written once, where it is bound: what a piper gives is known whatever it takes, and only so is it an error type where something does not fit.
///
/// In a generic pipeline it says at its pipe what it asks, with the words of what was asked there before.
fn step(names: &Names<'_>, from: &Pipe, id: OpId, looks: bool, item: &TokenStream) -> TokenStream {
    let (p, this, kept, local) = (&names.p, number(id), names.kept(&quote!(self), id), of("l", id));
    let arguments = quote!(#kept, &mut work_.#local, &mut work_.cx_, const { Self::PLAN_.site(#this, R_) }, #item);
    if names.is_open() {
        let (takes, step) = (names.takes(from, id), if looks { quote!(step_ref) } else { quote!(step) });
        return quote!(#takes::#step(#arguments));
    }
    match (names.is_generic(), looks) {
        (false, false) => quote!(#p::step(#arguments)),
        (false, true) => quote!(#p::step_ref(#arguments)),
        (true, _) => {
            let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
            let call = if looks { quote!(call_ref) } else { quote!(call) };
            quote!(#p::step_by(#arguments, <#node as #p::Piper<#input>>::#call))
        }
    }
}

/// Hands a stream over, by the way it is. In a generic pipeline the item is named, as in [`step`].
fn handing(names: &Names<'_>, from: &Pipe, how: &TokenStream, method: &str) -> TokenStream {
    let (p, method) = (&names.p, format_ident!("{method}"));
    if !names.is_generic() {
        let item = names.live(from.from);
        return quote!(#p::#method::<#how, #item>);
    }
    if names.is_open() {
        let feeds = feeds(names, from.from, how);
        return quote!(#feeds::#method);
    }
    let (how, item) = (names.at(from, how), names.live(from.from));
    quote!(<#how as #p::Hand<#item>>::#method)
}

/// What follows a stream at once: whether its key is there, for zips here and elsewhere, and the consumers that only look.
fn ahead(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    let (stream, this, item) = (of("s", id), number(id), names.live(id));
    let shares = may_share(names, id).then(|| {
        let (share, lookers, uses) = (share(id), lookers(names, id), names.of_fork("U", id, 0));
        let entered = quote! {
            let mut #share: #p::Slot<::std::sync::Arc<#item>> =
                if const { Self::PLAN_.entry(R_) == #this } { #p::enter_as(&mut entered_, ()) } else { #p::Slot::Gone };
        };
        let shared = match super::fork::uses(names, id).next().filter(|_| names.is_open()) {
            Some(first) => {
                let hand = handing(names, &pipe(first), &aside(names, id), "hand");
                quote!(<#lookers as #p::Shares<#item>>::share(&mut #stream, #hand))
            }
            None => quote!(#p::share::<#uses, #lookers, _>(&mut #stream)),
        };
        let made = quote! {
            if const { Self::PLAN_.runs(#this, R_) } { #share = #shared; }
        };
        (entered, made, quote!(#p::look(&#stream, &#share)))
    });
    let (entered, made, look) = shares.unwrap_or_else(|| (quote!(), quote!(), quote!(#p::Slot::look(&#stream))));
    let present = is_asked(names, id).then(|| {
        let present = of("p", id);
        quote! {
            let #present: bool =
                if const { Self::PLAN_.holds(#this, R_) } { #p::Slot::is_present(&#look) } else { true };
        }
    });
    let lent = op.uses.iter().filter(|user| lends(names, id, **user)).map(|user| {
        let OpKind::Node { from, .. } = &names.op(*user).kind else { return TokenStream::new() };
        let (lent, user_number) = (of("r", *user), number(*user));
        let step = step(names, from, *user, true, &look);
        quote! {
            let #lent = if const { Self::PLAN_.looks(#user_number, R_) } {
                #step
            } else { #p::Slot::Gone };
        }
    });
    let keys = names.ops().filter(|(_, zip)| keyed_by(zip) == Some(id)).map(|(zip, _)| {
        let (column, zip) = (of("k", zip), number(zip));
        quote! {
            if const { Self::PLAN_.hands(#this, #zip, R_) } {
                work_.#column.put(#p::Slot::key(&#stream), &work_.cx_, #p::Remember::Keys);
            }
        }
    });
    quote!(#entered #present #(#keys)* #(#lent)* #made)
}

/// Whether some zip asks for which keys of this stream there was something.
fn is_asked(names: &Names<'_>, id: OpId) -> bool {
    names.ops().any(|(_, op)| match &op.kind {
        OpKind::Zip { same_fork, members, .. } => {
            *same_fork == Some(id) && members.iter().any(|member| member.mark != Mark::Plain)
        }
        _ => false,
    })
}

/// The item of a stream for its `occurrence`-th use by `user`, in the part where that runs.
fn hand(names: &Names<'_>, from: &Pipe, user: OpId, occurrence: usize) -> TokenStream {
    let stream = of("s", from.from);
    let Some(used) = use_by(names, from.from, user, occurrence) else {
        return quote!(#stream);
    };
    let how = used.how_there().unwrap_or_else(|| used.how());
    let handing = handing(names, from, &how, "hand");
    quote!(#handing(&mut #stream))
}

/// Which of its reads of one stream a member of a zip or merge is.
fn pipes(members: &[Member]) -> impl Iterator<Item = (usize, Pipe)> {
    members.iter().enumerate().map(|(index, member)| {
        let occurrence = members[..index].iter().filter(|other| other.from == member.from).count();
        (occurrence, Pipe { from: member.from, left: member.span, right: member.span })
    })
}

fn hands(names: &Names<'_>, id: OpId, members: &[Member]) -> Vec<TokenStream> {
    pipes(members).map(|(occurrence, pipe)| hand(names, &pipe, id, occurrence)).collect()
}

fn exits(names: &Names<'_>, id: OpId, members: &[Member]) -> Vec<TokenStream> {
    let exits = pipes(members).enumerate();
    exits.map(|(index, (occurrence, pipe))| exit(names, &pipe, id, occurrence, &member(id, index))).collect()
}

/// Lays an item on the column of an edge to another part.
fn exit(names: &Names<'_>, from: &Pipe, to: OpId, occurrence: usize, column: &Ident) -> TokenStream {
    let (put, from, to) = (put(names, from, to, occurrence, column), number(from.from), number(to));
    quote!(if const { Self::PLAN_.hands(#from, #to, R_) } { #put })
}

fn put(names: &Names<'_>, from: &Pipe, to: OpId, occurrence: usize, column: &Ident) -> TokenStream {
    let p = &names.p;
    let remember = match names.op(to).kind {
        OpKind::Zip { same_fork: None, .. } | OpKind::Merge { same_fork: None, .. } => quote!(Values),
        _ => quote!(Keys),
    };
    let left = left(names, from, to, occurrence);
    quote! {
        let slot_ = #left;
        work_.#column.put(slot_, &work_.cx_, #p::Remember::#remember);
    }
}

/// The item of a stream for another part.
fn left(names: &Names<'_>, from: &Pipe, to: OpId, occurrence: usize) -> TokenStream {
    let stream = of("s", from.from);
    let Some(used) = use_by(names, from.from, to, occurrence) else { return quote!(#stream) };
    let handing = |method| handing(names, from, &used.how(), method);
    if names.op(to).kind.is_node() && may_share(names, from.from) {
        let (share, leave) = (share(from.from), handing("leave"));
        return quote!(#leave(&mut #stream, &#share));
    }
    let hand = handing("hand");
    quote!(#hand(&mut #stream))
}
