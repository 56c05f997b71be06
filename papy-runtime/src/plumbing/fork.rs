//! How each of several pipes that read one stream gets the item. Computed by types, so that a copy or a share is asked for only where one is made.
//!
//! Consumers that only look go first: those in the stream's own part look at the item where it is, those in other parts share it if they are
//! more than one. Of the others the last moves the item; the ones before it copy. A share counts as one that goes before these.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use super::piper::{ByRef, ByVal, Context, Each, Hold, Many, Piper, Serial, Step};
use super::slot::Slot;

/// What one use is, besides [`ByVal`] and [`ByRef`]: it only looks, and leads a part of its own.
#[derive(Debug)]
pub struct Afar;
/// A use that gets its item from another one, of whose part it is.
#[derive(Debug)]
pub struct Joined;

/// On no IMap.
#[derive(Debug)]
pub struct OffImap;
/// On an IMap.
#[derive(Debug)]
pub struct OnImap;

/// On no IMap, and behind a piper that shares its part with nobody: an async one.
#[derive(Debug)]
pub struct Apart;

/// What a piper of this form is that is placed where the stream is, inline or on an IMap. One that is driven by its form leads a part of its
/// own, and one that is serial does on an IMap.
pub trait Here<Mode, Place> {
    /// The use.
    type Kind;
}

impl<Mode> Here<Mode, OffImap> for Each {
    type Kind = Mode;
}

impl<Mode> Here<Mode, OnImap> for Each {
    type Kind = Mode;
}

impl<Mode: Elsewhere> Here<Mode, Apart> for Each {
    type Kind = Mode::Kind;
}

impl<Mode: Elsewhere> Here<Mode, Apart> for Serial {
    type Kind = Mode::Kind;
}

impl<Mode> Here<Mode, OffImap> for Serial {
    type Kind = Mode;
}

impl<Mode: Elsewhere> Here<Mode, OnImap> for Serial {
    type Kind = Mode::Kind;
}

impl<Mode: Elsewhere, Place> Here<Mode, Place> for Many {
    type Kind = Mode::Kind;
}

/// What a part is whose consumers have this mode.
pub trait Elsewhere {
    /// The use.
    type Kind;
}

impl Elsewhere for ByVal {
    type Kind = ByVal;
}

impl Elsewhere for ByRef {
    type Kind = Afar;
}

/// Two forms: of the first piper that reads a stream on an IMap, and of a later one there. If both are driven item by item the second
/// runs in the part of the first.
pub trait Beside<Mode, Place> {
    /// The use that the second is where the stream is made.
    type Kind;
    /// What it is in the part of the first.
    type There;
}

impl<Mode, Place> Beside<Mode, Place> for (Each, Each) {
    type Kind = Joined;
    type There = Mode;
}

macro_rules! joined_inline {
    ($($pair:ty),+) => {$(
        impl<Mode> Beside<Mode, OffImap> for $pair {
            type Kind = Joined;
            type There = Mode;
        }
        impl<Mode: Elsewhere> Beside<Mode, OnImap> for $pair {
            type Kind = Mode::Kind;
            type There = Joined;
        }
    )+};
}

joined_inline!((Each, Serial), (Serial, Each), (Serial, Serial));

macro_rules! alone {
    ($($pair:ty),+) => {$(
        impl<Mode: Elsewhere, Place> Beside<Mode, Place> for $pair {
            type Kind = Mode::Kind;
            type There = Joined;
        }
    )+};
}

alone!((Each, Many), (Many, Each), (Many, Many), (Serial, Many), (Many, Serial));

/// The mode of a part, from the modes of what reads its entry: it looks if all of them do.
pub trait With<Other> {
    /// The mode of both.
    type Mode;
}

impl<Other> With<Other> for ByVal {
    type Mode = ByVal;
}

impl With<ByVal> for ByRef {
    type Mode = ByVal;
}

impl With<ByRef> for ByRef {
    type Mode = ByRef;
}

impl With<Joined> for ByRef {
    type Mode = ByRef;
}

/// How a use gets its item.
///
/// The last use by value.
#[derive(Debug)]
pub struct Move;
/// A use by value with another behind it.
#[derive(Debug)]
pub struct Dup;
/// A use by reference: served before.
#[derive(Debug)]
pub struct Lent;
/// A use by reference in another part, one of several.
#[derive(Debug)]
pub struct Shared;

/// Gets the item in this way.
pub trait Hand<T>: Travels<T> {
    /// The item for a use in the stream's part.
    fn hand(slot: &mut Slot<T>) -> Slot<T>;
    /// The item for another part.
    fn leave(slot: &mut Slot<T>, shared: &Slot<Arc<T>>) -> Slot<Self::As>;
}

/// As what an item goes to another part.
pub trait Travels<T> {
    /// The item, or a share of it.
    type As: Hold<T>;
    /// Runs a piper there.
    fn call<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: Self::As) -> Step<N::Out>;
    /// Runs one that only looks, and keeps the item.
    fn call_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &Self::As) -> Step<N::Out>;
    /// Opens a `flat_map` there.
    fn expand<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: Self::As) -> Step<N::Children>;
    /// Opens one that only looks, and keeps the item.
    fn expand_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &Self::As)
    -> Step<N::Children>;
    /// Opens one that collects.
    fn gather<N: Piper<T>>(
        node: &N,
        local: &mut N::Local,
        context: &Context,
        item: Self::As,
        limit: usize,
    ) -> Step<Vec<N::Out>>;
    /// Opens one that collects and only looks, and keeps the item.
    fn gather_ref<N: Piper<T>>(
        node: &N,
        local: &mut N::Local,
        context: &Context,
        item: &Self::As,
        limit: usize,
    ) -> Step<Vec<N::Out>>;
    /// Folds it there.
    fn fold<N: Piper<T>>(
        node: &N,
        sum: &mut Option<N::Sum>,
        local: &mut N::Local,
        context: &Context,
        item: Self::As,
    ) -> Step<()>;
    /// The same for a piper that only looks.
    fn fold_ref<N: Piper<T>>(
        node: &N,
        sum: &mut Option<N::Sum>,
        local: &mut N::Local,
        context: &Context,
        item: &Self::As,
    ) -> Step<()>;
}

impl<T> Hand<T> for Move
where
    Move: Travels<T, As = T>,
{
    #[inline(always)]
    fn hand(slot: &mut Slot<T>) -> Slot<T> {
        slot.take()
    }
    #[inline(always)]
    fn leave(slot: &mut Slot<T>, _: &Slot<Arc<T>>) -> Slot<T> {
        slot.take()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Clone> Hand<T> for Dup
where
    Dup: Travels<T, As = T>,
{
    #[inline(always)]
    fn hand(slot: &mut Slot<T>) -> Slot<T> {
        slot.clone()
    }
    #[inline(always)]
    fn leave(slot: &mut Slot<T>, _: &Slot<Arc<T>>) -> Slot<T> {
        slot.clone()
    }
}

impl<T> Hand<T> for Lent
where
    Lent: Travels<T, As = T>,
{
    #[inline(always)]
    fn hand(_: &mut Slot<T>) -> Slot<T> {
        Slot::Gone
    }
    #[inline(always)]
    fn leave(_: &mut Slot<T>, _: &Slot<Arc<T>>) -> Slot<T> {
        Slot::Gone
    }
}

impl<T> Hand<T> for Shared
where
    Shared: Travels<T, As = Arc<T>>,
{
    #[inline(always)]
    fn hand(_: &mut Slot<T>) -> Slot<T> {
        Slot::Gone
    }
    #[inline(always)]
    fn leave(_: &mut Slot<T>, shared: &Slot<Arc<T>>) -> Slot<Arc<T>> {
        shared.clone()
    }
}

macro_rules! owned {
    ($($how:ty),+) => {$(
        impl<T: 'static> Travels<T> for $how {
            type As = T;
            #[inline(always)]
            fn call<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: T) -> Step<N::Out> {
                node.call(local, context, item)
            }
            #[inline(always)]
            fn call_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &T) -> Step<N::Out> {
                node.call_ref(local, context, item)
            }
            #[inline(always)]
            fn expand_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &T) -> Step<N::Children> {
                node.expand_ref(local, context, item)
            }
            #[inline(always)]
            fn gather_ref<N: Piper<T>>(
                node: &N,
                local: &mut N::Local,
                context: &Context,
                item: &T,
                limit: usize,
            ) -> Step<Vec<N::Out>> {
                node.gather_ref(local, context, item, limit)
            }
            #[inline(always)]
            fn expand<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: T) -> Step<N::Children> {
                node.expand(local, context, item)
            }
            #[inline(always)]
            fn gather<N: Piper<T>>(
                node: &N,
                local: &mut N::Local,
                context: &Context,
                item: T,
                limit: usize,
            ) -> Step<Vec<N::Out>> {
                node.gather(local, context, item, limit)
            }
            #[inline(always)]
            fn fold<N: Piper<T>>(
                node: &N,
                sum: &mut Option<N::Sum>,
                local: &mut N::Local,
                context: &Context,
                item: T,
            ) -> Step<()> {
                node.fold(sum, local, context, item)
            }
            #[inline(always)]
            fn fold_ref<N: Piper<T>>(
                node: &N,
                sum: &mut Option<N::Sum>,
                local: &mut N::Local,
                context: &Context,
                item: &T,
            ) -> Step<()> {
                node.fold_ref(sum, local, context, item)
            }
        }
    )+};
}

owned!(Move, Dup, Lent);

impl<T: 'static> Travels<T> for Shared {
    type As = Arc<T>;
    #[inline(always)]
    fn call<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: Arc<T>) -> Step<N::Out> {
        node.call_ref(local, context, &item)
    }
    #[inline(always)]
    fn call_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &Arc<T>) -> Step<N::Out> {
        node.call_ref(local, context, item)
    }
    #[inline(always)]
    fn gather_ref<N: Piper<T>>(
        node: &N,
        local: &mut N::Local,
        context: &Context,
        item: &Arc<T>,
        limit: usize,
    ) -> Step<Vec<N::Out>> {
        node.gather_ref(local, context, item, limit)
    }
    #[inline(always)]
    fn expand_ref<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: &Arc<T>) -> Step<N::Children> {
        node.expand_ref(local, context, item)
    }
    #[inline(always)]
    fn expand<N: Piper<T>>(node: &N, local: &mut N::Local, context: &Context, item: Arc<T>) -> Step<N::Children> {
        node.expand_ref(local, context, &item)
    }
    #[inline(always)]
    fn gather<N: Piper<T>>(
        node: &N,
        local: &mut N::Local,
        context: &Context,
        item: Arc<T>,
        limit: usize,
    ) -> Step<Vec<N::Out>> {
        node.gather_ref(local, context, &item, limit)
    }
    #[inline(always)]
    fn fold<N: Piper<T>>(
        node: &N,
        sum: &mut Option<N::Sum>,
        local: &mut N::Local,
        context: &Context,
        item: Arc<T>,
    ) -> Step<()> {
        node.fold_ref(sum, local, context, &item)
    }
    #[inline(always)]
    fn fold_ref<N: Piper<T>>(
        node: &N,
        sum: &mut Option<N::Sum>,
        local: &mut N::Local,
        context: &Context,
        item: &Arc<T>,
    ) -> Step<()> {
        node.fold_ref(sum, local, context, item)
    }
}

/// The end of the list of a stream's uses.
#[derive(Debug)]
pub struct Last;

/// One use of a stream, with the uses behind it.
#[derive(Debug)]
pub struct Use<Kind, Behind>(PhantomData<(Kind, Behind)>);

/// How many parts look at a stream: none.
#[derive(Debug)]
pub struct Nobody;
/// One alone need not share, and counts as one that takes by value.
#[derive(Debug)]
pub struct One;
/// Several parts look.
#[derive(Debug)]
pub struct Several;

/// Counts on: these, and then a use of this kind.
pub trait Then<Kind> {
    /// How many.
    type Count;
}

macro_rules! no_looker {
    ($($kind:ty),+) => {$(
        impl<Count> Then<$kind> for Count {
            type Count = Count;
        }
        impl Next<$kind> for One {
            type Look = Lent;
        }
    )+};
}

no_looker!(ByVal, ByRef, Joined);

impl Then<Afar> for Nobody {
    type Count = One;
}

impl Then<Afar> for One {
    type Count = Several;
}

impl Then<Afar> for Several {
    type Count = Several;
}

/// After so many parts that look a use of this kind: the second that looks is the one that makes them share.
pub trait Next<Kind> {
    /// [`Shared`] for that one, else [`Lent`].
    type Look;
}

impl<Kind> Next<Kind> for Nobody {
    type Look = Lent;
}

impl<Kind> Next<Kind> for Several {
    type Look = Lent;
}

impl Next<Afar> for One {
    type Look = Shared;
}

/// What an item must be to be looked at in this way.
pub trait MayLook<Item> {}

impl<Item> MayLook<Item> for Lent {}
impl<Item: Sync> MayLook<Item> for Shared {}

/// A list of uses, in a stream at which so many parts look.
pub trait Uses<Lookers> {
    /// How the first of these uses gets its item.
    type How;
    /// `Dup` for the uses before these if one of these takes by value, else `Move`.
    type Before;
}

impl<Lookers> Uses<Lookers> for Last {
    type How = Move;
    type Before = Move;
}

impl<Lookers, Behind: Uses<Lookers>> Uses<Lookers> for Use<ByVal, Behind> {
    type How = Behind::Before;
    type Before = Dup;
}

impl<Lookers, Behind: Uses<Lookers>> Uses<Lookers> for Use<ByRef, Behind> {
    type How = Lent;
    type Before = Behind::Before;
}

impl<Lookers, Behind: Uses<Lookers>> Uses<Lookers> for Use<Joined, Behind> {
    type How = Lent;
    type Before = Behind::Before;
}

impl<Behind: Uses<Nobody>> Uses<Nobody> for Use<Afar, Behind> {
    type How = Behind::Before;
    type Before = Dup;
}

impl<Behind: Uses<One>> Uses<One> for Use<Afar, Behind> {
    type How = Behind::Before;
    type Before = Dup;
}

impl<Behind: Uses<Several>> Uses<Several> for Use<Afar, Behind> {
    type How = Shared;
    type Before = Behind::Before;
}

/// How the share gets the item; where there is none it needs nothing.
pub trait Aside<Way> {
    /// `Way`, if there is a share.
    type How;
}

impl<Way> Aside<Way> for Nobody {
    type How = Move;
}

impl<Way> Aside<Way> for One {
    type How = Move;
}

impl<Way> Aside<Way> for Several {
    type How = Way;
}

/// What is laid aside for the parts that share: nothing, unless there are several. `hand` gets its item.
pub trait Shares<T> {
    /// The share, from which each takes its own.
    fn share(slot: &mut Slot<T>, hand: impl FnOnce(&mut Slot<T>) -> Slot<T>) -> Slot<Arc<T>>;
}

impl<T> Shares<T> for Nobody {
    #[inline(always)]
    fn share(_: &mut Slot<T>, _: impl FnOnce(&mut Slot<T>) -> Slot<T>) -> Slot<Arc<T>> {
        Slot::Gone
    }
}

impl<T> Shares<T> for One {
    #[inline(always)]
    fn share(_: &mut Slot<T>, _: impl FnOnce(&mut Slot<T>) -> Slot<T>) -> Slot<Arc<T>> {
        Slot::Gone
    }
}

impl<T> Shares<T> for Several {
    #[inline(always)]
    fn share(slot: &mut Slot<T>, hand: impl FnOnce(&mut Slot<T>) -> Slot<T>) -> Slot<Arc<T>> {
        match hand(slot) {
            Slot::Val(value) => Slot::Val(Arc::new(value)),
            Slot::Fail(error) => Slot::Fail(error),
            Slot::Gone => Slot::Gone,
        }
    }
}

/// [`Hand::hand`], with types that are told by what it is given.
#[inline(always)]
pub fn hand<How: Hand<T>, T>(slot: &mut Slot<T>) -> Slot<T> {
    How::hand(slot)
}

/// [`Hand::leave`], the same way.
#[inline(always)]
pub fn leave<How: Hand<T>, T>(slot: &mut Slot<T>, shared: &Slot<Arc<T>>) -> Slot<How::As> {
    How::leave(slot, shared)
}

/// [`Shares::share`], of a stream with these uses.
#[inline(always)]
pub fn share<List: Uses<Lookers>, Lookers: Aside<List::Before, How: Hand<T>> + Shares<T>, T>(
    slot: &mut Slot<T>,
) -> Slot<Arc<T>> {
    Lookers::share(slot, Lookers::How::hand)
}

/// The item of a stream in a part: its own, or a share.
#[inline(always)]
pub fn look<'a, T>(own: &'a Slot<T>, shared: &'a Slot<Arc<T>>) -> Slot<&'a T> {
    match shared {
        Slot::Val(value) => Slot::Val(value),
        Slot::Fail(error) => Slot::Fail(error.clone()),
        Slot::Gone => own.look(),
    }
}

/// The value that a part was entered with, as the stream it belongs to or as a share of that. Generated code asks for both, and only for
/// the stream that it is.
#[inline(always)]
pub fn enter_as<X: 'static, T: 'static, P>(entered: &mut Slot<X>, _past: P) -> Slot<T> {
    (entered as &mut dyn Any).downcast_mut::<Slot<T>>().map_or(Slot::Gone, Slot::take)
}

/// Whether a mode lends.
pub trait Lending {
    /// `true` for by reference.
    const LENDS: bool;
}

impl Lending for ByRef {
    const LENDS: bool = true;
}

impl Lending for ByVal {
    const LENDS: bool = false;
}

impl Lending for Afar {
    const LENDS: bool = false;
}
