//! Whether a stream that several pipes read can give each of them its item.

use std::sync::Arc;

use super::accepts::{Held, Never, NotHeld};
use super::fork::{Hand, Travels};
use super::piper::not_a_step;
use super::slot::Slot;

/// Piper `Self` makes a stream that several pipes read; `How` is how one of them gets its item.
///
/// `Hole` is as for [`Takes`](super::Takes): in a pipeline that is generic over types items are handed over by these functions.
#[diagnostic::on_unimplemented(
    message = "piper `{Self}` feeds several pipes, so its item type `{I}` must implement `Clone`",
    label = "needs a copy of the item",
    note = "derive `Clone`, wrap the item in `Arc`, or let all but the last piper take it by `&`"
)]
pub trait Feeds<I, How: Travels<I>, Hole = (Held,)> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();

    /// [`Hand::hand`]
    fn hand(slot: &mut Slot<I>) -> Slot<I> {
        not_a_step(slot)
    }

    /// [`Hand::leave`]
    fn leave(slot: &mut Slot<I>, _: &Slot<Arc<I>>) -> Slot<How::As> {
        not_a_step(slot)
    }
}

/// The same of a stream that no piper makes, where it has no text of its own. `Self` is how.
#[diagnostic::on_unimplemented(
    message = "this stream feeds several pipes, so its item type `{I}` must implement `Clone`",
    label = "needs a copy of the item",
    note = "derive `Clone`, wrap the item in `Arc`, or let all but the last piper take it by `&`"
)]
pub trait IsFed<I, Hole>: Travels<I> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();

    /// [`Hand::hand`]
    fn hand(slot: &mut Slot<I>) -> Slot<I> {
        not_a_step(slot)
    }

    /// [`Hand::leave`]
    fn leave(slot: &mut Slot<I>, _: &Slot<Arc<I>>) -> Slot<Self::As> {
        not_a_step(slot)
    }
}

#[diagnostic::do_not_recommend]
impl<N: Never, I, How: Travels<I>> Feeds<I, How, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<N, I, How: Hand<I>> Feeds<I, How> for N {
    #[inline(always)]
    fn hand(slot: &mut Slot<I>) -> Slot<I> {
        How::hand(slot)
    }

    #[inline(always)]
    fn leave(slot: &mut Slot<I>, shared: &Slot<Arc<I>>) -> Slot<How::As> {
        How::leave(slot, shared)
    }
}

#[diagnostic::do_not_recommend]
impl<I, How: Travels<I> + Never> IsFed<I, (NotHeld,)> for How {}

#[diagnostic::do_not_recommend]
impl<I, How: Hand<I>> IsFed<I, (Held,)> for How {
    #[inline(always)]
    fn hand(slot: &mut Slot<I>) -> Slot<I> {
        <How as Hand<I>>::hand(slot)
    }

    #[inline(always)]
    fn leave(slot: &mut Slot<I>, shared: &Slot<Arc<I>>) -> Slot<How::As> {
        <How as Hand<I>>::leave(slot, shared)
    }
}

/// A type that the user wrote for a stream, in a pipeline that is generic over types.
#[diagnostic::on_unimplemented(
    message = "this stream carries `{Made}`, not `{Self}`",
    label = "the stream carries `{Made}`"
)]
pub trait Bears<Made, Hole>: Sized {
    /// Named by `pipeline!` to check a type.
    const OK: () = ();

    /// The item, which is of this type.
    fn bear(slot: Slot<Made>) -> Slot<Self> {
        not_a_step(slot)
    }
}

#[diagnostic::do_not_recommend]
impl<Made: Never> Bears<Made, (NotHeld,)> for Made {}

impl<Made> Bears<Made, (Held,)> for Made {
    #[inline(always)]
    fn bear(slot: Slot<Made>) -> Slot<Made> {
        slot
    }
}
