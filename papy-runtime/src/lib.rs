//! Everything of papy that runs. Users depend on the facade crate `papy`, which re-exports the public part of this one.
//!
//! What is where stands in `ARCHITECTURE.md`.

pub mod engine;
pub mod error;
mod flow;
pub mod io;
pub mod plumbing;
mod worker;

/// Where the work of pipers is put.
pub mod imap {
    pub use crate::flow::imap::{IMap, Threads};
}
