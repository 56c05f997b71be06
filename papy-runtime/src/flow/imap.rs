//! IMaps as values: where the work of pipers is put, given by the graph or by the caller.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Add;
use std::sync::Arc;

use crate::config::Workers;
use crate::weave::{Task, Weave};
use crate::worker::children::children;
use crate::worker::link::Start;
use crate::worker::thread::Pool;

/// How many threads of a pool may be in calls that took too long. 8: a run whose calls hang soon says so, and one that meets a few that
/// do goes on.
pub(super) const LEAKED: usize = 8;

/// An IMap of threads only.
#[derive(Debug, Clone, Copy)]
pub enum Threads {}

/// An IMap of workers of any kind: what runs on it must be able to leave this process.
#[derive(Debug, Clone, Copy)]
pub enum Any {}

/// A pool that runs the tasks of many pipers, of one or of several pipelines.
///
/// Cloning a handle shares the pool.
///
/// ```
/// use papy_runtime::imap::IMap;
/// let pool = IMap::threads(4);
/// let same = pool.clone();
/// assert_eq!(same.workers(), 4);
/// ```
pub struct IMap<Kind> {
    pub(crate) pool: Pool,
    /// Its tasks that belong to no pipeline.
    weave: Arc<Weave>,
    kind: PhantomData<Kind>,
}

impl IMap<Threads> {
    /// A pool of `workers` threads.
    ///
    /// Threads are started here and end when the last handle and the last run on them are gone. A blocking reader helps
    /// them, so that up to one thread more works for a run.
    ///
    /// # Panics
    ///
    /// If `workers` is 0, or if the system gives no more threads.
    pub fn threads(workers: usize) -> IMap<Threads> {
        assert!(workers > 0, "an imap needs at least one worker");
        IMap::try_threads(workers, LEAKED).expect("the system gives no more threads")
    }

    pub(crate) fn try_threads(workers: usize, leaked: usize) -> std::io::Result<IMap<Threads>> {
        let pool = Pool::new(workers, leaked)?;
        Ok(IMap { weave: Weave::new(pool.clone()), pool, kind: PhantomData })
    }
}

impl IMap<Any> {
    /// A pool of `workers` child processes of this program.
    ///
    /// Each begins when it first has something to do: this program is started again, and works where `#[papy::main(..)]` stands instead of running
    /// `main`. What runs on it must be listed there. One that dies is replaced, and what it ran is run again.
    ///
    /// # Panics
    ///
    /// If `workers` is 0, or if the system gives no more threads or descriptors: each has a thread here that carries its work.
    pub fn processes(workers: usize) -> IMap<Any> {
        assert!(workers > 0, "an imap needs at least one worker");
        IMap::of(Workers::default().processes(workers)).expect("the system gives no more threads")
    }

    pub(crate) fn of(workers: Workers) -> std::io::Result<IMap<Any>> {
        let own = std::iter::repeat_n(None, workers.threads);
        let children = if workers.processes > 0 { Some(children()?) } else { None };
        let starts = own.chain(std::iter::repeat_n(children, workers.processes));
        IMap::started(starts.collect())
    }

    fn started(starts: Box<[Option<Arc<dyn Start>>]>) -> std::io::Result<IMap<Any>> {
        let pool = Pool::of("papy", starts, LEAKED)?;
        Ok(IMap { weave: Weave::new(pool.clone()), pool, kind: PhantomData })
    }
}

/// Functions over items without a pipeline, as PaPy's NuMap evaluates them.
impl IMap<Threads> {
    /// The results of `f` over `items`, in their order, evaluated by the workers from the first look at them on.
    ///
    /// Up to 4096 items are begun ahead of the reader, in chunks of about 50 µs where they are cheap. An item whose call panics is an error in
    /// its place. The iterator is asked by the workers: one that waits long holds up one of them.
    ///
    /// ```
    /// use papy_runtime::imap::IMap;
    /// let lengths = IMap::threads(4).imap(|word: &str| word.len(), ["one", "three"]);
    /// assert_eq!(lengths.collect::<Result<Vec<_>, _>>().unwrap(), [3, 5]);
    /// ```
    pub fn imap<I, F, T>(&self, f: F, items: I) -> Task<T>
    where
        I: IntoIterator<IntoIter: Send + 'static, Item: Send + 'static>,
        T: Send + 'static,
        F: Fn(I::Item) -> T + Send + Sync + 'static,
    {
        Weave::new(self.pool.clone()).add(f, items.into_iter())
    }

    /// A task beside the other tasks of this IMap and its clones: they are woven, each [`stride`](IMap::stride) items at a time, in the order
    /// in which they were added. All begin when one is read, or at [`start`](IMap::start).
    ///
    /// The items may be results of other tasks: of one by [`Task::task`], of several by `zip`. An unread task never keeps another from being read.
    ///
    /// ```
    /// use papy_runtime::imap::IMap;
    /// let pool = IMap::threads(2);
    /// let left = pool.task(|n: u32| n + 1, 0..3);
    /// let right = pool.task(|n: u32| n * 10, 0..3);
    /// let sums = pool.task(|(left, right)| Some(left.ok()? + right.ok()?), left.zip(right));
    /// assert_eq!(sums.map(|sum| sum.unwrap().unwrap()).collect::<Vec<_>>(), [1, 12, 23]);
    /// ```
    pub fn task<I, F, T>(&self, f: F, items: I) -> Task<T>
    where
        I: IntoIterator<IntoIter: Send + 'static, Item: Send + 'static>,
        T: Send + 'static,
        F: Fn(I::Item) -> T + Send + Sync + 'static,
    {
        self.weave.add(f, items.into_iter())
    }

    /// Begins the tasks that were added, before anything is read: as many items as the [`buffer`](IMap::buffer) holds.
    pub fn start(&self) {
        self.weave.start();
    }

    /// Of each [`task`](IMap::task), so many items before the next one's turn; at least 1, cut to the buffer. As many as there are workers, or as make a
    /// chunk, unless set.
    #[must_use = "it is the same IMap"]
    pub fn stride(self, items: usize) -> IMap<Threads> {
        self.weave.set(|rules| rules.stride = Some(items.max(1) as u64));
        self
    }

    /// Items of all [`task`](IMap::task)s together that are begun and not read; at least 1. 4096 unless set, or with [`in_turn`](IMap::in_turn) one stride of each
    /// task. A task of which nothing is begun has room for one more, so that none waits for the reader of another.
    #[must_use = "it is the same IMap"]
    pub fn buffer(self, items: usize) -> IMap<Threads> {
        self.weave.set(|rules| rules.buffer = Some(items.max(1) as u64));
        self
    }

    /// Begins items of its [`task`](IMap::task)s exactly in turn, one by one, as PaPy does: a task that cannot go on yet is waited for, not passed over.
    ///
    /// With one worker the order of all calls is fixed. With more, that of their beginnings is.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    /// use papy_runtime::imap::IMap;
    ///
    /// let calls = Arc::new(Mutex::new(String::new()));
    /// let noted = |name: &'static str| {
    ///     let calls = calls.clone();
    ///     move |n: u32| { *calls.lock().unwrap() += &format!("{name}{n} "); n }
    /// };
    /// let pool = IMap::threads(1).stride(2).in_turn();
    /// let chain = pool.task(noted("f"), 0..5).task(noted("g"));
    /// assert_eq!(chain.count(), 5);
    /// assert_eq!(*calls.lock().unwrap(), "f0 f1 g0 g1 f2 f3 g2 g3 f4 g4 ");
    /// ```
    #[must_use = "it is the same IMap"]
    pub fn in_turn(self) -> IMap<Threads> {
        self.weave.set(|rules| rules.in_turn = true);
        self
    }
}

impl<Kind> IMap<Kind> {
    /// How many workers it has.
    pub fn workers(&self) -> usize {
        self.pool.size()
    }
}

/// One pool of as many workers of each kind: a new one, which shares none with those.
///
/// ```
/// use papy_runtime::imap::IMap;
/// assert_eq!((IMap::threads(2) + IMap::threads(1)).workers(), 3);
/// ```
///
/// # Panics
///
/// If the system gives no more threads.
impl<One, Other> Add<IMap<Other>> for IMap<One> {
    type Output = IMap<Any>;

    fn add(self, other: IMap<Other>) -> IMap<Any> {
        let starts = self.pool.starts().iter().chain(other.pool.starts()).cloned().collect();
        IMap::started(starts).expect("the system gives no more threads")
    }
}

/// Threads serve wherever workers of any kind do.
impl From<IMap<Threads>> for IMap<Any> {
    fn from(threads: IMap<Threads>) -> IMap<Any> {
        IMap { pool: threads.pool, weave: threads.weave, kind: PhantomData }
    }
}

impl<Kind> Clone for IMap<Kind> {
    fn clone(&self) -> IMap<Kind> {
        IMap { pool: self.pool.clone(), weave: self.weave.clone(), kind: PhantomData }
    }
}

impl<Kind> fmt::Debug for IMap<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IMap({} workers)", self.workers())
    }
}
