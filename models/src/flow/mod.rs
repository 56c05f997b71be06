#[path = "../../../papy-runtime/src/flow/bell.rs"]
pub mod bell;
#[path = "../../../papy-runtime/src/flow/clock.rs"]
pub mod clock;
#[path = "../../../papy-runtime/src/flow/recall.rs"]
pub mod recall;
#[path = "../../../papy-runtime/src/flow/waiter.rs"]
pub mod waiter;

/// Tells nobody.
pub mod trace {
    pub(crate) fn worker_started(_worker: u32) {}
    pub(crate) fn worker_ended(_worker: u32) {}
}
