//! papy turns annotated Rust functions into parallel pipelines that are checked at compile time.
//!
//! `#[piper]` makes a node of a function, which stays as callable and testable as it was. `pipeline!` wires pipers, and puts each
//! where it shall run. A run is read like any stream or iterator.
//!
//! ```
//! use papy::prelude::*;
//!
//! /// Keeps the lines that hold a word.
//! #[piper(filter)]
//! fn holds(line: &str, #[param] word: &str) -> bool {
//!     line.contains(word)
//! }
//!
//! pipeline! {
//!     /// Keeps the lines of a text that hold a word.
//!     pub Grep(word: String) {
//!         imap pool = threads(4);
//!
//!         input lines: Line;
//!         output hits: Line = lines -> holds { word } on pool;
//!     }
//! }
//!
//! # let text = ["one papy".to_owned(), "two".to_owned()].map(Line::from);
//! let mut run = Grep::new("papy".into()).start(text)?; // or papy::io::lines("access.log"), papy::io::stdin(), ..
//! for hit in &mut run.hits {
//!     papy::io::out(hit?)?;
//! }
//! println!("{}", run.finish_blocking()?.stats);
//! # Ok::<_, papy::Error>(())
//! ```
//!
//! # Feature flags
//!
//! `io` (default): following files, signals, `#[papy::main]` on an `async fn`, timers in streams. Pulls tokio and notify.

pub use papy_macros::{main, pipeline, piper};
pub use papy_runtime::error::{Batch, BoxError, Cause, Error, ItemError, Lineage, Origin, Result, Worker};
pub use papy_runtime::imap::{Any, IMap, Threads};
#[doc(hidden)]
pub use papy_runtime::plumbing;
pub use papy_runtime::run::{Cancelled, Context, Handle, IntoSource, Output, Report, Stats};

pub mod io;
mod join;
pub use join::join;

/// What a file with pipers and pipelines needs: `use papy::prelude::*;`.
pub mod prelude {
    pub use crate::io::Line;
    pub use crate::{Context, Error, IMap, ItemError, Result, Threads, pipeline, piper};
}

/// Has rustdoc compile and run the examples of README.md.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
