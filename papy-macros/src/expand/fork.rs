//! Streams that several pipes read: how each of these gets its item. Only types show it, so it is written as types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{Names, of};
use crate::model::{Op, OpId, OpKind, Pipe};

/// One use of a stream that forks.
#[derive(Clone, Copy)]
pub(super) struct Fork<'a, 'n> {
    names: &'a Names<'n>,
    from: OpId,
    /// Which of the stream's uses.
    index: usize,
}

/// The uses of a stream, if it forks.
pub(super) fn uses<'a, 'n>(names: &'a Names<'n>, from: OpId) -> impl DoubleEndedIterator<Item = Fork<'a, 'n>> {
    let count = Some(names.op(from).uses.len()).filter(|count| *count > 1).unwrap_or_default();
    (0..count).map(move |index| Fork { names, from, index })
}

/// The `occurrence`-th use of a stream by `user`, if the stream forks.
pub(super) fn use_by<'a, 'n>(names: &'a Names<'n>, from: OpId, user: OpId, occurrence: usize) -> Option<Fork<'a, 'n>> {
    uses(names, from).filter(|it| it.user() == user).nth(occurrence)
}

/// Whether, as far as tokens show, parts may share the items of a stream.
pub(super) fn may_share(names: &Names<'_>, from: OpId) -> bool {
    uses(names, from).filter(|it| it.op().kind.is_node()).count() > 1
}

/// Where the share of a stream is.
pub(super) fn share(from: OpId) -> Ident {
    of("h", from)
}

/// What travels to the part that a node or pass leads.
pub(super) fn travels(names: &Names<'_>, from: OpId, to: OpId) -> TokenStream {
    let (p, item) = (&names.p, names.live(from));
    match use_by(names, from, to, 0) {
        Some(used) if used.op().kind.is_node() && may_share(names, from) => {
            let how = used.how();
            quote!(<#how as #p::Travels<#item>>::As)
        }
        _ => item,
    }
}

/// How many parts look at a stream.
pub(super) fn lookers(names: &Names<'_>, from: OpId) -> TokenStream {
    names.of_fork("A", from, names.op(from).uses.len())
}

/// How the share of a stream gets the item, if there is one.
pub(super) fn aside(names: &Names<'_>, from: OpId) -> TokenStream {
    let (p, uses, lookers) = (&names.p, names.of_fork("U", from, 0), lookers(names, from));
    quote!(<#lookers as #p::Aside<<#uses as #p::Uses<#lookers>>::Before>>::How)
}

/// Aliases for each use of a stream that forks: what it is, the list of it and those behind it, how many parts before it look.
pub(super) fn aliases(names: &Names<'_>, from: OpId) -> TokenStream {
    let p = &names.p;
    let generics = names.generics.split_for_impl().0;
    let alias = |what: &str, index: usize, ty: &TokenStream| {
        let (name, phantom) = (names.fork_name(what, from, index), &names.phantom);
        // An alias names every generic parameter, used or not.
        let ty = if names.is_generic() { quote!(<#ty as #p::Same<#phantom>>::Type) } else { ty.clone() };
        let unbound = names.unbound();
        quote! {
            #unbound
            type #name #generics = #ty;
        }
    };
    let each = uses(names, from).map(|used| {
        let (kind, index) = (used.kind(), used.index);
        let [this, behind, before] =
            [("K", index), ("U", index + 1), ("A", index)].map(|(what, index)| names.of_fork(what, from, index));
        let this_kind = alias("K", index, &kind);
        let list = alias("U", index, &quote!(#p::Use<#this, #behind>));
        let count = alias("A", index + 1, &quote!(<#before as #p::Then<#this>>::Count));
        let there = used.group().map(|_| {
            let (kind, behind) = (used.there_kind(), used.there_behind());
            alias("T", index, &quote!(#p::Use<#kind, #behind>))
        });
        quote!(#this_kind #list #count #there)
    });
    let ends = uses(names, from).next_back().map(|last| {
        let (end, start) = (alias("U", last.index + 1, &quote!(#p::Last)), alias("A", 0, &quote!(#p::Nobody)));
        quote!(#end #start)
    });
    quote!(#(#each)* #ends)
}

impl<'a, 'n> Fork<'a, 'n> {
    pub(super) fn user(self) -> OpId {
        self.names.op(self.from).uses[self.index]
    }

    fn op(self) -> &'n Op {
        self.names.op(self.user())
    }

    /// Whether a piper of which types are known uses the stream.
    pub(super) fn is_node(self) -> bool {
        self.op().kind.is_node() && self.names.is_known(self.user())
    }

    /// Which of its user's uses of the stream it is.
    pub(super) fn occurrence(self) -> usize {
        self.names.op(self.from).uses[..self.index].iter().filter(|user| **user == self.user()).count()
    }

    /// How it gets its item where the stream is made, or leaves from there.
    pub(super) fn how(self) -> TokenStream {
        let (p, lookers) = (&self.names.p, lookers(self.names, self.from));
        let uses = self.names.of_fork("U", self.from, self.index);
        quote!(<#uses as #p::Uses<#lookers>>::How)
    }

    /// How it gets its item in the part that it runs in, which the stream enters. Nothing if it is the stream's own part.
    pub(super) fn how_there(self) -> Option<TokenStream> {
        if self.is_here() || !self.is_node() {
            return None;
        }
        let (p, mode) = (&self.names.p, self.mode());
        let behind = match self.group() {
            Some(_) => self.there_behind(),
            None => quote!(#p::Last),
        };
        Some(quote!(<#p::Use<#mode, #behind> as #p::Uses<#p::Nobody>>::How))
    }

    /// What the use is.
    pub(super) fn kind_alias(self) -> TokenStream {
        self.names.of_fork("K", self.from, self.index)
    }

    /// How many parts before it look.
    pub(super) fn before(self) -> TokenStream {
        self.names.of_fork("A", self.from, self.index)
    }

    /// Whether, as far as tokens show, it is in the stream's own part.
    fn is_here(self) -> bool {
        let op = self.op();
        op.imap == self.names.op(self.from).imap && !splits(op)
    }

    fn kind(self) -> TokenStream {
        let p = &self.names.p;
        if !self.names.is_known(self.user()) {
            return quote!(#p::Joined);
        }
        if !self.op().kind.is_node() {
            return quote!(#p::ByVal);
        }
        if self.is_here() {
            let (form, mode, place) = (self.form(), self.mode(), self.place_here());
            return quote!(<#form as #p::Here<#mode, #place>>::Kind);
        }
        match self.group() {
            Some(first) if first.index != self.index => {
                let pair = self.beside(first);
                quote!(<#pair>::Kind)
            }
            Some(first) => {
                let joined = self.members(first).skip(1).map(|member| {
                    let pair = member.beside(first);
                    quote!(<#pair>::There)
                });
                let mode = joined.fold(self.mode(), |mode, other| quote!(<#mode as #p::With<#other>>::Mode));
                quote!(<#mode as #p::Elsewhere>::Kind)
            }
            None => {
                let mode = self.mode();
                quote!(<#mode as #p::Elsewhere>::Kind)
            }
        }
    }

    /// Where the stream is made, as a type.
    fn place_here(self) -> TokenStream {
        let (p, maker) = (&self.names.p, self.names.op(self.from));
        if maker.imap.is_none() && maker.kind.is_node() && self.names.is_known(self.from) {
            let node = self.names.live_node(self.from);
            return quote!(<<#node as #p::Node>::Kept as #p::Keep<#node>>::Behind);
        }
        place(self.names, maker)
    }

    /// What it is in the part of the first of its group.
    fn there_kind(self) -> TokenStream {
        match self.group() {
            Some(first) if first.index != self.index => {
                let pair = self.beside(first);
                quote!(<#pair>::There)
            }
            _ => self.mode(),
        }
    }

    /// The uses of its group behind it.
    fn there_behind(self) -> TokenStream {
        let p = &self.names.p;
        let next = self.group().and_then(|first| self.members(first).find(|it| it.index > self.index));
        next.map_or(quote!(#p::Last), |next| self.names.of_fork("T", self.from, next.index))
    }

    /// The first of the pipers that read the stream on its IMap and may run in one part there, if there are several.
    fn group(self) -> Option<Fork<'a, 'n>> {
        if self.is_here() || !self.op().kind.is_node() || splits(self.op()) {
            return None;
        }
        let first = self.op().twin.unwrap_or(self.user());
        let first = use_by(self.names, self.from, first, 0)?;
        (first.is_node() && !splits(first.op()) && self.members(first).nth(1).is_some()).then_some(first)
    }

    fn members(self, first: Fork<'a, 'n>) -> impl Iterator<Item = Fork<'a, 'n>> {
        uses(self.names, self.from).filter(move |it| {
            let op = it.op();
            let is_first = it.index == first.index;
            is_first || op.twin == Some(first.user()) && !splits(op) && it.names.is_known(it.user())
        })
    }

    /// What types tell of it, by the first of its group.
    fn beside(self, first: Fork<'_, '_>) -> TokenStream {
        let (p, other, form, mode) = (&self.names.p, first.form(), self.form(), self.mode());
        let place = place(self.names, self.op());
        quote!((#other, #form) as #p::Beside<#mode, #place>)
    }

    fn form(self) -> TokenStream {
        let (p, node) = (&self.names.p, self.names.live_node(self.user()));
        quote!(<#node as #p::Node>::Form)
    }

    fn mode(self) -> TokenStream {
        let (p, node) = (&self.names.p, self.names.live_node(self.user()));
        quote!(<#node as #p::Node>::Mode)
    }
}

/// Whether, as far as tokens show, a part begins with it.
fn splits(op: &Op) -> bool {
    op.options.fuse_off.is_some() || op.is_attempted()
}

/// Whether an operation is on an IMap, as a type.
fn place(names: &Names<'_>, op: &Op) -> TokenStream {
    let p = &names.p;
    if op.imap.is_some() { quote!(#p::OnImap) } else { quote!(#p::OffImap) }
}

/// Whether, as far as tokens show, a use of a stream may be served by reference.
pub(super) fn lends(names: &Names<'_>, from: OpId, user: OpId) -> bool {
    names.op(from).uses.len() > 1 && names.op(user).kind.is_node()
}

/// The pipe of a stream to the place where it is used.
pub(super) fn pipe(used: Fork<'_, '_>) -> Pipe {
    pipe_into(used.names, used.from, used.user(), used.occurrence())
}

/// The pipe of a stream to the `occurrence`-th place where `user` reads it.
pub(super) fn pipe_into(names: &Names<'_>, from: OpId, user: OpId, occurrence: usize) -> Pipe {
    let at = |span| Pipe { from, left: span, right: span };
    match &names.op(user).kind {
        OpKind::Node { from, .. }
        | OpKind::Pass { from }
        | OpKind::Pack { from, .. }
        | OpKind::Unroll { from, .. }
        | OpKind::Hole { from: Some(from) } => *from,
        OpKind::Output { from: Pipe { right, .. }, .. } => at(*right),
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
            let span = members.iter().filter(|member| member.from == from).nth(occurrence).map(|it| it.span);
            at(span.unwrap_or_else(proc_macro2::Span::call_site))
        }
        OpKind::Input(_) | OpKind::Hole { from: None } => at(proc_macro2::Span::call_site()),
    }
}
