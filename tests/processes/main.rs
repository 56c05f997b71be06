//! Pipelines whose pipers run in child processes: the same results as anywhere, whatever becomes of the processes.

#[cfg(target_os = "linux")]
mod ends;
mod faults;
mod flow;
#[cfg(target_os = "linux")]
mod losses;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

#[cfg(target_os = "linux")]
papy::test_workers!(flow::Pipelines, faults::Pipelines, losses::Pipelines, ends::Pipelines);
#[cfg(not(target_os = "linux"))]
papy::test_workers!(flow::Pipelines, faults::Pipelines);

/// Fails where the test hangs.
fn within<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, over) = mpsc::channel();
    let runs = thread::spawn(move || _ = done.send(test()));
    match over.recv_timeout(Duration::from_secs(60)) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("not over after a minute"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match runs.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("it sends before it ends"),
        },
    }
}
