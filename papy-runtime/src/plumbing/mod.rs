//! What generated code calls. Not part of the public interface: any release may change it.

mod inbox;
mod piper;

pub use inbox::{Look, Turn, failed, utf8};
pub use piper::{
    Accepts, ByRef, ByVal, Context, Each, Expands, Facts, Gathers, Kind, Lends, Many, Node, Piper, Step, Yields,
};
