//! Who runs parts. A worker takes a job of a run, does it, and asks for the next; it knows nothing about graphs.

#[cfg(all(unix, feature = "processes"))]
#[cfg_attr(not(test), expect(dead_code, reason = "runs start no child processes yet"))]
pub(crate) mod process;
pub(crate) mod spin;
pub(crate) mod thread;
