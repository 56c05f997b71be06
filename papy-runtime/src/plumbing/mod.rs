//! What generated code calls. Not part of the public interface: any release may change it.

pub use crate::error::BoxError;

mod inbox;
mod outcome;
mod piper;

pub use inbox::{Look, Turn, failed, utf8};
pub use outcome::{Fallibly, Makes, Named, Perhaps, Plainly, Raises, Tried, Unnamed, collect};
pub use piper::{
    Accepts, ByRef, ByVal, Context, Each, Expands, Facts, Gathers, Kind, Lends, Many, Node, Piper, Step, Yields,
};
