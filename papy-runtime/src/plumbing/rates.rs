//! Rates of a stage: what `[produce]` takes apart and what `[consume = n]` puts together.
//!
//! Both are operations of their own beside the piper's, so that a piper knows nothing of them.

use std::any::{Any, TypeId};

/// What `[produce]` unrolls: `[T; N]` and `Vec<T>`.
///
/// `SOUND` is as for [`Stream`](super::Stream).
pub trait Sequence<const SOUND: bool = true>: Sized {
    /// One of its items.
    type Item: 'static;
    /// All of them; may be parked and taken up by another worker.
    type Items: Iterator<Item = Self::Item>;
    /// How many there are, where the type tells; else 0.
    const LENGTH: usize;
    /// How many there are.
    fn length(&self) -> usize;
    /// The items.
    fn items(self) -> Self::Items;
}

impl<T: 'static, const N: usize> Sequence for [T; N] {
    type Item = T;
    type Items = std::array::IntoIter<T, N>;
    const LENGTH: usize = N;

    fn length(&self) -> usize {
        N
    }

    fn items(self) -> Self::Items {
        self.into_iter()
    }
}

impl<T: 'static> Sequence for Vec<T> {
    type Item = T;
    type Items = std::vec::IntoIter<T>;
    const LENGTH: usize = 0;

    fn length(&self) -> usize {
        self.len()
    }

    fn items(self) -> Self::Items {
        self.into_iter()
    }
}

/// Piper `Self` gives something that `[produce]` can unroll.
#[diagnostic::on_unimplemented(
    message = "`[produce]` needs `[T; N]` or `Vec<T>`; `{Self}` returns `{Out}`",
    label = "`{Out}` cannot be unrolled"
)]
pub trait Produces<Out> {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N, Out: Sequence> Produces<Out> for N {}

/// How many items a stage makes of one: what was written, or what the type tells; 0 if neither does.
pub const fn produced<S: Sequence>(promised: u32) -> u32 {
    if promised > 0 { promised } else { S::LENGTH as u32 }
}

/// Whether a number that was promised is not the array's.
pub const fn promises_otherwise<S: Sequence>(promised: u32) -> bool {
    S::LENGTH > 0 && promised > 0 && S::LENGTH != promised as usize
}

/// What a piper's inbox takes as a batch: named by [`Node::Batch`](super::Node::Batch).
#[derive(Debug)]
pub struct Arrays;
/// The inbox takes a `Vec`.
#[derive(Debug)]
pub struct Vecs;
/// The inbox takes no batch, or there are several.
#[derive(Debug)]
pub struct NoBatch;
/// The inbox takes a type whose name does not tell.
#[derive(Debug)]
pub struct Typed<I>(std::marker::PhantomData<fn() -> I>);

/// What takes `N` items `T` as a batch.
pub trait Batched<T, const N: usize> {}

impl<T, const N: usize> Batched<T, N> for Arrays {}
impl<T, const N: usize> Batched<T, N> for Vecs {}
impl<T, const N: usize> Batched<T, N> for Typed<[T; N]> {}
impl<T, const N: usize> Batched<T, N> for Typed<Vec<T>> {}

/// How `N` items become what an inbox takes. Implemented for all, so that what is not [`Batched`] is one error. `SOUND` is as for
/// [`Stream`](super::Stream).
pub trait Packing<T, const N: usize, const SOUND: bool = true> {
    /// The batch.
    type Batch: 'static;
    /// Whether a batch may have fewer.
    fn is_any_length() -> bool;
    /// Makes the batch.
    fn pack(members: Vec<T>) -> Self::Batch;
}

impl<T: 'static, const N: usize> Packing<T, N> for Arrays {
    type Batch = [T; N];

    fn is_any_length() -> bool {
        false
    }

    #[inline(always)]
    fn pack(members: Vec<T>) -> [T; N] {
        match members.try_into() {
            Ok(batch) => batch,
            Err(_) => unreachable!("an array is packed when it is full"),
        }
    }
}

impl<T: 'static, const N: usize> Packing<T, N> for Vecs {
    type Batch = Vec<T>;

    fn is_any_length() -> bool {
        true
    }

    #[inline(always)]
    fn pack(members: Vec<T>) -> Vec<T> {
        members
    }
}

impl<T: 'static, const N: usize> Packing<T, N> for NoBatch {
    type Batch = Vec<T>;

    fn is_any_length() -> bool {
        true
    }

    fn pack(members: Vec<T>) -> Vec<T> {
        members
    }
}

impl<T: 'static, I: 'static, const N: usize> Packing<T, N> for Typed<I> {
    type Batch = I;

    fn is_any_length() -> bool {
        TypeId::of::<I>() == TypeId::of::<Vec<T>>()
    }

    #[inline(always)]
    fn pack(members: Vec<T>) -> I {
        if <Self as Packing<T, N>>::is_any_length() {
            known(members)
        } else {
            known(<Arrays as Packing<T, N>>::pack(members))
        }
    }
}

/// A batch by the name of its type that the inbox knows: one of the two that are [`Batched`].
#[inline(always)]
fn known<B: 'static, I: 'static>(batch: B) -> I {
    let mut batch = Some(batch);
    match (&mut batch as &mut dyn Any).downcast_mut::<Option<I>>().and_then(Option::take) {
        Some(batch) => batch,
        None => unreachable!("a stage was asked whether it takes this batch"),
    }
}

/// What becomes of a short last batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short {
    /// A `Vec` gets it, an array fails.
    Automatic,
    /// `[last = error]`
    Error,
    /// `[last = drop]`
    Drop,
}
