//! Text sources and sinks: lines of files, of standard input, of a growing log; files of a directory; lines to standard output.
//!
//! | for | there is | which is |
//! |---|---|---|
//! | the lines of a file, of many files | [`lines`], [`lines_of`] | a feeder |
//! | the lines of standard input, of any reader | [`stdin`], [`lines_from`] | a feeder |
//! | the lines of a log that grows | `follow` | a feeder |
//! | the paths of files | [`glob_files`], [`walk`] | an iterator |
//! | any iterator that may wait | [`blocking`] | a wrapper |
//! | whole-line chunks of any reader | [`Chunks`] | an iterator |
//! | lines to standard output | [`out`], [`print`](print()), [`flush`] | functions |
//! | items by file, shared memory, named pipe or socket | `handle` | functions |
//! | Ctrl-C | `install_signals`, `register_run` | functions |
//!
//! Sources that may wait are [`Feeder`]s, run by a thread of their own; no source here starts one for reading. `follow`, `handle` and signals need the feature `io`.

mod chunks;
mod feed;
#[cfg(feature = "io")]
mod follow;
mod glob;
#[cfg(all(feature = "io", target_os = "linux"))]
pub mod handle;
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
pub(crate) use print::{flush_before_wait, holds_back, is_stdout_closed, says_unread};
#[cfg(feature = "io")]
pub use signal::{Interruptible, install as install_signals, register as register_run};
pub use text::{FileError, FileLines, FilePath, ReaderLines, lines, lines_from, lines_of, stdin};
pub use walk::{Files, WalkError, glob_files, walk};
