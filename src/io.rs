//! Text in and out: lines of files and of standard input, files that grow, and printing; and items by another way than their pipe.
//!
//! | what | with | in a pipeline |
//! |---|---|---|
//! | the lines of files, of standard input, of any reader | [`lines`], [`lines_of`], [`stdin`], [`lines_from`] | a source |
//! | a file or log that grows | `follow` (feature `io`) | a source |
//! | the paths of files | [`glob_files`], [`walk`] | a source |
//! | any iterator that may wait long for its next item | [`blocking`] | a source |
//! | lines to standard output | [`print`](print()) | the last stage, `hits -> print;` |
//! | the same, from the reader of an output | [`out`], [`flush`] | |
//! | items by file, shared memory, named pipe or socket | `dump_item`, `load_item` (feature `io`, Linux) | a stage where they are put away, one where they are taken out |

#[doc(inline)]
pub use papy_runtime::io::*;

#[cfg(all(feature = "io", target_os = "linux"))]
#[doc(inline)]
pub use papy_runtime::io::handle::{Dump, Handle, HandleError, Medium, UnknownMedium};

#[cfg(all(feature = "io", target_os = "linux"))]
mod handles;
#[cfg(all(feature = "io", target_os = "linux"))]
pub use handles::{dump_item, dump_item_with, load_item};

use papy_macros::piper;

/// Writes an item and a `\n` to standard output: the sink of a pipeline without outputs, or any function's `println!` that does not panic.
///
/// ```
/// use papy::io::print;
/// use papy::prelude::*;
///
/// #[piper]
/// fn square(number: u32) -> u32 {
///     number * number
/// }
///
/// pipeline! {
///     Squares {
///         input numbers: u32;
///         numbers -> square -> print;
///     }
/// }
///
/// Squares::new().start(1..=3)?.finish_blocking()?;
/// # Ok::<_, papy::Error>(())
/// ```
///
/// Lines are written when there are enough of them and whenever a run waits; see [`out`].
///
/// # Errors
///
/// A failed write; see [`out`].
#[piper(crate = crate)]
pub fn print<T: Printable + Send + 'static>(item: T) -> std::io::Result<()> {
    papy_runtime::io::print(item)
}
