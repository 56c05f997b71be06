//! Tasks that stand alone: functions over iterators, woven over the pool of one IMap, as PaPy's NuMap has them.

use std::any::type_name;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use futures_core::Stream;

use crate::error::{ItemError, Lineage, Origin, Worker};
use crate::flow::source::Patience;
use crate::plumbing::panics;
use crate::worker::thread::{Caller, Job, Kept, Pool, Turn};
use turns::{Rules, Span, Step, TaskId, Turns};

#[cfg(test)]
mod tests;
mod turns;

thread_local! {
    /// The number of the worker that this thread is, while it works for tasks.
    static WORKING: Cell<Option<u32>> = const { Cell::new(None) };
}

/// The tasks of one IMap.
pub(crate) struct Weave {
    state: Mutex<State>,
    /// Readers that block wait here.
    bell: Condvar,
    pool: Pool,
}

struct State {
    turns: Turns,
    works: HashMap<TaskId, Arc<dyn Work>>,
    wakers: HashMap<TaskId, Waker>,
    /// It has its seat on the pool.
    seated: bool,
    sleepers: usize,
}

/// What a task does, whatever its types.
trait Work: Send + Sync {
    fn step(&self, weave: &Weave, step: Step, worker: u32);
}

impl Weave {
    pub(crate) fn new(pool: Pool) -> Arc<Weave> {
        let turns = Turns::new(pool.size() as u64);
        let (works, wakers) = (HashMap::new(), HashMap::new());
        let state = State { turns, works, wakers, seated: false, sleepers: 0 };
        Arc::new(Weave { state: Mutex::new(state), bell: Condvar::new(), pool })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, set: impl FnOnce(&mut Rules)) {
        set(self.state().turns.rules());
    }

    /// Adds a task. It is evaluated from the first look at any of them, or from [`Weave::start`].
    pub(crate) fn add<A, T, F>(self: &Arc<Weave>, f: F, items: impl Iterator<Item = A> + Send + 'static) -> Task<T>
    where
        A: Send + 'static,
        T: Send + 'static,
        F: Fn(A) -> T + Send + Sync + 'static,
    {
        let items: Box<dyn Iterator<Item = A> + Send> = Box::new(items);
        self.add_from(f, Input::Items(Mutex::new(Some(items))), None)
    }

    fn add_from<A, T, F>(self: &Arc<Weave>, f: F, input: Input<A>, from: Option<TaskId>) -> Task<T>
    where
        A: Send + 'static,
        T: Send + 'static,
        F: Fn(A) -> T + Send + Sync + 'static,
    {
        let results = Arc::new(Results(Mutex::default()));
        let work = Arc::new(Function { f, input, results: results.clone() });
        let mut state = self.state();
        let id = state.turns.add(from);
        state.works.insert(id, work);
        drop(state);
        Task { held: Held { weave: self.clone(), id }, results, here: VecDeque::new() }
    }

    /// Begins, before anything is read.
    pub(crate) fn start(self: &Arc<Weave>) {
        let mut state = self.state();
        if !state.seated && !state.turns.is_empty() {
            state.seated = true;
            drop(state);
            self.pool.add(self.clone(), 0);
        }
    }

    /// Does one thing, if there is one to do now.
    fn work(&self, worker: u32) -> bool {
        let (step, work, more) = {
            let mut state = self.state();
            let Some(step) = state.turns.ask() else { return false };
            let (Step::Pull { task, .. } | Step::Run { task, .. }) = step;
            let work = state.works[&task].clone();
            (step, work, matches!(step, Step::Run { .. }) && state.turns.has_more())
        };
        if more {
            self.pool.wake(1);
        }
        let before = WORKING.replace(Some(worker));
        work.step(self, step, worker);
        WORKING.set(before);
        // With the last hold on a task that was dropped meanwhile go what is the user's.
        panics::contain(|| drop(work));
        true
    }

    /// So many came from a task's iterator.
    fn pulled(&self, task: TaskId, items: u64, ended: bool) -> Option<Span> {
        let mut state = self.state();
        let span = state.turns.pulled(task, items, ended);
        let more = state.turns.has_more();
        // The end of one is that of those which take its results.
        let wakers = if ended { state.wakers.drain().map(|(_, waker)| waker).collect() } else { Vec::new() };
        self.tell(state, more, wakers);
        span
    }

    /// Whoever waits looks again.
    fn tell(&self, state: MutexGuard<'_, State>, more: bool, wakers: Vec<Waker>) {
        let sleepers = state.sleepers > 0;
        drop(state);
        if sleepers {
            self.bell.notify_all();
        }
        if more {
            self.pool.wake(1);
        }
        for waker in wakers {
            panics::contain(|| waker.wake());
        }
    }

    fn remove(&self, task: TaskId) {
        let mut state = self.state();
        state.turns.remove(task);
        let gone = (state.works.remove(&task), state.wakers.remove(&task));
        drop(state);
        // Its room is free, and may be its pool.
        self.pool.wake(u32::MAX);
        drop(gone);
    }
}

impl Job for Weave {
    fn turn(&self, _: u32, caller: &Caller, _: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        let worker = caller.worker();
        let mut did = false;
        loop {
            let begun = Instant::now();
            if !self.work(worker) {
                break;
            }
            did = true;
            if !go_on(begun.elapsed()) {
                return Turn::Did;
            }
        }
        let mut state = self.state();
        if state.turns.is_empty() {
            state.seated = false;
            return Turn::Over;
        }
        if did { Turn::Did } else { Turn::Idle }
    }
}

/// Where a task takes its items from.
enum Input<A> {
    /// Gone when it has ended.
    Items(Mutex<Option<Box<dyn Iterator<Item = A> + Send>>>),
    Task {
        results: Arc<Results<A>>,
        /// Gives that task up when this one goes.
        _held: Held,
    },
}

/// One task.
struct Function<A, F, T> {
    f: F,
    input: Input<A>,
    results: Arc<Results<T>>,
}

/// Finished chunks, by their first item.
struct Results<T>(Mutex<BTreeMap<u64, Vec<Result<T, ItemError>>>>);

impl<T> Results<T> {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Vec<Result<T, ItemError>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, span: Span, results: Vec<Result<T, ItemError>>) {
        self.lock().insert(span.first, results);
    }

    fn take(&self, span: Span) -> Vec<Result<T, ItemError>> {
        let mut chunks = self.lock();
        let mut chunk = chunks.remove(&span.first).expect("what is finished lies here");
        if (span.items as usize) < chunk.len() {
            let rest = chunk.split_off(span.items as usize);
            chunks.insert(span.first + span.items, rest);
        }
        chunk
    }
}

impl<A, F, T> Function<A, F, T>
where
    F: Fn(A) -> T,
{
    /// Takes items from the iterator; whether it ended, and an error if that was by a panic.
    fn pull(&self, most: u64) -> (Vec<A>, bool, Option<panics::Panic>) {
        let Input::Items(lock) = &self.input else { unreachable!("only iterators are pulled") };
        let mut place = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(iterator) = place.as_mut() else { return (Vec::new(), true, None) };
        let mut items = Vec::new();
        let (mut ended, mut panic, mut patience) = (false, None, Patience::new());
        while (items.len() as u64) < most && !ended && (items.is_empty() || patience.lasts()) {
            match panics::catch(|| iterator.next()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => ended = true,
                Err(caught) => (ended, panic) = (true, Some(caught)),
            }
        }
        if ended {
            panics::contain(|| *place = None);
        }
        (items, ended, panic)
    }

    fn call(&self, seq: u64, worker: u32, item: A) -> Result<T, ItemError> {
        panics::catch(|| (self.f)(item)).map_err(|panic| self.failed(seq, worker, panic))
    }

    fn failed(&self, seq: u64, worker: u32, panic: panics::Panic) -> ItemError {
        let origin = Origin {
            pipeline: "IMap",
            node: Cow::Borrowed(type_name::<F>()),
            input: "items",
            lineage: Lineage { seq, path: Vec::new(), since: None },
            attempt: 1,
            worker: Worker::Imap { name: "imap", index: worker },
            host: None,
        };
        ItemError::new(origin, panic.into_cause())
    }
}

impl<A, F, T> Work for Function<A, F, T>
where
    A: Send,
    T: Send,
    F: Fn(A) -> T + Send + Sync,
{
    fn step(&self, weave: &Weave, step: Step, worker: u32) {
        let begun = Instant::now();
        let (task, span, results) = match step {
            Step::Pull { task, most } => {
                let (items, ended, panic) = self.pull(most);
                let came = items.len() as u64 + u64::from(panic.is_some());
                let Some(span) = weave.pulled(task, came, ended) else { return panics::drop_each(items) };
                let mut results: Vec<_> =
                    (span.first..).zip(items).map(|(seq, item)| self.call(seq, worker, item)).collect();
                results.extend(panic.map(|panic| Err(self.failed(span.first + span.items - 1, worker, panic))));
                (task, span, results)
            }
            Step::Run { task, taken, span } => {
                let Input::Task { results: above, .. } = &self.input else { unreachable!("only tasks have results") };
                let items = (span.first..).zip(above.take(taken));
                let results = items.map(|(seq, item)| item.and_then(|item| self.call(seq, worker, item))).collect();
                (task, span, results)
            }
        };
        // Before it is told, so that whoever hears of it finds it.
        self.results.put(span, results);
        let mut state = weave.state();
        if state.turns.ran(task, span, begun.elapsed().as_nanos() as u64) {
            let more = state.turns.has_more();
            let wakers = state.wakers.remove(&task).into_iter().collect();
            weave.tell(state, more, wakers);
        } else {
            drop(state);
            panics::drop_each(self.results.take(span));
        }
    }
}

/// The results of a function over items, evaluated by the workers of an IMap: see [`IMap::imap`](crate::imap::IMap::imap).
///
/// An iterator, which blocks, and a stream. Each result is `Ok`, or the error of a call that panicked, in its place. Dropping it gives its
/// items up: what runs finishes, and is forgotten.
#[must_use = "a task is evaluated when it is read"]
pub struct Task<T> {
    held: Held,
    results: Arc<Results<T>>,
    /// Fetched, and not given out.
    here: VecDeque<Result<T, ItemError>>,
}

impl<T: Send + 'static> Task<T> {
    /// A task over the results of this one, on the same IMap; what failed here is not given to `f`, and fails there.
    ///
    /// ```
    /// use papy_runtime::imap::IMap;
    /// let pool = IMap::threads(2);
    /// let squares = pool.task(|n: u64| n * n, 0..4);
    /// let texts: Vec<String> = squares.task(|n| n.to_string()).map(Result::unwrap).collect();
    /// assert_eq!(texts, ["0", "1", "4", "9"]);
    /// ```
    ///
    /// # Panics
    ///
    /// If something was read from this task.
    pub fn task<U, F>(self, f: F) -> Task<U>
    where
        U: Send + 'static,
        F: Fn(T) -> U + Send + Sync + 'static,
    {
        assert!(self.here.is_empty(), "results of this task were fetched: pass what remains to `IMap::task`");
        let Task { held, results, .. } = self;
        let (weave, id) = (held.weave.clone(), held.id);
        weave.add_from(f, Input::Task { results, _held: held }, Some(id))
    }

    /// The results come as they finish, not in the order of the items.
    pub fn unordered(self) -> Task<T> {
        self.held.weave.state().turns.unordered(self.held.id);
        self
    }

    /// The next result, if it comes within `limit`; `None` at the end. It can be waited for again.
    ///
    /// # Errors
    ///
    /// [`Late`], if it takes longer.
    pub fn next_within(&mut self, limit: Duration) -> Result<Option<Result<T, ItemError>>, Late> {
        // A limit that no clock can show is none.
        self.wait(Instant::now().checked_add(limit))
    }

    fn fetch(&mut self, state: &mut State) -> Option<Option<Result<T, ItemError>>> {
        match state.turns.fetch(self.held.id) {
            Some(span) => {
                self.here.extend(self.results.take(span));
                Some(self.here.pop_front())
            }
            None => state.turns.is_over(self.held.id).then_some(None),
        }
    }

    fn wait(&mut self, until: Option<Instant>) -> Result<Option<Result<T, ItemError>>, Late> {
        if let Some(result) = self.here.pop_front() {
            return Ok(Some(result));
        }
        let weave = self.held.weave.clone();
        weave.start();
        let mut state = weave.state();
        loop {
            if let Some(result) = self.fetch(&mut state) {
                state.turns.want(self.held.id, false);
                drop(state);
                // There is room now.
                weave.pool.wake(1);
                return Ok(result);
            }
            state.turns.want(self.held.id, true);
            // A worker that waits within a function or an iterator may be the only one there is.
            if let Some(worker) = WORKING.get() {
                drop(state);
                let worked = weave.work(worker);
                state = weave.state();
                if worked {
                    continue;
                }
                if let Some(result) = self.fetch(&mut state) {
                    state.turns.want(self.held.id, false);
                    return Ok(result);
                }
            } else if state.turns.has_more() {
                weave.pool.wake(1);
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                state.turns.want(self.held.id, false);
                return Err(Late);
            }
            state.sleepers += 1;
            state = match left {
                None => weave.bell.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(left) => weave.bell.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
            state.sleepers -= 1;
        }
    }
}

impl<T: Send + 'static> Iterator for Task<T> {
    type Item = Result<T, ItemError>;

    fn next(&mut self) -> Option<Result<T, ItemError>> {
        self.wait(None).expect("there is no limit")
    }
}

impl<T: Send + 'static> Stream for Task<T> {
    type Item = Result<T, ItemError>;

    fn poll_next(self: Pin<&mut Task<T>>, context: &mut Context<'_>) -> Poll<Option<Result<T, ItemError>>> {
        let it = self.get_mut();
        if let Some(result) = it.here.pop_front() {
            return Poll::Ready(Some(result));
        }
        let weave = it.held.weave.clone();
        weave.start();
        let mut state = weave.state();
        let found = it.fetch(&mut state);
        state.turns.want(it.held.id, found.is_none());
        if found.is_none() {
            state.wakers.insert(it.held.id, context.waker().clone());
        }
        drop(state);
        weave.pool.wake(1);
        found.map_or(Poll::Pending, Poll::Ready)
    }
}

impl<T> Unpin for Task<T> {}

/// Whoever holds this wants the task's results.
struct Held {
    weave: Arc<Weave>,
    id: TaskId,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.weave.remove(self.id);
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Task({})", self.held.id.0)
    }
}

/// A result took longer than it was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late;

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the result was not there in time; it can be waited for again")
    }
}

impl std::error::Error for Late {}
