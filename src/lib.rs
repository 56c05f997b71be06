//! papy turns annotated Rust functions into parallel pipelines that are checked at compile time.

pub use papy_macros::piper;
#[doc(hidden)]
pub use papy_runtime::plumbing;
