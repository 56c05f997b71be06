//! Who runs parts. A worker takes a job of a run, does it, and asks for the next; it knows nothing about graphs.

#[cfg(all(unix, feature = "processes"))]
pub(crate) mod cell;
#[cfg_attr(not(all(unix, feature = "processes")), allow(dead_code, reason = "only other processes are talked to"))]
pub(crate) mod child;
pub(crate) mod children;
#[cfg(all(unix, feature = "processes"))]
pub(crate) mod link;
#[cfg(not(all(unix, feature = "processes")))]
#[path = "no_link.rs"]
pub(crate) mod link;
#[cfg(all(unix, feature = "processes"))]
#[cfg_attr(not(test), expect(dead_code, reason = "no run asks for limits, a grace, or what is left behind yet"))]
pub(crate) mod process;
pub(crate) mod spin;
pub(crate) mod thread;
