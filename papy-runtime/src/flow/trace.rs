//! What a run tells `tracing`: where it begins and ends, its workers, its failures, what stands still. Never what is in an item.
//!
//! Nothing is put into words unless somebody listens. Without the feature `tracing` nothing is here.
#![cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "there is nobody to tell"))]

use super::report::Stats;
use super::stall::Stall;
use crate::error::{ItemError, Worker};
#[cfg(feature = "tracing")]
use crate::plumbing::panics;

/// Tells, if somebody listens. A listener that panics ends nothing of ours.
#[cfg(feature = "tracing")]
macro_rules! tell {
    ($level:ident, $($field:tt)*) => {
        if tracing::enabled!(target: "papy", tracing::Level::$level) {
            panics::contain(|| tracing::event!(target: "papy", tracing::Level::$level, $($field)*));
        }
    };
}

#[cfg(not(feature = "tracing"))]
macro_rules! tell {
    ($($field:tt)*) => {};
}

pub(crate) fn run_started(pipeline: &'static str) {
    tell!(INFO, pipeline, "run started");
}

/// Somebody takes no more input, or nothing at all: `stop` or `cancel`.
pub(crate) fn run_told(pipeline: &'static str, what: &'static str) {
    tell!(INFO, pipeline, "run told to {what}");
}

pub(crate) fn run_ended(pipeline: &'static str, stats: impl FnOnce() -> Stats) {
    #[cfg(feature = "tracing")]
    if tracing::enabled!(target: "papy", tracing::Level::INFO) {
        let Stats { inputs, nodes, busy, wall, .. } = stats();
        let items: u64 = inputs.iter().map(|(_, items)| items).sum();
        let failed: u64 = nodes.iter().map(|node| node.failed).sum();
        let (busy, wall) = (busy.as_secs_f64(), wall.as_secs_f64());
        tell!(INFO, pipeline, items, failed, busy, wall, "run ended");
    }
}

pub(crate) fn imap_started(pipeline: &'static str, imap: &'static str, workers: usize) {
    tell!(DEBUG, pipeline, imap, workers, "imap joined");
}

pub(crate) fn worker_started(worker: u32) {
    tell!(DEBUG, worker, "worker started");
}

pub(crate) fn worker_ended(worker: u32) {
    tell!(DEBUG, worker, "worker ended");
}

/// A worker is left in a call that took too long, and replaced.
pub(crate) fn worker_written_off(pipeline: &'static str, worker: Worker) {
    tell!(WARN, pipeline, worker = %worker, "worker written off");
}

/// An item failed; its error goes on in its place.
pub(crate) fn failed(error: &ItemError) {
    tell!(
        WARN,
        pipeline = error.origin().pipeline,
        node = error.node(),
        lineage = %error.lineage(),
        attempt = error.origin().attempt,
        worker = %error.origin().worker,
        cause = error.cause().kind(),
        "item failed"
    );
}

/// Whether anybody hears what a child process writes.
#[cfg(all(unix, feature = "processes"))]
pub(crate) fn hears_children() -> bool {
    #[cfg(feature = "tracing")]
    return tracing::enabled!(target: "papy", tracing::Level::INFO);
    #[cfg(not(feature = "tracing"))]
    return false;
}

/// A line that a child process wrote to its standard output or error.
#[cfg(all(unix, feature = "processes"))]
pub(crate) fn child_said(worker: &str, stream: &'static str, line: &str) {
    tell!(INFO, worker, stream, "{line}");
}

/// Child processes wrote lines faster than they could be told.
#[cfg(all(unix, feature = "processes"))]
pub(crate) fn children_lines_lost(lines: u64) {
    tell!(WARN, lines, "lines of child processes were not told");
}

pub(crate) fn stalled(stall: &Stall) {
    tell!(WARN, pipeline = stall.pipeline, still = stall.still.as_secs_f64(), "stalled: {stall}");
}
