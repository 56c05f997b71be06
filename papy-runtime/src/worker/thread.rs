//! Threads of this process that share their time between runs.
//!
//! A pool knows nothing about items or graphs: it gives turns to jobs, and sleeps when none has work. A thread that carries work to a worker
//! outside of this process has a link to it, and sleeps where it hears from both.

use std::any::Any;
use std::fmt;
use std::time::Duration;

use super::link::{Link, News, Start, Tug};
use super::spin::Spin;
use crate::flow::trace;
use crate::plumbing::panics;
use crate::sync::{
    Arc, AtomicBool, AtomicU64, AtomicUsize, Condvar, Mutex, MutexGuard, Ordering, PoisonError, Weak, thread,
};

/// How far a run may fall behind the others of its pool by having nothing to do, in nanoseconds of work. 10 ms: it gets so much at once when it has.
const CREDIT: u64 = 10_000_000;

/// What came of one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It did something.
    Did,
    /// The same, and there was nothing more to do.
    Drained,
    /// There was nothing to do.
    Idle,
    /// There will be nothing to do any more.
    Over,
    /// The worker was replaced while it was in a call.
    Replaced,
}

/// A run, as its pool sees it.
pub(crate) trait Job: Send + Sync {
    /// Works as the worker that `caller` calls, of the pool that the run knows as IMap `imap`, while there is something to do and `go_on`,
    /// which hears how long each unit of work took, says so.
    fn turn(&self, imap: u32, caller: &Caller, kept: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn;

    /// The same of a thread that carries: what is for its IMap goes to the worker at the other end of its link, as far as that has room.
    fn carry(
        &self,
        imap: u32,
        caller: &Caller,
        link: &mut Link,
        kept: &mut Kept,
        go_on: &mut dyn FnMut(Duration) -> bool,
    ) -> Turn {
        let _ = link;
        self.turn(imap, caller, kept, go_on)
    }

    /// What a carrier heard from its worker. Answers how much work that was.
    fn heard(&self, imap: u32, caller: &Caller, link: &mut Link, kept: &mut Kept, news: News) -> Duration {
        let _ = (imap, caller, link, kept, news);
        Duration::ZERO
    }
}

/// What a worker keeps for a run between its turns. It never leaves the worker's thread.
pub(crate) type Kept = Option<Box<dyn Any>>;

/// Calls one worker: it has a turn soon, whatever it does now.
#[derive(Clone)]
pub(crate) struct Caller {
    shared: Weak<Shared>,
    worker: u32,
}

impl Caller {
    /// Its number in its pool.
    pub(crate) fn worker(&self) -> u32 {
        self.worker
    }

    pub(crate) fn is(&self, other: &Caller) -> bool {
        self.worker == other.worker
    }

    pub(crate) fn call(&self) {
        if let Some(shared) = self.shared.upgrade() {
            shared.call(self.worker);
        }
    }
}

/// An IMap of threads. Cloning shares the threads: they end when the last handle and the last run on them are gone.
#[derive(Clone)]
pub(crate) struct Pool(Arc<Owner>);

/// Ends the threads when it goes. The threads hold only what is in `Shared`.
struct Owner(Arc<Shared>);

struct Shared {
    name: &'static str,
    size: usize,
    /// Of the first `size`, how workers begin to which they carry. Empty in a pool of threads only.
    starts: Box<[Option<Arc<dyn Start>>]>,
    /// How many threads that were replaced may still be in their calls.
    spare: usize,
    list: Mutex<List>,
    /// One for each worker.
    bells: Box<[Bell]>,
    /// Counts everything that may have made work: a worker that saw none sleeps only if this has not moved.
    epoch: AtomicU64,
    sleeping: AtomicUsize,
    spin: Spin,
}

#[derive(Default)]
struct Bell {
    bell: Condvar,
    /// This worker was called, and has not looked yet.
    called: AtomicBool,
    /// A carrier listens to this instead.
    tug: Option<Tug>,
}

impl Bell {
    fn ring(&self) {
        match &self.tug {
            Some(tug) => tug.pull(),
            None => self.bell.notify_one(),
        }
    }
}

#[derive(Default)]
struct List {
    seats: Vec<Arc<Seat>>,
    /// Workers that sleep and were not woken.
    sleepers: Vec<u32>,
    closed: bool,
    /// By number of a worker: whether there is one.
    workers: Vec<bool>,
    /// The number of the next run.
    runs: u32,
}

/// One run on a pool.
struct Seat {
    job: Arc<dyn Job>,
    imap: u32,
    /// By which workers elsewhere know it.
    run: u32,
    /// Time that the pool gave to it, in nanoseconds: the run with the least goes first.
    busy: AtomicU64,
}

impl Pool {
    /// Starts `size` threads, of which up to `spare` at a time can be replaced while they are in calls that do not return.
    pub(crate) fn new(size: usize, spare: usize) -> std::io::Result<Pool> {
        Pool::named("papy", size, spare)
    }

    /// Starts threads that are named so, and numbered.
    pub(crate) fn named(name: &'static str, size: usize, spare: usize) -> std::io::Result<Pool> {
        Pool::of(name, std::iter::repeat_with(|| None).take(size).collect(), spare)
    }

    /// Starts a thread for each: to work itself, or to carry work to a worker that begins so.
    pub(crate) fn of(name: &'static str, starts: Box<[Option<Arc<dyn Start>>]>, spare: usize) -> std::io::Result<Pool> {
        let size = starts.len();
        let workers = (0..size + spare).map(|worker| worker < size).collect();
        let bell = |worker: usize| -> std::io::Result<Bell> {
            let carries = starts.get(worker).is_some_and(Option::is_some);
            Ok(Bell { tug: carries.then(Tug::new).transpose()?, ..Bell::default() })
        };
        let shared = Arc::new(Shared {
            name,
            size,
            spare,
            list: Mutex::new(List { workers, ..List::default() }),
            bells: (0..size + spare).map(bell).collect::<std::io::Result<_>>()?,
            starts,
            epoch: AtomicU64::new(0),
            sleeping: AtomicUsize::new(0),
            spin: Spin::new(),
        });
        let pool = Pool(Arc::new(Owner(shared.clone())));
        (0..size).try_for_each(|worker| shared.start(worker))?;
        Ok(pool)
    }

    /// Starts another thread for one that is in a call that does not return. Where that thread counts `Turn::Replaced` it ends.
    ///
    /// # Errors
    ///
    /// If as many as may be are replaced already, or the system gives no more threads.
    pub(crate) fn replace(&self) -> Result<(), usize> {
        let shared = &self.0.0;
        let worker = {
            let mut list = shared.list();
            let free = list.workers.iter().position(|is_there| !is_there).ok_or(shared.spare)?;
            list.workers[free] = true;
            free
        };
        shared.start(worker).map_err(|_| {
            shared.list().workers[worker] = false;
            shared.spare
        })
    }

    /// How many numbers workers can have: those that were replaced have one while they are still there.
    pub(crate) fn seats(&self) -> usize {
        self.0.0.size + self.0.0.spare
    }

    /// How many threads.
    pub(crate) fn size(&self) -> usize {
        self.0.0.size
    }

    /// How the worker begins to which a thread carries, if it does.
    pub(crate) fn starts(&self) -> &[Option<Arc<dyn Start>>] {
        &self.0.0.starts
    }

    /// Whether some of its workers are outside of this process.
    pub(crate) fn carries(&self) -> bool {
        self.starts().iter().any(Option::is_some)
    }

    /// Calls one worker: it has a turn soon.
    pub(crate) fn call(&self, worker: u32) {
        self.0.0.call(worker);
    }

    /// Adds a run, which knows this pool as `imap`.
    pub(crate) fn add(&self, job: Arc<dyn Job>, imap: u32) {
        let shared = &self.0.0;
        let mut list = shared.list();
        // A newcomer starts with the least, so that it neither waits for the others nor shuts them out.
        let least = list.seats.iter().map(|seat| seat.busy.load(Ordering::Relaxed)).min().unwrap_or(0);
        let run = list.runs;
        list.runs = run.wrapping_add(1);
        list.seats.push(Arc::new(Seat { job, imap, run, busy: AtomicU64::new(least) }));
        drop(list);
        // A run knows only the workers that have asked it for work.
        shared.wake(u32::MAX);
    }

    /// Wakes some workers that sleep.
    pub(crate) fn wake(&self, workers: u32) {
        self.0.0.wake(workers);
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool({})", self.size())
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.list().closed = true;
        self.0.wake(u32::MAX);
    }
}

impl Shared {
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self, workers: u32) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
        if self.sleeping.load(Ordering::SeqCst) == 0 {
            return;
        }
        // Under the lock, so that a worker between its last look at the epoch and its sleep is not missed.
        let mut list = self.list();
        let left = list.sleepers.len().saturating_sub(workers as usize);
        for worker in list.sleepers.drain(left..) {
            self.bells[worker as usize].ring();
        }
        // Who is meant to hear it, whether there is work or not, hears it at a worker that has no room as well.
        if workers == u32::MAX {
            self.bells.iter().filter_map(|bell| bell.tug.as_ref()).for_each(Tug::pull);
        }
    }

    fn call(&self, worker: u32) {
        let bell = &self.bells[worker as usize];
        bell.called.store(true, Ordering::SeqCst);
        if self.sleeping.load(Ordering::SeqCst) > 0 {
            let _list = self.list();
            bell.ring();
        }
    }

    fn start(self: &Arc<Shared>, worker: usize) -> std::io::Result<()> {
        let shared = self.clone();
        let name = format!("{}-{worker}", self.name);
        thread::Builder::new().name(name).spawn(move || shared.work(worker as u32)).map(drop)
    }

    fn work(self: &Arc<Shared>, worker: u32) {
        trace::worker_started(worker);
        self.serve(worker);
        trace::worker_ended(worker);
    }

    fn serve(self: &Arc<Shared>, worker: u32) {
        let caller = Caller { shared: Arc::downgrade(self), worker };
        let mut seats: Vec<Arc<Seat>> = Vec::new();
        let mut kept: Vec<(Weak<Seat>, Kept)> = Vec::new();
        let start = self.starts.get(worker as usize).cloned().flatten();
        let mut link = start.map(|start| Link::new(start, worker));
        loop {
            self.bells[worker as usize].called.store(false, Ordering::SeqCst);
            let epoch = self.epoch.load(Ordering::SeqCst);
            {
                let list = self.list();
                if list.closed && list.seats.is_empty() {
                    return;
                }
                seats.clear();
                seats.extend(list.seats.iter().cloned());
            }
            seats.sort_by_key(|seat| seat.busy.load(Ordering::Relaxed));
            let mut worked = false;
            if let Some(link) = &mut link {
                link.keep(seats.iter().map(|seat| seat.run));
                worked = Shared::listen(link, &caller, &seats, &mut kept);
            }
            for (rank, seat) in seats.iter().enumerate() {
                let at = kept.iter().position(|(of, _)| of.ptr_eq(&Arc::downgrade(seat)));
                let at = at.unwrap_or_else(|| {
                    kept.push((Arc::downgrade(seat), None));
                    kept.len() - 1
                });
                let shared = rank + 1 < seats.len();
                let turn = self.turn(seat, (&caller, link.as_mut()), &mut kept[at].1, shared, epoch);
                match turn {
                    // Without another run it need not look once more before it sleeps: what it was told is newer than `epoch`.
                    Turn::Drained if seats.len() == 1 => {}
                    Turn::Did | Turn::Drained => {
                        worked = true;
                        // One that had nothing to do for long does not shut the others out when it has.
                        let least = seat.busy.load(Ordering::Relaxed).saturating_sub(CREDIT);
                        seats.iter().for_each(|seat| _ = seat.busy.fetch_max(least, Ordering::Relaxed));
                        break;
                    }
                    Turn::Idle => {}
                    Turn::Over => {
                        self.remove(seat);
                        let (_, kept) = kept.swap_remove(at);
                        panics::contain(|| drop(kept));
                    }
                    Turn::Replaced => {
                        panics::contain(|| seats.clear());
                        for (_, kept) in kept {
                            panics::contain(|| drop(kept));
                        }
                        self.list().workers[worker as usize] = false;
                        return;
                    }
                }
            }
            // Nothing of a run may outlive it here while the worker sleeps. With the last hold on it go params, which are the user's.
            panics::contain(|| seats.clear());
            // Another worker may have seen first that a run is over.
            kept.retain_mut(|(of, kept)| {
                let runs = of.strong_count() > 0;
                if !runs {
                    panics::contain(|| drop(kept.take()));
                }
                runs
            });
            if !worked {
                match &mut link {
                    None => self.sleep(worker, epoch),
                    Some(link) => self.sleep_at(link, worker, epoch),
                }
            }
        }
    }

    /// Tells runs what a worker elsewhere has told them.
    fn listen(link: &mut Link, caller: &Caller, seats: &[Arc<Seat>], kept: &mut [(Weak<Seat>, Kept)]) -> bool {
        let mut heard = false;
        while let Some((run, news)) = link.news() {
            heard = true;
            let concerned = seats.iter().filter(|seat| run.is_none_or(|run| seat.run == run));
            for seat in concerned {
                let Some((_, kept)) = kept.iter_mut().find(|(of, _)| of.ptr_eq(&Arc::downgrade(seat))) else {
                    continue;
                };
                let spent = seat.job.heard(seat.imap, caller, link, kept, news.clone());
                seat.busy.fetch_add(spent.as_nanos() as u64, Ordering::Relaxed);
            }
        }
        heard
    }

    fn remove(&self, over: &Arc<Seat>) {
        let mut list = self.list();
        list.seats.retain(|seat| !Arc::ptr_eq(seat, over));
        if list.closed && list.seats.is_empty() {
            self.bells.iter().for_each(Bell::ring);
        }
    }

    /// Works for one run until it idles or, where others may wait, has had its share: one unit of work while they do (`shared`), else
    /// until something woke the pool.
    fn turn(
        &self,
        seat: &Seat,
        (caller, link): (&Caller, Option<&mut Link>),
        kept: &mut Kept,
        shared: bool,
        epoch: u64,
    ) -> Turn {
        let go_on = &mut |spent: Duration| {
            seat.busy.fetch_add(spent.as_nanos() as u64, Ordering::Relaxed);
            !shared && self.epoch.load(Ordering::Relaxed) == epoch
        };
        match link {
            None => seat.job.turn(seat.imap, caller, kept, go_on),
            Some(link) => {
                link.serve(seat.run);
                seat.job.carry(seat.imap, caller, link, kept, go_on)
            }
        }
    }

    /// A carrier sleeps until it is woken or hears from its worker. While that has no room it is not one of those who are woken for work.
    fn sleep_at(&self, link: &mut Link, worker: u32, epoch: u64) {
        let Bell { called, tug, .. } = &self.bells[worker as usize];
        let tug = tug.as_ref().expect("a carrier has one");
        let told = || self.epoch.load(Ordering::SeqCst) != epoch || called.load(Ordering::SeqCst);
        let has_room = link.has_room();
        // One at a time in a pool: its workers want the cores.
        if self.spin.until(|| has_room && told() || called.load(Ordering::SeqCst) || link.is_ready()) {
            link.flush();
            return;
        }
        {
            let mut list = self.list();
            self.sleeping.fetch_add(1, Ordering::SeqCst);
            if has_room {
                list.sleepers.push(worker);
            }
            if has_room && told() || called.load(Ordering::SeqCst) || list.closed && list.seats.is_empty() {
                tug.pull();
            }
        }
        link.wait(tug);
        let mut list = self.list();
        list.sleepers.retain(|sleeper| *sleeper != worker);
        self.sleeping.fetch_sub(1, Ordering::SeqCst);
    }

    fn sleep(&self, worker: u32, epoch: u64) {
        let Bell { bell, called, .. } = &self.bells[worker as usize];
        if self.spin.until(|| self.epoch.load(Ordering::SeqCst) != epoch || called.load(Ordering::SeqCst)) {
            return;
        }
        let mut list = self.list();
        self.sleeping.fetch_add(1, Ordering::SeqCst);
        list.sleepers.push(worker);
        while self.epoch.load(Ordering::SeqCst) == epoch
            && !called.load(Ordering::SeqCst)
            // Whoever took it off the list counts on it, even if what that was for is seen already.
            && list.sleepers.contains(&worker)
            && !(list.closed && list.seats.is_empty())
        {
            list = bell.wait(list).unwrap_or_else(PoisonError::into_inner);
        }
        list.sleepers.retain(|sleeper| *sleeper != worker);
        self.sleeping.fetch_sub(1, Ordering::SeqCst);
    }
}
