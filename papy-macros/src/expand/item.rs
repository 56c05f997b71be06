//! The function `item`: a part, for one item. Each operation is one statement, which vanishes where the part does not run it.

use proc_macro2::{Span, TokenStream};
use quote::quote;

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
    let entered = quote! {
        if const { Self::PLAN_.entry(R_) == #this } { #p::enter(&mut entered_) }
    };
    let value = match &op.kind {
        OpKind::Input(_) | OpKind::Hole { .. } => quote!(#entered else { #p::Slot::Gone }),
        OpKind::Node { from, node } if node.kind == NodeKind::Pipeline => {
            let hand = hand(names, from.from, id, 0, from.left, from.right);
            let exit = exit(names, from.from, id, &of("e", id), &hand);
            quote!(#entered else { #exit #p::Slot::Gone })
        }
        OpKind::Pass { from } => {
            let hand = hand(names, from.from, id, 0, from.left, from.right);
            let exit = exit(names, from.from, id, &of("e", id), &hand);
            quote! {
                if const { Self::PLAN_.steps(#this, R_) } { #hand } else #entered else { #exit #p::Slot::Gone }
            }
        }
        OpKind::Node { from, .. } => return node(names, id, op, from),
        OpKind::Zip { members, same_fork: Some(fork), .. } => {
            let present = of("p", *fork);
            let hands: Vec<_> = hands(names, id, members);
            let marked = members.iter().zip(&hands).map(|(member, hand)| match member.mark {
                Mark::Plain => quote!(#hand),
                Mark::Question => quote!(#hand.optional(#present)),
                Mark::Star => quote!(#hand.all(#present)),
            });
            let exits = exits(names, id, members, &hands);
            quote! {
                if const { Self::PLAN_.steps(#this, R_) } {
                    #p::Pairs::pair((#(#marked,)*))
                } else #entered else { #(#exits)* #p::Slot::Gone }
            }
        }
        OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } => {
            let hand = hand(names, from.from, id, 0, from.left, from.right);
            let exit = exit(names, from.from, id, &of("e", id), &hand);
            quote!(#entered else { #exit #p::Slot::Gone })
        }
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
            let exits = exits(names, id, members, &hands(names, id, members));
            quote!(#entered else { #(#exits)* #p::Slot::Gone })
        }
        OpKind::Output { from, .. } => {
            let hand = hand(names, from.from, id, 0, from.left, from.right);
            quote!(if const { Self::PLAN_.runs(#this, R_) } { #hand } else { #p::Slot::Gone })
        }
    };
    quote!(let mut #stream: #p::Slot<#item> = #value;)
}

/// A piper: run here, entered here, or handed to the part that runs it.
fn node(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    let p = &names.p;
    let (stream, item, this, local) = (of("s", id), names.live(id), number(id), of("l", id));
    let field = of("n", id);
    let hand = hand(names, from.from, id, 0, from.left, from.right);
    let put = put(names, id, &of("e", id), &hand);
    let (node, input) = (names.at(from, &names.live_node(id)), names.live(from.from));
    let site = quote!(const { #p::Site::new(Self::PLAN_, #this, R_) });
    let call = quote!(<#node as #p::Piper<#input>>::call);
    let lent = lends(names, from.from, id).then(|| {
        let (lent, lends) = (of("r", id), lending(names, id));
        quote!(if const { Self::PLAN_.steps(#this, R_) && #lends } { #lent } else)
    });
    let end = op.sink.then(|| {
        quote! {
            if const { Self::PLAN_.runs(#this, R_) } {
                <#item as #p::Ends>::end(::core::mem::replace(&mut #stream, #p::Slot::Gone), &mut work_.cx_);
            }
        }
    });
    let from = number(from.from);
    quote! {
        let mut #stream: #p::Slot<#item> = #lent { match const { Self::PLAN_.role(#this, #from, R_) } {
            #p::STEPS => #p::step(&self.#field, &mut work_.#local, &mut work_.cx_, #site, #hand, #call),
            #p::ENTERS => #p::enter(&mut entered_),
            #p::HANDS => { #put #p::Slot::Gone }
            _ => #p::Slot::Gone,
        }};
        #end
    }
}

/// What follows a stream at once: whether its key is there, for zips here and elsewhere, and the consumers that only look.
fn ahead(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let p = &names.p;
    let (stream, this) = (of("s", id), number(id));
    let present = is_fork(names, id).then(|| {
        let present = of("p", id);
        quote! {
            let #present: bool =
                if const { Self::PLAN_.holds(#this, R_) } { #p::Slot::is_present(&#stream) } else { true };
        }
    });
    let lent = op.uses.iter().filter(|user| lends(names, id, **user)).map(|user| {
        let OpKind::Node { from, .. } = &names.op(*user).kind else { return TokenStream::new() };
        let (lent, user_number, lends) = (of("r", *user), number(*user), lending(names, *user));
        let (field, local, item) = (of("n", *user), of("l", *user), names.live(*user));
        let (node, input) = (names.at(from, &names.live_node(*user)), names.live(id));
        let site = quote!(const { #p::Site::new(Self::PLAN_, #user_number, R_) });
        quote! {
            let #lent: #p::Slot<#item> = if const { Self::PLAN_.steps(#user_number, R_) && #lends } {
                #p::step_ref(
                    &self.#field, &mut work_.#local, &mut work_.cx_, #site, &#stream,
                    <#node as #p::Piper<#input>>::call_ref,
                )
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
    quote!(#present #(#keys)* #(#lent)*)
}

/// Whether some zip pairs by the keys of this stream.
fn is_fork(names: &Names<'_>, id: OpId) -> bool {
    names.ops().any(|(_, op)| match &op.kind {
        OpKind::Zip { same_fork, .. } | OpKind::Merge { same_fork, .. } => *same_fork == Some(id),
        _ => false,
    })
}

/// Whether, as far as tokens show, a use of a stream that forks may be served by reference in the stream's own part.
fn lends(names: &Names<'_>, from: OpId, user: OpId) -> bool {
    let (stream, op) = (names.op(from), names.op(user));
    stream.uses.len() > 1 && op.kind.is_node() && op.imap == stream.imap && op.options.fuse_off.is_none()
}

/// The mode of a piper, as an expression that is true if it looks.
fn lending(names: &Names<'_>, user: OpId) -> TokenStream {
    let (p, mode) = (&names.p, mode(names, user));
    quote!(<#mode as #p::Lending>::LENDS)
}

fn mode(names: &Names<'_>, user: OpId) -> TokenStream {
    mode_of(names, &names.live_node(user))
}

fn mode_of(names: &Names<'_>, node: &TokenStream) -> TokenStream {
    let p = &names.p;
    quote!(<<#node as #p::Node>::Form as #p::ModeIn<<#node as #p::Node>::Mode>>::Mode)
}

/// The item of a stream for its `occurrence`-th use by `user`.
fn hand(names: &Names<'_>, from: OpId, user: OpId, occurrence: usize, left: Span, right: Span) -> TokenStream {
    let (p, stream) = (&names.p, of("s", from));
    let Some(how) = how(names, from, user, occurrence, |node| names.live_node(node)) else {
        return quote!(#p::Slot::take(&mut #stream));
    };
    let (how, item) = (names.at(&Pipe { from, left, right }, &how), names.live(from));
    quote!(<#how as #p::Hand<#item>>::hand(&mut #stream))
}

/// How the `occurrence`-th use of a stream by `user` gets its item, if the stream forks.
pub(super) fn how(
    names: &Names<'_>,
    from: OpId,
    user: OpId,
    occurrence: usize,
    node: impl Fn(OpId) -> TokenStream,
) -> Option<TokenStream> {
    let (p, uses) = (&names.p, &names.op(from).uses);
    if uses.len() <= 1 {
        return None;
    }
    let here = uses.iter().enumerate().filter(|(_, other)| **other == user).nth(occurrence);
    let here = here.map_or(uses.len() - 1, |(here, _)| here);
    let how = uses[here..].iter().rev().fold(quote!(#p::Last), |behind, user| {
        let known = lends(names, from, *user) && !names.op(*user).tainted;
        let mode = if known { mode_of(names, &node(*user)) } else { quote!(#p::ByVal) };
        quote!(#p::Use<#mode, #behind>)
    });
    Some(quote!(<#how as #p::Uses>::How))
}

fn hands(names: &Names<'_>, id: OpId, members: &[Member]) -> Vec<TokenStream> {
    let occurrence = |index: usize| members[..index].iter().filter(|other| other.from == members[index].from).count();
    let hand =
        |(index, member): (usize, &Member)| hand(names, member.from, id, occurrence(index), member.span, member.span);
    members.iter().enumerate().map(hand).collect()
}

fn exits(names: &Names<'_>, id: OpId, members: &[Member], hands: &[TokenStream]) -> Vec<TokenStream> {
    let exits = members.iter().zip(hands).enumerate();
    exits.map(|(index, (it, hand))| exit(names, it.from, id, &member(id, index), hand)).collect()
}

/// Lays an item on the column of an edge to another part.
fn exit(names: &Names<'_>, from: OpId, to: OpId, column: &proc_macro2::Ident, hand: &TokenStream) -> TokenStream {
    let (put, from, to_number) = (put(names, to, column, hand), number(from), number(to));
    quote!(if const { Self::PLAN_.hands(#from, #to_number, R_) } { #put })
}

fn put(names: &Names<'_>, to: OpId, column: &proc_macro2::Ident, hand: &TokenStream) -> TokenStream {
    let p = &names.p;
    let remember = match names.op(to).kind {
        OpKind::Zip { same_fork: None, .. } | OpKind::Merge { same_fork: None, .. } => quote!(Values),
        _ => quote!(Keys),
    };
    quote! {
        let slot_ = #hand;
        work_.#column.put(slot_, &work_.cx_, #p::Remember::#remember);
    }
}
