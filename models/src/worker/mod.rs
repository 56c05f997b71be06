pub mod link;
#[path = "../../../papy-runtime/src/worker/spin.rs"]
pub mod spin;
#[path = "../../../papy-runtime/src/worker/thread.rs"]
pub mod thread;
