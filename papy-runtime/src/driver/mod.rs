//! papy's own tokio runtime, on a thread of its own that begins on first need, and what stands around a `main`.
//!
//! Callers may use any runtime or none. Without the feature `io` there is none here, and a stream gets the caller's.

mod main;
#[cfg(feature = "io")]
mod runtime;

#[cfg(feature = "io")]
pub use main::main_async;
pub use main::{MainResult, init, main_blocking, serve_in_test};

#[cfg(feature = "io")]
pub(crate) use runtime::enter;
#[cfg(all(feature = "io", target_os = "linux"))]
pub(crate) use runtime::spawn;
#[cfg(feature = "io")]
pub use runtime::wait_until;

/// Nothing to enter.
#[cfg(not(feature = "io"))]
pub(crate) struct Entered;

/// Does nothing: there is no runtime.
#[cfg(not(feature = "io"))]
pub(crate) fn enter() -> Entered {
    Entered
}
