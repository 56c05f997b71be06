//! IMaps as values: where the work of pipers is put, given by the graph or by the caller.

use std::fmt;
use std::marker::PhantomData;

use crate::worker::thread::Pool;

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
        IMap::try_threads(workers).expect("the system gives no more threads")
    }

    pub(crate) fn try_threads(workers: usize) -> std::io::Result<IMap<Threads>> {
        Ok(IMap { pool: Pool::new(workers)?, kind: PhantomData })
    }
}

impl<Kind> IMap<Kind> {
    /// How many workers it has.
    pub fn workers(&self) -> usize {
        self.pool.size()
    }
}

/// Threads serve wherever workers of any kind do.
impl From<IMap<Threads>> for IMap<Any> {
    fn from(threads: IMap<Threads>) -> IMap<Any> {
        IMap { pool: threads.pool, kind: PhantomData }
    }
}

impl<Kind> Clone for IMap<Kind> {
    fn clone(&self) -> IMap<Kind> {
        IMap { pool: self.pool.clone(), kind: PhantomData }
    }
}

impl<Kind> fmt::Debug for IMap<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IMap({} workers)", self.workers())
    }
}
