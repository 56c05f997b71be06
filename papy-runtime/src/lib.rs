//! Everything of papy that runs. Users depend on the facade crate `papy`, which re-exports the public part of this one.
//!
//! What is where stands in `ARCHITECTURE.md`.

mod config;
mod driver;
pub mod engine;
pub mod error;
mod flow;
pub mod graph;
pub mod io;
pub mod plumbing;
mod sync;
mod weave;
#[cfg_attr(not(all(unix, feature = "processes")), allow(dead_code, reason = "only other processes are talked to"))]
mod wire;
mod worker;

#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub use wire::fuzzing;

/// Where the work of pipers is put.
pub mod imap {
    pub use crate::flow::grid::Grid;
    pub use crate::flow::imap::{Any, IMap, Threads};
    pub use crate::weave::{Late, Task};
}

/// What a program reads and controls a run by.
pub mod run {
    pub use crate::driver::init;
    pub use crate::flow::handle::{Cancelled, Handle};
    pub use crate::flow::histogram::Histogram;
    pub use crate::flow::output::{Iter, Output};
    pub use crate::flow::report::{
        ImapStats, MemberStats, NodeStats, OutputStats, PartStats, Quarantined, Report, Stats,
    };
    pub use crate::flow::source::IntoSource;
    pub use crate::flow::stall::{Stall, Standing, State};
    pub use crate::plumbing::Context;
}
