//! The link of a carrier: the worker outside of this process to which it carries chunks, and what goes to and fro.
//!
//! Bytes in both directions are never waited for: what the socket does not take stays in the outbox, which the few jobs bound that a worker
//! is given ahead.

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};

use super::cell::{self, Cell, Running};
use super::child::NO_ENTRY;
use super::children::Ending;
use super::process::budget::{Allowance, Budget, Verdict};
use crate::wire::frame::{Frame, Inbox};
use crate::wire::message::{self, ANSWER, HELLO, VERSION};
use crate::wire::{Limits, reader::Reader};

/// Up to so many chunks wait at a worker behind the one that it runs.
const AHEAD: usize = 7;

/// As long as all that waits there takes, a worker does not notice that nothing more comes: several times what it takes to wake somebody.
const ENOUGH: Duration = Duration::from_micros(400);

/// How workers of one kind begin.
pub(crate) trait Start: Send + Sync {
    /// Begins one, for the carrier with this number.
    ///
    /// # Errors
    ///
    /// If the system gives none.
    fn start(&self, carrier: u32) -> io::Result<Peer>;
}

/// A worker that has begun.
pub(crate) struct Peer {
    /// What connects to it.
    pub(crate) socket: UnixStream,
    /// The process, or whatever it is.
    pub(crate) life: Box<dyn Life>,
}

/// A worker's process.
pub(crate) trait Life: Send {
    /// Ends it and all that it started, now.
    fn kill(&self);
    /// Waits until it has ended, which it is about to, and tells how.
    fn ended(&self) -> Ending;
}

/// What a carrier hears.
#[derive(Clone)]
pub(crate) enum News {
    /// The worker says something about a run.
    Frame(Frame),
    /// The worker has ended before its time; what it had begun comes no more.
    Lost(Arc<Loss>),
    /// There is no worker, and will be none.
    Gone,
}

/// A worker that is no more.
#[derive(Debug)]
pub(crate) struct Loss {
    pub(crate) ending: Ending,
    /// It was ended here.
    pub(crate) put_down: bool,
    /// It was, because it was too long at something.
    pub(crate) overdue: bool,
    running: Running,
}

impl Loss {
    /// Which entry of an order it was at, if it was at this one and said so.
    pub(crate) fn entry(&self, order: u64) -> Option<u64> {
        Some(self.running.entry).filter(|entry| self.ran(order) && *entry != NO_ENTRY)
    }

    /// Whether it was at this order.
    pub(crate) fn ran(&self, order: u64) -> bool {
        self.running.order == order
    }
}

/// Wakes a carrier that sleeps at its link.
#[derive(Debug)]
pub(crate) struct Tug(OwnedFd);

impl Tug {
    pub(crate) fn new() -> io::Result<Tug> {
        Ok(Tug(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?))
    }

    pub(crate) fn pull(&self) {
        // It can only fail where it was pulled very often and nobody listened: then it is known.
        let _ = rustix::io::write(&self.0, &1_u64.to_ne_bytes());
    }

    fn heard(&self) {
        let _ = rustix::io::read(&self.0, &mut [0; 8]);
    }
}

/// One carrier's link.
pub(crate) struct Link {
    start: Arc<dyn Start>,
    carrier: u32,
    peer: Option<Up>,
    budget: Budget,
    /// Not before then.
    next_start: Option<Instant>,
    /// Why there will be no worker.
    gone: Option<Arc<str>>,
    news: VecDeque<(Option<u32>, News)>,
    /// One more with each worker.
    life: u32,
    /// Which run the carrier works for now.
    serving: u32,
    /// Chunks that are at the worker, of all runs, and since when it has had the oldest.
    out: usize,
    /// What one takes there, as seen of late.
    each: Option<Duration>,
    /// The number of the last order.
    orders: u64,
    /// The carrier looks again by then.
    look: Option<Instant>,
}

/// A worker that lives.
struct Up {
    socket: UnixStream,
    life: Box<dyn Life>,
    inbox: Inbox,
    outbox: VecDeque<Bytes>,
    /// Bytes of the first that are gone.
    sent: usize,
    /// Runs that it knows.
    runs: BTreeSet<u32>,
    /// It has given an answer: it is able to.
    proved: bool,
    /// What it says that it is at.
    cell: Cell,
}

impl Link {
    pub(crate) fn new(start: Arc<dyn Start>, carrier: u32) -> Link {
        Link {
            start,
            carrier,
            peer: None,
            budget: Budget::new(Allowance::default(), u64::from(carrier)),
            next_start: None,
            gone: None,
            news: VecDeque::new(),
            life: 0,
            serving: 0,
            out: 0,
            each: None,
            orders: 0,
            look: None,
        }
    }

    /// The carrier works for this run from now on.
    pub(super) fn serve(&mut self, run: u32) {
        self.serving = run;
    }

    /// By which number the worker knows the run that the carrier works for.
    pub(crate) fn run(&self) -> u32 {
        self.serving
    }

    /// Which worker this is, of those that were at this link: none comes back. Begins one if there is none and one may begin.
    pub(crate) fn up(&mut self) -> Option<u32> {
        if self.peer.is_none() {
            self.begin();
        }
        self.peer.is_some().then_some(self.life)
    }

    fn begin(&mut self) {
        let now = Instant::now();
        if self.gone.is_some() || self.next_start.is_some_and(|at| now < at) {
            return;
        }
        let begun = self.start.start(self.carrier).and_then(|peer| {
            let cell = Cell::new()?;
            cell.give(&peer.socket)?;
            peer.socket.set_nonblocking(true)?;
            Ok((peer, cell))
        });
        match begun {
            Ok((Peer { socket, life }, cell)) => {
                self.life += 1;
                let (inbox, outbox, runs) = (Inbox::new(&Limits::OWN), VecDeque::new(), BTreeSet::new());
                self.peer = Some(Up { socket, life, inbox, outbox, sent: 0, runs, proved: false, cell });
            }
            Err(error) => self.failed(&error.to_string(), ""),
        }
    }

    /// Whether the worker is to be given more.
    pub(crate) fn has_room(&self) -> bool {
        let ahead = match self.each {
            None => 0,
            Some(each) => (ENOUGH.as_nanos() / each.as_nanos().max(1)) as usize,
        };
        // A second one where waiting for the next would cost more than a hundredth.
        let next = usize::from(self.each.is_some_and(|each| each < Duration::from_millis(6)));
        self.out <= ahead.clamp(next, AHEAD).min(AHEAD) && self.gone.is_none() && self.waits().is_none()
    }

    /// How long until a worker may begin.
    fn waits(&self) -> Option<Duration> {
        self.next_start.filter(|_| self.peer.is_none()).map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// A chunk goes to the worker, with the number that is returned.
    pub(crate) fn carries(&mut self) -> u64 {
        self.out += 1;
        self.orders += 1;
        self.orders
    }

    /// Which entry of an order the worker is at, and for how long, if it has begun with it and says so.
    pub(crate) fn at(&self, order: u64) -> Option<(u64, Duration)> {
        let running = self.peer.as_ref()?.cell.running();
        (running.order == order).then(|| (running.entry, cell::now().saturating_sub(running.since)))
    }

    /// Has the carrier look again, whatever happens, when this time is over.
    pub(crate) fn look_within(&mut self, time: Duration) {
        let by = Instant::now() + time;
        self.look = Some(self.look.map_or(by, |look| look.min(by)));
    }

    /// A chunk came back, or comes no more. `took`: what the worker spent on it.
    pub(crate) fn carried(&mut self, took: Option<Duration>) {
        self.out -= 1;
        if let Some(took) = took {
            self.each = Some(self.each.map_or(took, |each| (each * 3 + took) / 4));
        }
    }

    /// Puts bytes of a run behind those that go to the worker.
    pub(crate) fn send(&mut self, bytes: Bytes) {
        if let Some(up) = &mut self.peer {
            up.runs.insert(self.serving);
            up.outbox.push_back(bytes);
        }
    }

    /// Sends what the socket takes.
    pub(crate) fn flush(&mut self) {
        let Some(up) = &mut self.peer else { return };
        if up.flush().is_err() {
            self.broken(None);
        }
    }

    /// Which carrier of its pool it is.
    pub(crate) fn carrier(&self) -> u32 {
        self.carrier
    }

    /// The worker cannot be understood: it is ended.
    pub(crate) fn break_off(&mut self, why: &str) {
        self.broken(Some(why));
    }

    /// Ends the worker. What follows is as if it had ended by itself, but that nobody is charged with it.
    pub(crate) fn put_down(&mut self, overdue: bool) {
        self.lose(None, true, overdue);
    }

    /// Forgets runs that are over.
    pub(super) fn keep(&mut self, runs: impl Iterator<Item = u32>) {
        let Some(up) = &mut self.peer else { return };
        let live: BTreeSet<u32> = runs.collect();
        for over in up.runs.difference(&live) {
            up.outbox.push_back(message::close(*over));
        }
        up.runs = live.intersection(&up.runs).copied().collect();
    }

    /// What there is to hear now.
    pub(super) fn news(&mut self) -> Option<(Option<u32>, News)> {
        if self.news.is_empty() {
            self.receive();
        }
        self.news.pop_front()
    }

    fn receive(&mut self) {
        let Some(up) = &mut self.peer else { return };
        match up.receive() {
            Ok(frames) => frames.into_iter().for_each(|frame| self.told(frame)),
            Err(wrong) => self.broken(wrong.as_deref()),
        }
    }

    fn told(&mut self, frame: Frame) {
        let Some(up) = &mut self.peer else { return };
        let Ok((run, mut reader)) = message::opened(&frame, &Limits::OWN) else {
            return self.broken(Some("broke the protocol (a frame of no run)"));
        };
        match frame.kind {
            HELLO if hello(&mut reader) => {}
            HELLO => self.broken(Some("speaks another version of the protocol")),
            kind => {
                up.proved |= kind == ANSWER;
                self.news.push_back((Some(run), News::Frame(frame)));
            }
        }
    }

    /// The worker is no use any more.
    fn broken(&mut self, why: Option<&str>) {
        self.lose(why, false, false);
    }

    fn lose(&mut self, why: Option<&str>, put_down: bool, overdue: bool) {
        let Some(up) = self.peer.take() else { return };
        up.life.kill();
        let mut ending = up.life.ended();
        if let Some(why) = why {
            ending.how = format!("{why}, and was ended: {}", ending.how);
        }
        let loss = Arc::new(Loss { ending, put_down, overdue, running: up.cell.running() });
        self.news.push_back((None, News::Lost(loss.clone())));
        // One that worked did not die of its beginning, and what it died of is charged to what it ran.
        if !put_down && !up.proved && loss.running.order == 0 {
            self.failed(&loss.ending.how, &loss.ending.last_words);
        }
    }

    fn failed(&mut self, how: &str, last_words: &str) {
        match self.budget.lost(Instant::now(), &how, last_words) {
            Verdict::RestartAt(at) => self.next_start = Some(at),
            Verdict::GiveUp(reason) => {
                self.gone = Some(reason.to_string().into());
                self.news.push_back((None, News::Gone));
            }
        }
    }

    /// Whether there is something to hear or to send, without sleeping.
    pub(super) fn is_ready(&self) -> bool {
        let Some(up) = &self.peer else { return !self.news.is_empty() };
        let out = if up.outbox.is_empty() { PollFlags::empty() } else { PollFlags::OUT };
        let mut end = [PollFd::from_borrowed_fd(up.socket.as_fd(), PollFlags::IN | out)];
        !self.news.is_empty() || poll(&mut end, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
    }

    /// Why there is no worker, and will be none.
    pub(crate) fn gone(&self) -> Option<&str> {
        self.gone.as_deref()
    }

    /// Sleeps until the worker says something, the carrier is called, or a worker may begin again.
    pub(super) fn wait(&mut self, tug: &Tug) {
        if !self.news.is_empty() {
            return;
        }
        let look = self.look.map(|at| at.saturating_duration_since(Instant::now()));
        let timeout = self
            .waits()
            .into_iter()
            .chain(look)
            .min()
            .map(|left| Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) });
        let mut ends = vec![PollFd::new(&tug.0, PollFlags::IN)];
        if let Some(up) = &self.peer {
            let out = if up.outbox.is_empty() { PollFlags::empty() } else { PollFlags::OUT };
            ends.push(PollFd::from_borrowed_fd(up.socket.as_fd(), PollFlags::IN | out));
        }
        // An interrupted sleep is a short one.
        let _ = poll(&mut ends, timeout.as_ref());
        tug.heard();
        self.look = None;
        self.flush();
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        // A worker ends when its socket does; one that hangs is made to.
        if let Some(up) = self.peer.take() {
            up.life.kill();
        }
    }
}

fn hello(reader: &mut Reader<'_>) -> bool {
    reader.number() == Ok(VERSION) && reader.end().is_ok()
}

impl Up {
    fn flush(&mut self) -> io::Result<()> {
        while !self.outbox.is_empty() {
            let mut slices: Vec<IoSlice<'_>> = self.outbox.iter().take(64).map(|bytes| IoSlice::new(bytes)).collect();
            slices[0] = IoSlice::new(&self.outbox[0][self.sent..]);
            let written = match (&self.socket).write_vectored(&slices) {
                Ok(written) => written,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.sent += written;
            while self.outbox.front().is_some_and(|first| self.sent >= first.len()) {
                self.sent -= self.outbox.pop_front().expect("looked at above").len();
            }
        }
        Ok(())
    }

    /// All frames that are there. If there will be no more, it is dead, or it broke the protocol in the way that is told.
    fn receive(&mut self) -> Result<Vec<Frame>, Option<String>> {
        let (mut frames, mut chunk) = (Vec::new(), [0; 64 << 10]);
        loop {
            let read = match (&self.socket).read(&mut chunk) {
                Ok(0) if frames.is_empty() => return Err(None),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) if !frames.is_empty() => 0,
                Err(_) => return Err(None),
            };
            self.inbox.feed(&chunk[..read]);
            while let Some(frame) = self.inbox.next().map_err(|wrong| Some(format!("broke the protocol ({wrong})")))? {
                frames.push(frame);
            }
            if read == 0 {
                return Ok(frames);
            }
        }
    }
}
