//! What generated code calls. Not part of the public interface: any release may change it.

pub use crate::error::BoxError;

mod accepts;
mod balance;
pub(crate) mod cx;
mod feeds;
mod fork;
mod inbox;
pub(crate) mod kept;
pub(crate) mod keys;
mod listed;
mod luggage;
mod op;
mod outcome;
pub(crate) mod panics;
mod piper;
mod plan;
mod rates;
pub(crate) mod slot;
mod sound;
mod stage;
mod texts;

pub use accepts::{Accepts, AnyWithBound, Anyone, Asked, Like, Takes, TakesAll};
pub use balance::{Beat, Effect, unbalanced};
pub use cx::{Cx, Info, Local, Site, Tally};
pub use feeds::{Bears, Feeds, IsFed};
pub use fork::{
    Afar, Apart, Aside, Beside, Dup, Elsewhere, Hand, Here, Joined, Last, Lending, Lent, MayLook, Move, Next, Nobody,
    OffImap, OnImap, One, Several, Shared, Shares, Then, Travels, Use, Uses, With, enter_as, hand, leave, look, share,
};
pub use inbox::{Look, Turn, failed, utf8};
pub use kept::scan;
pub use luggage::{Home, Luggage, Malformed, Unpacked, Unpacking};
pub use op::{Depth, Inner, NO_INNER, NONE, OnError, Op, PLAIN, Pair, What};
pub use outcome::{
    Begins, Fallibly, HasSize, IsBool, IsKept, IsMany, IsOption, IsResult, IsResultEach, IsState, Makes, Named,
    Perhaps, Plainly, Raises, Tried, Unnamed, collect,
};
pub use piper::{
    ByRef, ByVal, Context, Each, Facts, Gives, Hold, Keep, Kind, Lends, Many, Node, Own, Piper, Serial, Step, Streams,
    Task, Way, Yields, keep, not_a_step,
};
pub use plan::{ENTERS, HANDS, LOOKS, Plan, STEPS};
pub use rates::{
    Arrays, Batched, NoBatch, Packing, Produces, Sequence, Short, Typed, Vecs, produced, promises_otherwise,
};
pub use slot::{Ends, Pairs, Slot, enter, hand_over, none, step, step_by, step_ref};
pub use sound::{
    Counts, Crosses, GivesRunning, GoesNowhere, IsPiper, LooksAt, Merges, OnThreads, OnWorkers, OutlivesCall,
    PairsWithEach, Returns, Sent, Single, Spread, Timed, TriesAgain, Worded, is_counted, refuse,
};
pub use texts::{ImapText, OpText, StageText};

pub use listed::{Listed, Listing};
pub use stage::{Assemble, IsStage, Staged, TakesIn, Within};

pub use crate::config::Workers;
pub use crate::driver::{MainResult, main_blocking, serve_in_test};
#[cfg(feature = "io")]
pub use crate::driver::{main_async, wait_until};
pub use crate::error::{Error, Result};
pub use crate::flow::attempts::{Keeps, Once, Tries, attempts, attempts_many};
pub use crate::flow::column::{Column, Edge, Laid, Remember};
pub use crate::flow::drive::{At, Every, Ran, Work, each};
pub use crate::flow::ferry::Ferry;
pub use crate::flow::graph::{Ask, Discarded, Graph, Intake, Passed};
pub use crate::flow::grid::Grid;
pub use crate::flow::handle::{Handle, finish, finish_blocking};
pub use crate::flow::imap::{Any, IMap, Threads};
pub use crate::flow::join::{All, Branches, BranchesEach, Held, Optional, Regrouped, Strict};
pub use crate::flow::junction::{Junction, Lengths, Member, Positions, rounds};
pub use crate::flow::layout::{ItemCount, Settings};
pub use crate::flow::lead::{Drives, If, Leader, Leads, Parts, awaited, entering, lead, lead_as};
pub use crate::flow::lease::{Front, Lease, NoLease, Solo, Through};
pub use crate::flow::merge::merge;
pub use crate::flow::output::{Chunk, Output, release};
pub use crate::flow::place::Ring;
pub use crate::flow::rates::{Carry, pack, unroll};
pub use crate::flow::report::{Report, Stats};
pub use crate::flow::source::{IntoSource, More, Source, Wake};
pub use crate::flow::stages::Stages;
pub use crate::flow::start::{Starting, imap, imap_of_any};
pub use crate::graph;

/// Children of a `flat_map` that travel together unless `[slice = n]` says otherwise.
pub const SLICE: usize = 1024;

/// Futures of an async piper at once in a worker, unless `[in_flight = n]` says otherwise.
pub const IN_FLIGHT: usize = 32;

/// A stream of a pipeline: names its item type, at one depth of projection.
///
/// Implemented for a `SOUND` that is true. Generated code gives the constant in which it asks what must hold of types: if
/// something does not, the constant is an error, so is the item, and the compiler tells nothing about it again.
pub trait Stream<const SOUND: bool = true> {
    /// What it carries.
    type Item: 'static;
}

/// The same type. Written around a type so that an error about it underlines a whole pipe.
pub type Id<T> = T;

/// The same type, where `SOUND` is true: as for [`Stream`].
pub trait Is<const SOUND: bool> {
    /// `Self`.
    type Type;
}

impl<T> Is<true> for T {
    type Type = T;
}

/// The same type, in a place where every generic parameter must be named.
pub trait Same<Phantom> {
    /// `Self`.
    type Type;
}

impl<T, Phantom> Same<Phantom> for T {
    type Type = T;
}

macro_rules! holders {
    ($($name:ident: $ty:ty),+) => {$(
        /// A type that names a constant.
        #[derive(Debug)]
        pub struct $name<const VALUE: $ty>;
    )+};
}

holders!(
    ConstBool: bool, ConstChar: char, ConstU8: u8, ConstU16: u16, ConstU32: u32, ConstU64: u64, ConstU128: u128,
    ConstUsize: usize, ConstI8: i8, ConstI16: i16, ConstI32: i32, ConstI64: i64, ConstI128: i128, ConstIsize: isize
);
