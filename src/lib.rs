//! papy turns annotated Rust functions into parallel pipelines that are checked at compile time.

pub use papy_macros::{main, pipeline, piper};
pub use papy_runtime::error::{Cause, Error, ItemError, Lineage, Result};
pub use papy_runtime::imap::{IMap, Threads};
pub use papy_runtime::io;
#[doc(hidden)]
pub use papy_runtime::plumbing;
