//! What the tests of this binary share: deadlines, events, threads as the system sees them, the plainest pipelines.

use std::fmt;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use papy::plumbing::{Report, Stats};
use papy::{ItemError, pipeline, piper};

/// A test that takes longer than this hangs.
const TEST_MAX: Duration = Duration::from_secs(20);
/// An event that takes longer than this does not come.
const EVENT_MAX: Duration = Duration::from_secs(10);

/// Tests that count threads run alone; all others side by side.
static SIDE_BY_SIDE: RwLock<()> = RwLock::new(());

/// Runs a test's body; one that hangs fails.
pub fn within(body: impl FnOnce() + Send + 'static) {
    let _others = SIDE_BY_SIDE.read().unwrap_or_else(PoisonError::into_inner);
    guard(body);
}

/// Runs the body of a test that looks at the threads of the whole process.
pub fn alone(body: impl FnOnce() + Send + 'static) {
    let _nobody = SIDE_BY_SIDE.write().unwrap_or_else(PoisonError::into_inner);
    // Threads of the tests before may still be on their way out.
    eventually("no threads of earlier tests", || pool_threads() == 0);
    guard(body);
}

fn guard(body: impl FnOnce() + Send + 'static) {
    let (done, ended) = mpsc::sync_channel(1);
    let test = thread::spawn(move || {
        body();
        let _gone = done.send(());
    });
    if let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(TEST_MAX) {
        panic!("it hangs: not done after {TEST_MAX:?}");
    }
    if let Err(panic) = test.join() {
        resume_unwind(panic);
    }
}

/// Waits until something is so that nobody tells of: what the system does on its own time.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + EVENT_MAX;
    while !is_so() {
        assert!(Instant::now() < until, "does not come: {what}");
        thread::yield_now();
    }
}

/// Threads that serve all runs, and stay.
const SHARED: [&str; 3] = ["papy-clock", "papy-driver", "papy-tasks-0"];

/// How many threads of papy's pools this process has.
pub fn pool_threads() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("the tests run on Linux");
    let name = |task: std::io::Result<std::fs::DirEntry>| std::fs::read_to_string(task.ok()?.path().join("comm")).ok();
    tasks.filter_map(name).filter(|name| name.starts_with("papy-") && !SHARED.contains(&name.trim())).count()
}

/// Counts what passes it and, while it is shut, lets nothing through.
#[derive(Clone, Default)]
pub struct Probe(Arc<Inner>);

#[derive(Default)]
struct Inner {
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Default)]
struct State {
    count: u64,
    shut: bool,
}

impl Probe {
    /// A gate that is shut.
    pub fn shut() -> Probe {
        let probe = Probe::default();
        probe.0.state.lock().unwrap().shut = true;
        probe
    }

    /// Something came: counts it, and waits while the gate is shut. Returns its number, from 0.
    pub fn pass(&self) -> u64 {
        let mut state = self.0.state.lock().unwrap();
        state.count += 1;
        let number = state.count - 1;
        self.0.bell.notify_all();
        while state.shut {
            state = self.0.bell.wait(state).unwrap();
        }
        number
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.0.state.lock().unwrap().shut = false;
        self.0.bell.notify_all();
    }

    /// How many came so far.
    pub fn count(&self) -> u64 {
        self.0.state.lock().unwrap().count
    }

    /// Waits until so many came.
    pub fn reaches(&self, count: u64) {
        let state = self.0.state.lock().unwrap();
        let (state, _) = self.0.bell.wait_timeout_while(state, EVENT_MAX, |state| state.count < count).unwrap();
        assert!(state.count >= count, "{} came, not {count}", state.count);
    }
}

/// Counts its own end.
pub struct Dropped(pub Probe);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.pass();
    }
}

impl fmt::Debug for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dropped")
    }
}

/// Numbers from 0 that are counted as they are taken, and whose end is told.
pub fn counted(items: u64, taken: &Probe, dropped: &Probe) -> impl Iterator<Item = u64> + Send + use<> {
    let (taken, end) = (taken.clone(), Dropped(dropped.clone()));
    (0..items).inspect(move |_| {
        let _owned = &end;
        taken.pass();
    })
}

/// What came out, values and errors in one line of text each.
pub fn shown<T: fmt::Debug>(items: impl IntoIterator<Item = Result<T, ItemError>>) -> Vec<String> {
    items.into_iter().map(|item| item.map_or_else(|error| error.to_string(), |value| format!("{value:?}"))).collect()
}

/// The sum of what an output's account says became of the items of its input.
pub fn accounted(report: &Report, output: usize) -> u64 {
    let it = &report.stats.outputs[output];
    it.ok + it.errors + it.dropped + it.folded + it.discarded + it.cancelled
}

/// Calls, failed and skipped of each node, as `id calls/failed/skipped`.
pub fn nodes(stats: &Stats) -> Vec<String> {
    stats.nodes.iter().map(|it| format!("{} {}/{}/{}", it.id, it.calls, it.failed, it.skipped)).collect()
}

/// An async reader's executor: this thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    futures::executor::block_on(future)
}

#[piper]
pub fn same(x: u64) -> u64 {
    x
}

#[piper]
pub fn gated(x: u64, #[param] gate: &Probe) -> u64 {
    gate.pass();
    x
}

pipeline! {
    pub Inline {
        input xs: u64;
        output out = xs -> same;
    }
}

pipeline! {
    pub Pooled {
        imap pool = threads(2);
        input xs: u64;
        output out = xs -> same on pool;
    }
}

pipeline! {
    pub TwoPools {
        imap a = threads(2);
        imap b = threads(2);
        input xs: u64;
        output out = xs -> same on a -> same on b;
    }
}
