//! Everything of papy that runs. Users depend on the facade crate `papy`, which re-exports the public part of this one.
//!
//! What is where stands in `ARCHITECTURE.md`.

pub mod engine;
pub mod error;
pub mod io;
pub mod plumbing;
