//! The thread that starts all child processes, hears what they write, and waits for them.
//!
//! It never ends: the kernel sends a child its death signal when the *thread* that started it ends. It begins when the first child is asked for,
//! and sleeps while nothing happens to any.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use super::child::Child;
use super::exit::Exit;
use super::spec::Spec;
use super::ward::{self, Ward};

/// How often children are looked after of whose death nothing tells. Well within the 50 ms in which a death is to be known.
const LOOK: Duration = Duration::from_millis(20);
/// What is read at once of one pipe: what a pipe holds.
const READ_BYTES: usize = 64 << 10;

/// Called once, when a child is dead, on the nursery's thread: it must not block, nor start another child.
pub(crate) type OnEnd = Box<dyn FnOnce(&Exit) + Send>;

pub(crate) struct Nursery {
    /// Children that are to be started: at most one for each thread that waits for its own. `None` if there is nobody to do it any more.
    asked: Mutex<Option<VecDeque<Asked>>>,
    bell: UnixStream,
    /// Whether the kernel tells of deaths by pidfds; else children are looked after.
    pidfds: bool,
    /// Whose thread it is: a process that is forked off this one does not have it.
    process: u32,
    thread: OnceLock<ThreadId>,
}

/// The nursery, as its thread holds it. If that ends, which only a fault of ours can bring about, nobody waits for it.
struct Rooms(Arc<Nursery>);

impl Drop for Rooms {
    fn drop(&mut self) {
        drop(self.0.asked().take());
    }
}

struct Asked {
    spec: Spec,
    on_end: OnEnd,
    reply: SyncSender<io::Result<Child>>,
}

/// The one of this process, started on first need.
pub(crate) fn nursery() -> io::Result<Arc<Nursery>> {
    static NURSERY: Mutex<Option<Arc<Nursery>>> = Mutex::new(None);
    let mut nursery = NURSERY.lock().unwrap_or_else(PoisonError::into_inner);
    match &*nursery {
        Some(nursery) if nursery.process == std::process::id() && nursery.asked().is_some() => Ok(nursery.clone()),
        _ => Ok(nursery.insert(Nursery::start(true)?).clone()),
    }
}

impl Nursery {
    /// Begins a thread that never ends.
    pub(super) fn start(pidfds: bool) -> io::Result<Arc<Nursery>> {
        let (bell, hears) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        hears.set_nonblocking(true)?;
        let process = std::process::id();
        let nursery = Arc::new(Nursery {
            asked: Mutex::new(Some(VecDeque::new())),
            bell,
            pidfds,
            process,
            thread: OnceLock::new(),
        });
        let own = nursery.clone();
        thread::Builder::new().name("papy-children".to_owned()).spawn(move || Nursery::run(&Rooms(own), &hears))?;
        Ok(nursery)
    }

    /// Starts a child and returns when it runs this program, 1 ms later. `on_end` is called when it is dead: on the nursery's thread, so it must
    /// not block, nor start another child.
    ///
    /// # Errors
    ///
    /// What the kernel says: too many open files, or processes. `on_end` is not called then.
    pub(crate) fn spawn(
        self: &Arc<Self>,
        spec: Spec,
        on_end: impl FnOnce(&Exit) + Send + 'static,
    ) -> io::Result<Child> {
        assert_ne!(self.thread.get(), Some(&thread::current().id()), "a nursery that waits for itself waits for ever");
        let (reply, answer) = mpsc::sync_channel(1);
        let name = spec.name.clone();
        let asked = Asked { spec, on_end: Box::new(on_end), reply };
        match &mut *self.asked() {
            Some(others) => others.push_back(asked),
            // With it goes the way to reply.
            None => drop(asked),
        }
        self.ring();
        let started = answer.recv().unwrap_or_else(|_| Err(io::Error::other("what starts children is broken")));
        started.map_err(|error| io::Error::new(error.kind(), format!("worker {name} cannot be started: {error}")))
    }

    fn asked(&self) -> MutexGuard<'_, Option<VecDeque<Asked>>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the thread look at what is wanted.
    pub(super) fn ring(&self) {
        // A bell that is full has been rung. Nothing else can happen to it, as the other end is never closed.
        let _rung = (&self.bell).write(&[0]);
    }

    fn next_asked(&self) -> (Option<Asked>, bool) {
        let mut asked = self.asked();
        let asked = asked.as_mut().expect("taken away by who asks, when it ends");
        (asked.pop_front(), !asked.is_empty())
    }

    fn run(rooms: &Rooms, bell: &UnixStream) {
        let Rooms(nursery) = rooms;
        nursery.thread.set(thread::current().id()).expect("one thread runs it, once");
        let mut wards: Vec<Ward> = Vec::new();
        let mut buffer = vec![0; READ_BYTES];
        let mut more = false;
        loop {
            let ready = wait(bell, &wards, more);
            if ready[0] {
                while (&mut &*bell).read(&mut buffer).is_ok_and(|bytes| bytes == buffer.len()) {}
            }
            let mut first = 1;
            wards.retain_mut(|ward| {
                let (from, polled) = (first, ward.polled().count());
                first += polled;
                !ward.tend(&ready[from..first], &mut buffer)
            });
            // One at a time: between two of them all that live are heard.
            let (asked, others) = nursery.next_asked();
            more = others;
            if let Some(Asked { spec, on_end, reply }) = asked {
                let started = ward::start(&spec, nursery.pidfds, on_end).map(|ward| {
                    let child = Child::new(ward.shared().clone(), nursery.clone());
                    wards.push(ward);
                    child
                });
                // Nobody gives up waiting; if somebody did the child is dropped, and so killed.
                let _waits = reply.send(started);
            }
        }
    }
}

/// Sleeps until something can be read of the bell or a ward, a ward's deadline passes or, with `at_once`, not at all. Says of each whether it
/// can be read.
fn wait(bell: &UnixStream, wards: &[Ward], at_once: bool) -> Vec<bool> {
    let mut fds = vec![PollFd::new(bell, PollFlags::IN)];
    fds.extend(wards.iter().flat_map(Ward::polled).map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
    let look = wards.iter().any(Ward::is_unwatched).then_some(LOOK);
    let deadline = wards.iter().filter_map(Ward::deadline).min();
    let deadline = deadline.map(|by| by.saturating_duration_since(Instant::now()));
    let timeout = if at_once { Some(Duration::ZERO) } else { look.into_iter().chain(deadline).min() };
    // One that is too long for the kernel is none.
    let timeout = timeout.and_then(|time| Timespec::try_from(time).ok());
    match rustix::event::poll(&mut fds, timeout.as_ref()) {
        Ok(_) => fds.iter().map(|fd| !fd.revents().is_empty()).collect(),
        Err(Errno::INTR) => vec![false; fds.len()],
        Err(_) => {
            // More children than the limit of open files has come to allow, or no memory: all are looked after, as nothing tells of
            // them.
            thread::sleep(LOOK);
            vec![true; fds.len()]
        }
    }
}
