//! What a pipeline means, run for real: faults, order, bounds, control and errors, on every way to read.
//!
//! Cases of the fault matrix carry their id in their name. Nothing here sleeps: tests wait for events, with deadlines.

#![allow(unreachable_pub, reason = "pipelines are private here, what they generate is public")]

mod asyncs;
mod awaited;
mod balance;
mod control;
mod destructors;
mod edges;
mod errors;
mod faults;
mod flow;
mod folds;
mod observe;
mod policy;
mod rates;
mod readers;
mod retries;
mod scans;
mod share;
mod stages;
mod support;
mod timeouts;
