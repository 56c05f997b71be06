//! What generated code calls. Not part of the public interface: any release may change it.

pub use crate::error::BoxError;

mod cx;
mod inbox;
mod outcome;
pub(crate) mod panics;
mod piper;
mod plan;
pub(crate) mod slot;

pub use cx::{Cx, Info, Local, Site, Tally};
pub use inbox::{Look, Turn, failed, utf8};
pub use outcome::{Fallibly, Makes, Named, Perhaps, Plainly, Raises, Tried, Unnamed, collect};
pub use piper::{ByRef, ByVal, Context, Each, Facts, Kind, Many, Node, Piper, Step, Streams, Yields, not_a_step};
pub use plan::{Effect, NONE, OnError, Op, PLAIN, Pair, Plan, What, in_step, out_of_step};
pub use slot::{Dup, Hand, Last, Lending, Lent, ModeIn, Move, Pairs, Slot, Use, Uses, enter, step, step_ref};
