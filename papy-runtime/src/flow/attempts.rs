//! Runs a stage or group in which an item is attempted as a whole: `[retry = n]`, `[timeout = 5s]`.
//!
//! First each item of the ticket is attempted, and what came of it kept, in key order. An item that is to be attempted again waits with the
//! ticket while its worker goes on with others. When all is settled the results enter the rest of the part, one by one.
//!
//! Where a call may take no longer than a `timeout`, the chunk lies with its ticket from the start: the worker takes items from it one by one and
//! brings results back. If a call takes too long the turn is given up, the item settled, and whoever is given the ticket next goes on with what is there. The
//! `turn` of a chunk is the fence: who comes back from a turn that was given up changes nothing.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::column::Entries;
use super::drive::{At, NOTHING, Ran, Work, shielded};
use super::place::Ring;
use super::reach::Reach;
use super::watch::{Look, Watched};
use crate::engine::{Nanos, Retry};
use crate::error::{Cause, Worker};
use crate::plumbing::cx::Notes;
use crate::plumbing::keys::NO_INDEX;
use crate::plumbing::{ByRef, ByVal, Cx, Site, Slot, Step, panics, slot};

/// How an item is attempted. Evaluated once, when a run starts.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct Tries {
    retry: Retry,
    timeout: Option<Duration>,
}

/// How soon a chunk is looked at again that somebody has in hand. 1 ms: far less than a time-out is late by.
const SOON: Duration = Duration::from_millis(1);

/// The pause before the second attempt, unless `[backoff = ..]` says otherwise.
const BACKOFF: Duration = Duration::from_millis(100);

impl Tries {
    /// One attempt, and up to `retries` more after it; none of them longer than `timeout`.
    pub fn new(retries: usize, backoff: Option<Duration>, timeout: Option<Duration>) -> Tries {
        let backoff = u64::try_from(backoff.unwrap_or(BACKOFF).as_nanos()).unwrap_or(u64::MAX);
        let retries = u32::try_from(retries).unwrap_or(u32::MAX);
        Tries { retry: Retry { retries, backoff: Nanos(backoff) }, timeout }
    }

    /// How long one attempt may take.
    pub(super) fn limit(&self) -> Option<Duration> {
        self.timeout
    }

    /// How long after an attempt that failed the next one is due, if there is one.
    pub(super) fn after(&self, attempt: u32) -> Option<Duration> {
        self.retry.after(attempt).map(|pause| Duration::from_nanos(pause.0))
    }
}

/// How the item of an attempt is there for another one: of a piper that takes it by value a copy is, one that only looks leaves it.
pub trait Keeps<X> {
    /// Attempts it. The item comes back if `again`.
    fn run<W, R>(
        work: &mut W,
        item: X,
        again: bool,
        by_val: impl FnOnce(&mut W, X) -> R,
        by_ref: impl FnOnce(&mut W, &X) -> R,
    ) -> (R, Option<X>);

    /// What stays behind if the attempt is given up: nobody comes back with the item then.
    fn copy(item: &X) -> Option<X>;
}

/// There is no other attempt.
#[derive(Debug)]
pub struct Once;

impl<X> Keeps<X> for Once {
    #[inline]
    fn run<W, R>(
        work: &mut W,
        item: X,
        _: bool,
        by_val: impl FnOnce(&mut W, X) -> R,
        _: impl FnOnce(&mut W, &X) -> R,
    ) -> (R, Option<X>) {
        (by_val(work, item), None)
    }

    fn copy(_: &X) -> Option<X> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<X: Clone> Keeps<X> for ByVal {
    #[inline]
    fn run<W, R>(
        work: &mut W,
        item: X,
        again: bool,
        by_val: impl FnOnce(&mut W, X) -> R,
        _: impl FnOnce(&mut W, &X) -> R,
    ) -> (R, Option<X>) {
        let copy = again.then(|| item.clone());
        (by_val(work, item), copy)
    }

    fn copy(item: &X) -> Option<X> {
        Some(item.clone())
    }
}

impl<X> Keeps<X> for ByRef {
    #[inline]
    fn run<W, R>(
        work: &mut W,
        item: X,
        again: bool,
        _: impl FnOnce(&mut W, X) -> R,
        by_ref: impl FnOnce(&mut W, &X) -> R,
    ) -> (R, Option<X>) {
        let result = by_ref(work, &item);
        (result, again.then_some(item))
    }

    fn copy(_: &X) -> Option<X> {
        None
    }
}

/// The items of a ticket at such a stage.
struct Chunk<X, R> {
    entries: Entries<X>,
    /// How far the entries reach.
    reach: Reach,
    /// Roots and folded roots of the entries, for the first piece that is laid.
    owed: (i64, i64),
    /// All that was begun and did not go on yet, in key order.
    kept: VecDeque<Kept<X, R>>,
    /// How many went on before these.
    gone: usize,
    /// Which of them wait for another attempt, counted with those that went on, and until when.
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    /// The last item that went on whole.
    last: Option<(u32, Box<[u32]>)>,
    limit: Option<Duration>,
    /// Which turn has it.
    turn: u64,
    /// The call that the turn is in.
    running: Option<Running<X>>,
    /// What was counted in calls of turns that may not come back.
    notes: Notes,
}

struct Kept<X, R> {
    off: u32,
    path: Box<[u32]>,
    state: State<X, R>,
    /// The attempt that is or was made last.
    attempt: u32,
    /// Of a `flat_map`: children that went on.
    given: u32,
    /// And those of them that another attempt makes again.
    skip: u32,
}

enum State<X, R> {
    /// It is being attempted.
    Running,
    /// It was, by this worker, and that took too long.
    Overdue { worker: Worker, copy: Option<X> },
    /// For an attempt.
    Waits(X),
    /// `again`: the item, where another attempt may follow while it goes on.
    Settled { slot: Slot<R>, again: Option<X> },
}

struct Running<X> {
    /// Which item, counted with those that went on.
    at: usize,
    since: Instant,
    worker: Worker,
    copy: Option<X>,
}

/// An attempt that is to be made.
struct Task<X> {
    at: usize,
    off: u32,
    path: Box<[u32]>,
    item: X,
    attempt: u32,
}

fn settled<X, R>(slot: Slot<R>) -> State<X, R> {
    State::Settled { slot, again: None }
}

impl<X, R> Chunk<X, R> {
    fn new(ticket: u64, ring: &Ring<X>, limit: Option<Duration>) -> Option<Chunk<X, R>> {
        let mut column = ring.take(ticket)?;
        let reach = std::mem::take(&mut column.reach);
        let entries = column.into_entries();
        let owed = (entries.roots(), entries.folded());
        Some(Chunk {
            entries,
            reach,
            owed,
            kept: VecDeque::new(),
            gone: 0,
            due: BinaryHeap::new(),
            last: None,
            limit,
            turn: 0,
            running: None,
            notes: Notes::default(),
        })
    }

    /// The next attempt that can be made now: of an item that was not begun, then of one whose pause is over.
    fn next(&mut self) -> Option<Task<X>> {
        let mut path = Vec::new();
        while let Some((off, slot)) = self.entries.next(&mut path) {
            let (at, path) = (self.gone + self.kept.len(), Box::from(&*path));
            let keep = |path, state| Kept { off, path, state, attempt: 1, given: 0, skip: 0 };
            match slot {
                Slot::Val(item) => {
                    self.kept.push_back(keep(Box::clone(&path), State::Running));
                    return Some(Task { at, off, path, item, attempt: 1 });
                }
                Slot::Fail(error) => self.kept.push_back(keep(path, settled(Slot::Fail(error)))),
                Slot::Gone => self.kept.push_back(keep(path, settled(Slot::Gone))),
            }
        }
        let Reverse((due, at)) = *self.due.peek()?;
        if due > Instant::now() {
            return None;
        }
        self.due.pop();
        let kept = &mut self.kept[at - self.gone];
        let State::Waits(item) = std::mem::replace(&mut kept.state, State::Running) else {
            unreachable!("what is due waits")
        };
        kept.attempt += 1;
        Some(Task { at, off: kept.off, path: kept.path.clone(), item, attempt: kept.attempt })
    }

    /// What went on: nothing at or before it does again.
    fn reached(&self) -> Reach {
        match (self.kept.front(), &self.last) {
            (Some(Kept { off, path, given, .. }), _) if *given > 0 => {
                Reach::To(*off, path.iter().copied().chain([given - 1]).collect())
            }
            (_, Some((off, path))) => Reach::To(*off, path.to_vec()),
            (_, None) => Reach::Begin,
        }
    }

    /// How long until the next attempt, if one is still to be made.
    fn pause(&self) -> Option<Duration> {
        let Reverse((due, _)) = self.due.peek()?;
        Some(due.saturating_duration_since(Instant::now()))
    }
}

/// A stage or group that makes one item of one, or drops it.
#[expect(clippy::too_many_arguments, reason = "called by generated code only, which has them all at hand")]
pub fn attempts<K, X, T, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    tries: &Tries,
    site: Site,
    by_val: impl Fn(&mut W, X) -> Slot<T>,
    by_ref: impl Fn(&mut W, &X) -> Slot<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    K: Keeps<X>,
    X: Send + 'static,
    T: Send + 'static,
    W: Work,
{
    let give = |work: &mut W, kept: &mut Kept<X, T>, _: &mut usize| {
        work.cx().enter(kept.off, &kept.path);
        let State::Settled { slot, .. } = &mut kept.state else { unreachable!("what goes on is settled") };
        Given::Last(slot.take())
    };
    turn::<K, _, _, _, _>(at, ring, work, tries, (site, usize::MAX), by_val, by_ref, give, item)
}

/// A `flat_map`. Of one that is streamed the children that went on stay, whatever comes after them: another attempt passes over as many.
#[expect(clippy::too_many_arguments, reason = "called by generated code only, which has them all at hand")]
pub fn attempts_many<K, X, C, T, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    tries: &Tries,
    (site, slice): (Site, usize),
    by_val: impl Fn(&mut W, X) -> Slot<C>,
    by_ref: impl Fn(&mut W, &X) -> Slot<C>,
    child: impl Fn(C::Item) -> Step<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    K: Keeps<X>,
    X: Send + 'static,
    C: Iterator + Send + 'static,
    W: Work,
{
    let give = |work: &mut W, kept: &mut Kept<X, C>, room: &mut usize| {
        work.cx().enter(kept.off, &kept.path);
        let State::Settled { slot, again } = &mut kept.state else { unreachable!("what goes on is settled") };
        if !matches!(slot, Slot::Val(_)) {
            // It has no index here, and a key as deep as those of the children: joins compare keys.
            work.cx().descend(NO_INDEX);
            return Given::Last(slot.take().failure().map_or(Slot::Gone, Slot::Fail));
        }
        work.cx().descend(kept.given);
        work.cx().at(site);
        let next = panics::catch(|| {
            let Slot::Val(children) = &mut *slot else { return None };
            let passed = (0..std::mem::take(&mut kept.skip)).all(|_| children.next().is_some());
            let next = if passed { children.next() } else { None };
            if next.is_none() {
                // Here, where a panic of its destructor is one of the next child.
                drop(slot.take());
            }
            next
        });
        match next {
            Ok(Some(next)) => {
                kept.given += 1;
                *room -= 1;
                Given::One(slot::settle(work.cx(), site, child(next)))
            }
            Ok(None) => {
                // Tells items that gave nothing, at all or in this turn.
                work.cx().enter(kept.off, &kept.path);
                Given::Last(Slot::Gone)
            }
            Err(panic) => match again.take().zip(tries.after(kept.attempt)) {
                Some((item, pause)) => {
                    work.cx().retry(site);
                    kept.skip = kept.given;
                    kept.state = State::Waits(item);
                    Given::Again(pause)
                }
                None => Given::Last(work.cx().panicked(panic.into_cause())),
            },
        }
    };
    turn::<K, _, _, _, _>(at, ring, work, tries, (site, slice), by_val, by_ref, give, item)
}

/// What one step of what goes on gave.
enum Given<T> {
    /// An item, and there is more.
    One(Slot<T>),
    /// An item behind which there is nothing.
    Last(Slot<T>),
    /// Nothing: its item is to be attempted again after this pause.
    Again(Duration),
}

/// One turn: attempts, and when all is settled what came of them goes on, at most `slice` items of it.
#[expect(clippy::too_many_arguments, reason = "what the two drivers above differ in")]
fn turn<K, X, R, T, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    tries: &Tries,
    (site, slice): (Site, usize),
    by_val: impl Fn(&mut W, X) -> Slot<R>,
    by_ref: impl Fn(&mut W, &X) -> Slot<R>,
    give: impl Fn(&mut W, &mut Kept<X, R>, &mut usize) -> Given<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    K: Keeps<X>,
    X: Send + 'static,
    R: Send + 'static,
    W: Work,
{
    work.cx().begin(at.domain, at.first);
    let parked = if at.resumed { ring.unpark::<Shared<X, R>>(at.ticket) } else { None };
    let fresh = || Some(Arc::new(Mutex::new(Chunk::new(at.ticket, ring, tries.timeout)?)));
    let Some(shared) = parked.map(|parked| *parked).or_else(fresh) else { return NOTHING };
    let given_up = lock(&shared).settle_overdue(work.cx(), tries, site);
    if !given_up {
        // What is settled goes on before anything else can take too long.
        let post = work.cx().post.clone().zip(tries.timeout);
        let turn = lock(&shared).begin();
        if let Some((post, limit)) = &post {
            ring.park(at.ticket, Box::new(shared.clone()));
            post.watch(&shared, turn, *limit);
        }
        let on_time = attempt_all::<K, _, _, _>(&shared, turn, work, tries, &by_val, &by_ref);
        if !on_time {
            return Ran { late: true, ..NOTHING };
        }
        if let Some((post, _)) = &post {
            post.leave();
            ring.unpark::<Shared<X, R>>(at.ticket);
        }
    }
    let mut chunk = lock(&shared);
    work.cx().take_over(std::mem::take(&mut chunk.notes));
    let rests = chunk.pause().filter(|_| !given_up);
    if rests.is_some() {
        drop(chunk);
        ring.park(at.ticket, Box::new(shared));
        return Ran { rests, done: false, ..NOTHING };
    }
    let owed = std::mem::take(&mut chunk.owed);
    work.cx().silent += owed.0;
    work.cx().folded += owed.1;
    let (mut room, mut empty, mut again) = (slice, true, false);
    let next = |work: &mut W| {
        if room == 0 {
            return false;
        }
        let Chunk { kept, due, last, gone, .. } = &mut *chunk;
        let Some(front) = kept.front_mut().filter(|kept| matches!(kept.state, State::Settled { .. })) else {
            return false;
        };
        let silent = work.cx().silent;
        work.cx().of_attempt(front.attempt);
        let given = give(work, front, &mut room);
        work.cx().of_attempt(1);
        match given {
            Given::One(slot) => {
                empty = false;
                item(work, slot);
            }
            Given::Last(slot) => {
                // Before what comes behind the stage may panic.
                empty = false;
                *last = kept.pop_front().map(|kept| (kept.off, kept.path));
                *gone += 1;
                item(work, slot);
            }
            Given::Again(pause) => {
                due.push(Reverse((Instant::now() + pause, *gone)));
                // It is entered when the child comes.
                work.cx().silent = silent;
                again = true;
            }
        }
        !again
    };
    shielded(work, next, &item);
    let done = chunk.kept.is_empty() && chunk.entries.left() == 0;
    if done {
        work.cx().reach = std::mem::take(&mut chunk.reach);
        return Ran { done, ..NOTHING };
    }
    let rests = empty.then(|| {
        chunk.owed = owed;
        chunk.pause().unwrap_or_default()
    });
    work.cx().reach = chunk.reached();
    drop(chunk);
    ring.park(at.ticket, Box::new(shared));
    Ran { done, rests, ..NOTHING }
}

type Shared<X, R> = Arc<Mutex<Chunk<X, R>>>;

fn lock<X, R>(chunk: &Mutex<Chunk<X, R>>) -> MutexGuard<'_, Chunk<X, R>> {
    // Panics of the user's are caught before they get here.
    chunk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Attempts all that can be attempted now. Whether it came back in time: otherwise others have gone on.
fn attempt_all<K, X, R, W>(
    shared: &Mutex<Chunk<X, R>>,
    turn: u64,
    work: &mut W,
    tries: &Tries,
    by_val: impl Fn(&mut W, X) -> Slot<R>,
    by_ref: impl Fn(&mut W, &X) -> Slot<R>,
) -> bool
where
    K: Keeps<X>,
    W: Work,
{
    let timed = tries.timeout.is_some();
    loop {
        let Some(Task { at, off, path, item, attempt }) = lock(shared).next() else { return true };
        let again = tries.after(attempt);
        work.cx().attempt((off, &path), attempt, again.is_some());
        let worker = work.cx().context.worker;
        let tried = panics::catch(|| {
            if timed {
                let copy = again.and_then(|_| K::copy(&item));
                lock(shared).running = Some(Running { at, since: Instant::now(), worker, copy });
            }
            K::run(work, item, again.is_some() && !timed, &by_val, &by_ref)
        });
        let failed = work.cx().attempted();
        let mut chunk = lock(shared);
        if chunk.turn != turn {
            drop(chunk);
            panics::contain(|| drop(tried));
            return false;
        }
        let copy = chunk.running.take().and_then(|running| running.copy);
        let state = match (tried, again) {
            (Ok((slot, item)), Some(pause)) if failed => match item.or(copy) {
                Some(item) => {
                    chunk.due.push(Reverse((Instant::now() + pause, at)));
                    State::Waits(item)
                }
                None => State::Settled { slot, again: None },
            },
            (Ok((slot, item)), _) => State::Settled { slot, again: item.or(copy) },
            // Not of a piper, whose panics are caught in the call: of an item's `Clone`.
            (Err(panic), _) => settled(work.cx().panicked(panic.into_cause())),
        };
        let gone = chunk.gone;
        chunk.kept[at - gone].state = state;
        if timed {
            work.cx().note(&mut chunk.notes);
        }
    }
}

impl<X, R> Chunk<X, R> {
    /// Begins a turn.
    fn begin(&mut self) -> u64 {
        self.turn += 1;
        self.turn
    }

    /// What becomes of an item whose attempt was given up. Returns whether something is settled that can go on.
    fn settle_overdue(&mut self, cx: &mut Cx, tries: &Tries, site: Site) -> bool {
        let is_overdue = |kept: &Kept<X, R>| matches!(kept.state, State::Overdue { .. });
        let Some(at) = self.kept.iter().position(is_overdue) else { return false };
        let kept = &mut self.kept[at];
        let State::Overdue { worker, copy } = std::mem::replace(&mut kept.state, State::Running) else {
            unreachable!("looked at above")
        };
        let again = copy.zip(tries.after(kept.attempt));
        cx.attempt((kept.off, &kept.path), kept.attempt, again.is_some());
        let slot = cx.failed_at(site, worker, Cause::TimedOut { limit: tries.timeout.unwrap_or_default() });
        cx.attempted();
        kept.state = match again {
            Some((item, pause)) => {
                self.due.push(Reverse((Instant::now() + pause, self.gone + at)));
                State::Waits(item)
            }
            None => settled(slot),
        };
        matches!(self.kept[0].state, State::Settled { .. })
    }
}

impl<X: Send, R: Send> Watched for Mutex<Chunk<X, R>> {
    fn look(&self, turn: u64, now: Instant) -> Look {
        // Whoever holds it is not in a call.
        let Ok(mut chunk) = self.try_lock() else { return Look::Until(now + SOON) };
        let Some(limit) = chunk.limit.filter(|_| chunk.turn == turn) else { return Look::Over };
        let Some(running) = chunk.running.take_if(|running| running.since + limit <= now) else {
            return Look::Until(chunk.running.as_ref().map_or(now, |running| running.since) + limit);
        };
        chunk.turn += 1;
        let at = running.at - chunk.gone;
        chunk.kept[at].state = State::Overdue { worker: running.worker, copy: running.copy };
        Look::GivenUp
    }
}
