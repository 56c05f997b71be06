//! Who runs parts. A worker takes a job of a run, does it, and asks for the next; it knows nothing about graphs.

pub(crate) mod child;
pub(crate) mod children;
pub(crate) mod link;
pub(crate) mod spin;
pub(crate) mod thread;
