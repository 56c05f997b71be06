//! Text sources and sinks: lines of files, of standard input, of a growing log; files of a directory; lines to standard output.
//!
//! Sources that may wait are [`Feeder`]s, run by a thread of their own; no source here starts one for reading.

mod feed;
mod line;

pub use feed::{Blocking, Fed, Feeder, Interrupt, Items, Results, blocking};
pub use line::Line;
