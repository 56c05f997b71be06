//! One item on its way through a part: the carrier, and the steps that generated code takes with it.

use std::any::Any;

use super::cx::{Cx, Local, Site};
use super::panics;
use super::piper::{Context, Node, Piper, Step};
use crate::error::{Cause, ItemError};
use crate::flow::column::{Edge, Remember};

/// One item, or what is in its place.
#[derive(Debug, Clone)]
pub enum Slot<T> {
    /// The item.
    Val(T),
    /// Its failure.
    Fail(ItemError),
    /// Dropped, or not of this part.
    Gone,
}

impl<T> Slot<T> {
    /// Leaves a gap behind.
    #[inline(always)]
    pub fn take(&mut self) -> Slot<T> {
        std::mem::replace(self, Slot::Gone)
    }

    /// Whether the key is still there, as an item or as a failure.
    #[inline(always)]
    pub fn is_present(&self) -> bool {
        !matches!(self, Slot::Gone)
    }

    /// The failure, if it is one.
    pub(crate) fn failure(self) -> Option<ItemError> {
        if let Slot::Fail(error) = self { Some(error) } else { None }
    }

    /// That an item is there: a failure reaches the zips below by itself.
    #[inline(always)]
    pub fn key(&self) -> Slot<()> {
        if matches!(self, Slot::Val(_)) { Slot::Val(()) } else { Slot::Gone }
    }

    /// The item, to look at.
    #[inline(always)]
    pub fn look(&self) -> Slot<&T> {
        match self {
            Slot::Val(value) => Slot::Val(value),
            Slot::Fail(error) => Slot::Fail(error.clone()),
            Slot::Gone => Slot::Gone,
        }
    }

    /// For `b?`: a dropped item is `None`, if its key was there at the fork.
    #[inline(always)]
    pub fn optional(self, present: bool) -> Slot<Option<T>> {
        match self {
            Slot::Val(value) => Slot::Val(Some(value)),
            Slot::Fail(error) => Slot::Fail(error),
            Slot::Gone if present => Slot::Val(None),
            Slot::Gone => Slot::Gone,
        }
    }

    /// For `b*`: the items of the key.
    #[inline(always)]
    pub fn all(self, present: bool) -> Slot<Vec<T>> {
        match self.optional(present) {
            Slot::Val(value) => Slot::Val(value.into_iter().collect()),
            Slot::Fail(error) => Slot::Fail(error),
            Slot::Gone => Slot::Gone,
        }
    }
}

/// The value that a part was entered with, as the stream it belongs to. Generated code asks only for the stream that it is. What is `past`
/// is nothing in such a part.
#[inline(always)]
pub fn enter<X: 'static, T: 'static, P>(entered: &mut Slot<X>, _past: P) -> Slot<T> {
    match (entered as &mut dyn Any).downcast_mut::<Slot<T>>() {
        Some(slot) => slot.take(),
        None => unreachable!("a part was entered with an item of another stream"),
    }
}

/// A stream of another part, behind what is nothing in this one.
#[inline(always)]
pub fn none<T, P>(_past: P) -> Slot<T> {
    Slot::Gone
}

/// Hands an item to the part that an edge leads to; nothing of it stays.
#[inline(always)]
pub fn hand_over<X, T>(slot: Slot<X>, edge: &mut Edge<X>, cx: &Cx) -> Slot<T> {
    edge.put(slot, cx, Remember::Keys);
    Slot::Gone
}

/// Runs a piper on an item; a failure or a gap goes by.
#[inline(always)]
pub fn step<N: Piper<I>, I>(
    node: &N::Kept,
    local: &mut Local<N>,
    cx: &mut Cx,
    site: Site,
    slot: Slot<I>,
) -> Slot<N::Out> {
    step_by(node, local, cx, site, slot, N::call)
}

/// [`step`] for a piper that only looks at its item, where others use the item too.
#[inline(always)]
pub fn step_ref<N: Piper<I>, I>(
    node: &N::Kept,
    local: &mut Local<N>,
    cx: &mut Cx,
    site: Site,
    slot: Slot<&I>,
) -> Slot<N::Out> {
    step_by(node, local, cx, site, slot, N::call_ref)
}

/// Both, by what the caller says.
#[inline(always)]
pub fn step_by<N: Node, I, T>(
    node: &N::Kept,
    local: &mut Local<N>,
    cx: &mut Cx,
    site: Site,
    slot: Slot<I>,
    run: impl FnOnce(&N, &mut N::Local, &Context, I) -> Step<T>,
) -> Slot<T> {
    match slot {
        Slot::Val(item) => {
            cx.call(site);
            let step = call(&**node, local, cx, site, |node: &N, local, cx| run(node, local, &cx.context, item));
            settle(cx, site, step)
        }
        Slot::Fail(error) => Slot::Fail(error),
        Slot::Gone => Slot::Gone,
    }
}

#[inline(always)]
pub(crate) fn call<N: Node, T>(
    node: &N,
    local: &mut Local<N>,
    cx: &mut Cx,
    site: Site,
    run: impl FnOnce(&N, &mut N::Local, &mut Cx) -> Step<T>,
) -> Step<T> {
    if site.guard {
        match panics::catch(|| local.lend(node, cx, run)) {
            Ok(step) => step,
            Err(panic) => Step::Fail(Box::new(panic.into_cause())),
        }
    } else {
        local.lend(node, cx, run)
    }
}

#[inline(always)]
pub(crate) fn settle<T>(cx: &mut Cx, site: Site, step: Step<T>) -> Slot<T> {
    match step {
        Step::Val(value) => Slot::Val(value),
        Step::Gone => Slot::Gone,
        Step::Fail(cause) => fail(cx, site, cause),
    }
}

#[cold]
#[inline(never)]
#[expect(clippy::boxed_local, reason = "unpacked here, where it is rare, and not in each caller")]
fn fail<T>(cx: &mut Cx, site: Site, cause: Box<Cause>) -> Slot<T> {
    cx.failed(site, *cause)
}

/// The end of a flow that has no output. Implemented for `()`.
pub trait Ends: Sized {
    /// Keeps a failure for the report.
    fn end(slot: Slot<Self>, cx: &mut Cx);
}

impl Ends for () {
    #[inline(always)]
    fn end(slot: Slot<()>, cx: &mut Cx) {
        cx.sink(slot);
    }
}

/// Pairs the members of a zip: a failed side is a failed item, a dropped side is a dropped item.
pub trait Pairs {
    /// The tuple.
    type Out;
    /// The pair.
    fn pair(self) -> Slot<Self::Out>;
}

macro_rules! pairs {
    ($($name:ident),+) => {
        impl<$($name),+> Pairs for ($(Slot<$name>,)+) {
            type Out = ($($name,)+);
            #[inline(always)]
            #[expect(non_snake_case, reason = "one name serves as type and as binding")]
            fn pair(self) -> Slot<Self::Out> {
                match self {
                    ($(Slot::Val($name),)+) => Slot::Val(($($name,)+)),
                    ($($name,)+) => {
                        let mut errors = Vec::new();
                        $(if let Slot::Fail(error) = $name { errors.push(error); })+
                        ItemError::of_all(errors).map_or(Slot::Gone, Slot::Fail)
                    }
                }
            }
        }
    };
}

pairs!(A, B);
pairs!(A, B, C);
pairs!(A, B, C, D);
pairs!(A, B, C, D, E);
pairs!(A, B, C, D, E, F);
pairs!(A, B, C, D, E, F, G);
pairs!(A, B, C, D, E, F, G, H);
pairs!(A, B, C, D, E, F, G, H, I);
pairs!(A, B, C, D, E, F, G, H, I, J);
pairs!(A, B, C, D, E, F, G, H, I, J, K);
pairs!(A, B, C, D, E, F, G, H, I, J, K, L);
