//! A child process, as seen by whoever asked for it.

use std::fmt;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::exit::{Exit, How};
use super::left;
use super::nursery::Nursery;
use super::said::Tail;

/// A child process. It is killed when this is dropped; who dies at what moment is known to the nursery, so nothing here can hit another process.
pub(crate) struct Child {
    shared: Arc<Shared>,
    nursery: Arc<Nursery>,
}

/// What the nursery and the child's owner both see.
pub(super) struct Shared {
    pub(super) name: Arc<str>,
    pub(super) pid: u32,
    pub(super) nonce: u64,
    pub(super) socket: UnixStream,
    state: Mutex<State>,
    over: Condvar,
}

#[derive(Default)]
struct State {
    wish: Wish,
    said: [Tail; 2],
    exit: Option<Exit>,
}

/// What its owner wants of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wish {
    #[default]
    Live,
    /// It is asked to end, and killed if it has not by then.
    End {
        by: Instant,
    },
    Die,
}

/// Which of its streams a child wrote to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Output = 0,
    Error = 1,
}

impl Stream {
    pub(super) const BOTH: [Stream; 2] = [Stream::Output, Stream::Error];

    pub(super) fn name(self) -> &'static str {
        match self {
            Stream::Output => "stdout",
            Stream::Error => "stderr",
        }
    }
}

impl Shared {
    pub(super) fn new(name: Arc<str>, pid: u32, nonce: u64, socket: UnixStream) -> Shared {
        Shared { name, pid, nonce, socket, state: Mutex::default(), over: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn wish(&self) -> Wish {
        self.state().wish
    }

    pub(super) fn heard(&self, stream: Stream, bytes: &[u8]) {
        self.state().said[stream as usize].push(bytes);
    }

    pub(super) fn tail(&self, stream: Stream) -> Tail {
        self.state().said[stream as usize].clone()
    }

    pub(super) fn is_over(&self) -> bool {
        self.state().exit.is_some()
    }

    pub(super) fn end(&self, exit: Exit) {
        self.state().exit = Some(exit);
        self.over.notify_all();
    }
}

impl Child {
    pub(super) fn new(shared: Arc<Shared>, nursery: Arc<Nursery>) -> Child {
        Child { shared, nursery }
    }

    pub(crate) fn name(&self) -> &str {
        &self.shared.name
    }

    pub(crate) fn pid(&self) -> u32 {
        self.shared.pid
    }

    /// This end of the child's socket. It is at its end as soon as the child is dead, behind all that the child sent.
    pub(crate) fn socket(&self) -> &UnixStream {
        &self.shared.socket
    }

    /// The end of what it wrote to `stream`; all of it is there once the child is known to be dead.
    pub(crate) fn tail(&self, stream: Stream) -> Tail {
        self.shared.tail(stream)
    }

    /// Asks it and all of its group to end (SIGTERM), and kills what is left after `grace`. Returns at once.
    pub(crate) fn end(&self, grace: Duration) {
        // A grace beyond what clocks can say is none that ends.
        let by = Instant::now().checked_add(grace).unwrap_or_else(|| Instant::now() + Duration::from_secs(1 << 30));
        self.ask(|wish| match wish {
            Wish::Live => Wish::End { by },
            Wish::End { by: before } => Wish::End { by: before.min(by) },
            Wish::Die => Wish::Die,
        });
    }

    /// Kills it and all of its group. Returns at once.
    pub(crate) fn kill(&self) {
        self.ask(|_| Wish::Die);
    }

    fn ask(&self, change: impl FnOnce(Wish) -> Wish) {
        {
            let mut state = self.shared.state();
            let wish = change(state.wish);
            if state.exit.is_some() || wish == state.wish {
                return;
            }
            state.wish = wish;
        }
        self.nursery.ring();
    }

    /// What a dead child started, directly or not, that left its group and so outlives it; nothing of one that is not dead. Looks through all
    /// processes: some ms, for when something was killed. Linux only; elsewhere nothing is found.
    pub(crate) fn left_behind(&self) -> Vec<u32> {
        let how = self.shared.state().exit.as_ref().map(|exit| exit.how);
        // What somebody else waited for was out of reach with all of its group.
        let killed = (how != Some(How::Unknown)).then_some(self.shared.pid);
        how.map_or_else(Vec::new, |_| left::behind(self.shared.nonce, killed))
    }

    /// Blocks until it is dead and its group was killed.
    pub(crate) fn wait(&self) -> Exit {
        let over = self.shared.over.wait_while(self.shared.state(), |state| state.exit.is_none());
        over.unwrap_or_else(PoisonError::into_inner).exit.clone().expect("waited for it")
    }

    /// Blocks until it is dead, but no longer than `time`.
    pub(crate) fn wait_for(&self, time: Duration) -> Option<Exit> {
        let over = self.shared.over.wait_timeout_while(self.shared.state(), time, |state| state.exit.is_none());
        over.unwrap_or_else(PoisonError::into_inner).0.exit.clone()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child").field("name", &self.name()).field("pid", &self.pid()).finish_non_exhaustive()
    }
}
