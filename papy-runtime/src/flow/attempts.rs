//! Runs a stage or group in which an item is attempted as a whole: `[retry = n]`.
//!
//! First each item of the ticket is attempted, and what came of it kept, in key order. An item that is to be attempted again waits with the
//! ticket while its worker goes on with others. When all is settled the results enter the rest of the part, one by one.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::{Duration, Instant};

use super::column::Entries;
use super::drive::{At, NOTHING, Ran, Work, shielded};
use super::place::Ring;
use super::reach::Reach;
use crate::engine::{Nanos, Retry};
use crate::plumbing::cx::NO_INDEX;
use crate::plumbing::{ByRef, ByVal, Site, Slot, Step, panics, slot};

/// How an item is attempted. Evaluated once, when a run starts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tries {
    retry: Retry,
}

/// The pause before the second attempt, unless `[backoff = ..]` says otherwise.
const BACKOFF: Duration = Duration::from_millis(100);

impl Tries {
    /// One attempt, and up to `retries` more after it.
    pub fn new(retries: usize, backoff: Option<Duration>) -> Tries {
        let backoff = u64::try_from(backoff.unwrap_or(BACKOFF).as_nanos()).unwrap_or(u64::MAX);
        let retries = u32::try_from(retries).unwrap_or(u32::MAX);
        Tries { retry: Retry { retries, backoff: Nanos(backoff) } }
    }

    /// How long after an attempt that failed the next one is due, if there is one.
    fn after(&self, attempt: u32) -> Option<Duration> {
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
    /// Which of these wait for another attempt, and until when.
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    /// The last item that went on whole.
    last: Option<(u32, Box<[u32]>)>,
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
    /// For an attempt.
    Waits(X),
    /// `again`: the item, where another attempt may follow while it goes on.
    Settled { slot: Slot<R>, again: Option<X> },
}

fn settled<X, R>(slot: Slot<R>) -> State<X, R> {
    State::Settled { slot, again: None }
}

/// An attempt that is to be made.
struct Task<X> {
    at: usize,
    off: u32,
    path: Box<[u32]>,
    item: X,
    attempt: u32,
}

impl<X, R> Chunk<X, R> {
    fn new(ticket: u64, ring: &Ring<X>) -> Option<Chunk<X, R>> {
        let mut column = ring.take(ticket)?;
        let reach = std::mem::take(&mut column.reach);
        let entries = column.into_entries();
        let owed = (entries.roots(), entries.folded());
        Some(Chunk { entries, reach, owed, kept: VecDeque::new(), due: BinaryHeap::new(), last: None })
    }

    /// The next attempt that can be made now: of an item that was not begun, then of one whose pause is over.
    fn next(&mut self) -> Option<Task<X>> {
        let mut path = Vec::new();
        while let Some((off, slot)) = self.entries.next(&mut path) {
            let (at, path) = (self.kept.len(), Box::from(&*path));
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
        let kept = &mut self.kept[at];
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
    turn::<K, _, _, _, _>(at, ring, work, tries, usize::MAX, by_val, by_ref, give, item)
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
    turn::<K, _, _, _, _>(at, ring, work, tries, slice, by_val, by_ref, give, item)
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
    slice: usize,
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
    let parked = if at.resumed { ring.unpark::<Chunk<X, R>>(at.ticket) } else { None };
    let Some(mut chunk) = parked.or_else(|| Chunk::new(at.ticket, ring).map(Box::new)) else { return NOTHING };
    while let Some(Task { at, off, path, item: tried, attempt }) = chunk.next() {
        let again = tries.after(attempt);
        work.cx().attempt((off, &path), attempt, again.is_some());
        let tried = panics::catch(|| K::run(work, tried, again.is_some(), &by_val, &by_ref));
        let failed = work.cx().attempted();
        chunk.kept[at].state = match (tried, again) {
            (Ok((_, Some(item))), Some(pause)) if failed => {
                chunk.due.push(Reverse((Instant::now() + pause, at)));
                State::Waits(item)
            }
            (Ok((slot, item)), _) => State::Settled { slot, again: item },
            // Not of a piper, whose panics are caught in the call: of an item's `Clone`.
            (Err(panic), _) => settled(work.cx().panicked(panic.into_cause())),
        };
    }
    if let Some(pause) = chunk.pause() {
        ring.park(at.ticket, chunk);
        return Ran { done: false, waits: None, took: 0, rests: Some(pause) };
    }
    let owed = std::mem::take(&mut chunk.owed);
    work.cx().silent += owed.0;
    work.cx().folded += owed.1;
    let (mut room, mut empty, mut again) = (slice, true, false);
    let next = |work: &mut W| {
        if room == 0 {
            return false;
        }
        let Some(kept) = chunk.kept.front_mut() else { return false };
        let silent = work.cx().silent;
        work.cx().of_attempt(kept.attempt);
        let given = give(work, kept, &mut room);
        work.cx().of_attempt(1);
        match given {
            Given::One(slot) => {
                empty = false;
                item(work, slot);
            }
            Given::Last(slot) => {
                // Before what comes behind the stage may panic.
                empty = false;
                chunk.last = chunk.kept.pop_front().map(|kept| (kept.off, kept.path));
                item(work, slot);
            }
            Given::Again(pause) => {
                chunk.due.push(Reverse((Instant::now() + pause, 0)));
                // It is entered when the child comes.
                work.cx().silent = silent;
                again = true;
            }
        }
        !again
    };
    shielded(work, next, &item);
    if empty && again {
        chunk.owed = owed;
        let rests = chunk.pause();
        ring.park(at.ticket, chunk);
        return Ran { done: false, waits: None, took: 0, rests };
    }
    let done = chunk.kept.is_empty();
    if done {
        work.cx().reach = chunk.reach;
    } else {
        work.cx().reach = chunk.reached();
        ring.park(at.ticket, chunk);
    }
    Ran { done, waits: None, took: 0, rests: None }
}
