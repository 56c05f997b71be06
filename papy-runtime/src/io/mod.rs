//! Text sources and sinks: lines of files, of standard input, of a growing log; files of a directory; lines to standard output.
//!
//! Sources that may wait are [`Feeder`]s, run by a thread of their own; no source here starts one for reading.

mod chunks;
mod feed;
#[cfg(feature = "io")]
mod follow;
mod glob;
mod line;
mod print;
#[cfg(feature = "io")]
mod signal;
#[cfg(feature = "io")]
mod tail;
#[cfg(test)]
mod testing;
mod text;
mod walk;

pub use chunks::{Chunk, ChunkLines, Chunks, LineTooLong, TextError, TextLimits};
pub use feed::{Blocking, Fed, Feeder, Interrupt, Items, Results, blocking};
#[cfg(feature = "io")]
pub use follow::{Follow, follow};
pub use line::Line;
pub use print::{Printable, flush, is_closed_pipe, out, print};
#[cfg(feature = "io")]
pub use signal::{Interruptible, install as install_signals, register as register_run};
pub use text::{FileError, FileLines, FilePath, ReaderLines, lines, lines_from, lines_of, stdin};
pub use walk::{Files, WalkError, glob_files, walk};
