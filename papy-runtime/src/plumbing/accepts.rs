//! Whether a piper takes what a pipe carries.

use super::Lending;
use super::cx::{Cx, Local, Site};
use super::fork::Travels;
use super::piper::{Hold, Node, Piper, Yields, not_a_step};
use super::slot::{Slot, step, step_ref};
use crate::flow::attempts::Tries;
use crate::flow::drive::{At, Ran};
use crate::flow::lead::{Drives, Parts, awaited, lead_as};
use crate::flow::place::Ring;
use crate::flow::tasks::Lasts;

/// Piper `Self` takes an item of type `I`.
///
/// `#[piper]` implements it for what the inbox takes, and the compiler shows that. Where that is not one type but all for which something
/// holds, an error would be about what holds, once for each bound, and not about the pipe. Such a piper is [`TakesAll`], and
/// what is shown is implemented for a type that no item can have, as it has no size.
#[diagnostic::on_unimplemented(
    message = "pipe carries `{I}`, which piper `{Self}` does not accept",
    label = "carries `{I}`"
)]
pub trait Accepts<I: ?Sized> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}

/// A piper that takes all items for which it is a [`Piper`].
pub trait TakesAll {}

#[diagnostic::do_not_recommend]
impl<I, N: TakesAll + Piper<I>> Accepts<I> for N {}

/// Shown as what a piper accepts that takes a `T` and what can be made one, as a `Line` a `&str`.
#[derive(Debug)]
#[expect(dead_code, reason = "makes it unsized")]
pub struct Like<T>(std::marker::PhantomData<T>, str);

/// Shown as what a piper accepts whose item has bounds, at those.
#[derive(Debug)]
#[expect(dead_code, reason = "makes it unsized")]
pub struct AnyWithBound(str);

/// Who is asked whether it takes an item: the piper, or nobody where the number of items is wrong, which is told by [`Counts`](super::Counts).
pub trait Asked<const COUNTED: bool> {
    /// `Self`, or `Anyone`.
    type Piper;
}

impl<N> Asked<true> for N {
    type Piper = N;
}

impl<N> Asked<false> for N {
    type Piper = Anyone;
}

/// Takes everything.
#[derive(Debug)]
pub struct Anyone;

#[diagnostic::do_not_recommend]
impl<I> Accepts<I> for Anyone {}

/// [`Accepts`] in a pipeline that is generic over types.
///
/// No constant can check that, so there all that depends on the pipe is asked for here: what does not hold is told again and again, in the
/// same words at the same place, of which cargo and editors show one.
///
/// `pipeline!` asks for `(_,)`, and it follows that this is `(Held,)` only where it holds: of what has a `_` left the compiler does not
/// suggest to write it into a `where` clause. What is shown is implemented for `()`.
#[diagnostic::on_unimplemented(
    message = "pipe carries `{I}`, which piper `{Self}` does not accept",
    label = "carries `{I}`"
)]
pub trait Takes<I: ?Sized, Hole> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();

    /// [`step`].
    fn step(node: &Self::Kept, _: &mut Local<Self>, _: &mut Cx, _: Site, _: Slot<I>) -> Slot<Self::Out>
    where
        Self: Yields<I> + Node,
        I: Sized,
    {
        not_a_step(node)
    }

    /// [`step_ref`].
    fn step_ref(node: &Self::Kept, _: &mut Local<Self>, _: &mut Cx, _: Site, _: Slot<&I>) -> Slot<Self::Out>
    where
        Self: Yields<I> + Node,
        I: Sized,
    {
        not_a_step(node)
    }

    /// [`lead_as`], but for a fold that gives running results.
    fn lead<const OP: u16, Way, G>(
        _: &G,
        _: At,
        _: (&G::Store, &Ring<Way::As>),
        _: &mut G::Work,
        node: &Self::Kept,
        _: fn(&mut G::Work) -> (&mut Local<Self>, &mut Cx),
    ) -> Ran
    where
        Self: Yields<I, Out: Send> + Node<Mode: Lending, Form: Drives> + Send + Sync,
        I: Sized + 'static,
        Way: Travels<I, As: Send>,
        G: Parts,
    {
        not_a_step(node)
    }

    /// [`awaited`].
    fn awaited<const OP: u16, K, H, G>(_: &G, _: At, _: &Ring<H>, _: &mut G::Work, node: &Self::Kept, _: Tries) -> Ran
    where
        Self: Yields<I, Out: Send> + Node + Send + Sync,
        I: Sized + 'static,
        K: Lasts<I, H>,
        H: Hold<I> + Send,
        G: Parts,
    {
        not_a_step(node)
    }
}

/// What `_` is where a requirement holds.
#[derive(Debug)]
pub struct Held;

/// What it might be else: with two candidates the compiler looks whether they hold before it takes one, and without any `_` stays.
#[derive(Debug)]
pub struct NotHeld;

/// Implemented by nothing.
pub trait Never {}

#[diagnostic::do_not_recommend]
impl<I, N: Never> Takes<I, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<I, N: Piper<I>> Takes<I, (Held,)> for N {
    #[inline(always)]
    fn step(node: &N::Kept, local: &mut Local<N>, cx: &mut Cx, site: Site, slot: Slot<I>) -> Slot<N::Out> {
        step(node, local, cx, site, slot)
    }

    #[inline(always)]
    fn step_ref(node: &N::Kept, local: &mut Local<N>, cx: &mut Cx, site: Site, slot: Slot<&I>) -> Slot<N::Out> {
        step_ref(node, local, cx, site, slot)
    }

    #[inline]
    fn lead<const OP: u16, Way, G>(
        graph: &G,
        at: At,
        laid: (&G::Store, &Ring<Way::As>),
        work: &mut G::Work,
        node: &N::Kept,
        local: fn(&mut G::Work) -> (&mut Local<N>, &mut Cx),
    ) -> Ran
    where
        N: Node<Mode: Lending, Form: Drives> + Send + Sync,
        N::Out: Send,
        I: 'static,
        Way: Travels<I, As: Send>,
        G: Parts,
    {
        lead_as::<true, OP, N, I, Way, G>(graph, at, laid, work, node, local, None)
    }

    fn awaited<const OP: u16, K, H, G>(
        graph: &G,
        at: At,
        ring: &Ring<H>,
        work: &mut G::Work,
        node: &N::Kept,
        tries: Tries,
    ) -> Ran
    where
        N: Send + Sync,
        N::Out: Send,
        I: 'static,
        K: Lasts<I, H>,
        H: Hold<I> + Send,
        G: Parts,
    {
        awaited::<OP, K, N, I, H, G>(graph, at, ring, work, node, tries)
    }
}
