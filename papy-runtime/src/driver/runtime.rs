//! The runtime and its thread.

use std::sync::LazyLock;
use std::{future, thread};

use tokio::runtime::{Builder, EnterGuard, Handle};

static HANDLE: LazyLock<Handle> = LazyLock::new(|| {
    let runtime =
        Builder::new_current_thread().enable_all().build().expect("the system gives what a tokio runtime needs");
    let handle = runtime.handle().clone();
    // It drives timers and sockets for the life of the process.
    thread::Builder::new()
        .name("papy-driver".to_owned())
        .spawn(move || runtime.block_on(future::pending::<()>()))
        .expect("the system gives a thread");
    handle
});

/// Until the guard goes, timers, sockets and tasks that are made on this thread belong to papy's runtime.
pub(crate) fn enter() -> EnterGuard<'static> {
    HANDLE.enter()
}

/// Has papy's runtime poll a future to its end. A poll must not block.
#[cfg(target_os = "linux")]
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    HANDLE.spawn(task);
}

/// Waits, in whatever runtime or none.
pub async fn wait_until(then: std::time::Instant) {
    let entered = enter();
    let sleep = tokio::time::sleep_until(then.into());
    drop(entered);
    sleep.await;
}
