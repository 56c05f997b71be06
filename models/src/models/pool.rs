//! Workers of a pool: parked, woken, called, replaced, ended.

use std::time::Duration;

use shuttle::rand::Rng;

use crate::sync::{Arc, AtomicBool, AtomicU32, Mutex, Ordering, thread};
use crate::worker::link::Start;
use crate::worker::spin::Spin;
use crate::worker::thread::{Caller, Job, Kept, Pool, Turn};

/// A run that is over when so many units of work were done. It wakes a worker for each, as the engine does.
struct Work {
    ready: AtomicU32,
    done: AtomicU32,
    all: u32,
    pool: Mutex<Option<Pool>>,
}

impl Work {
    fn new(pool: &Pool, all: u32) -> Arc<Work> {
        let (ready, done) = (AtomicU32::new(0), AtomicU32::new(0));
        Arc::new(Work { ready, done, all, pool: Mutex::new(Some(pool.clone())) })
    }

    fn add(&self) {
        self.ready.fetch_add(1, Ordering::SeqCst);
        let pool = self.pool.lock().unwrap().clone();
        if let Some(pool) = pool {
            pool.wake(1);
        }
    }
}

impl Job for Work {
    fn turn(&self, _: u32, _: &Caller, _: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        if self.done.load(Ordering::SeqCst) == self.all {
            return Turn::Over;
        }
        let take = |ready: u32| ready.checked_sub(1);
        if self.ready.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_err() {
            return Turn::Idle;
        }
        go_on(Duration::from_micros(1));
        if self.done.fetch_add(1, Ordering::SeqCst) + 1 == self.all {
            // As a run that is over lets go of its pools.
            let pool = self.pool.lock().unwrap().take();
            if let Some(pool) = pool {
                pool.wake(1);
            }
        }
        Turn::Did
    }
}

pub fn wakes_a_worker_for_each_job() {
    let pool = Pool::new(2, 0).unwrap();
    let work = Work::new(&pool, 3);
    pool.add(work.clone(), 0);
    let other = work.clone();
    let adds = thread::spawn(move || other.add());
    work.add();
    work.add();
    adds.join().unwrap();
    drop(pool);
    // The threads of the pool end when it is over: one that is not woken stands for ever.
}

pub fn lone_worker_misses_nothing() {
    misses_nothing(Pool::new(1, 0).unwrap());
}

struct Nobody;

impl Start for Nobody {}

pub fn lone_carrier_misses_nothing() {
    let starts: [Option<Arc<dyn Start>>; 1] = [Some(Arc::new(Nobody))];
    misses_nothing(Pool::of("carrier", Box::new(starts), 0).unwrap());
}

fn misses_nothing(pool: Pool) {
    let work = Work::new(&pool, 3);
    pool.add(work.clone(), 0);
    for done in 0..3 {
        // It may be on its way to its sleep, or there.
        while work.done.load(Ordering::SeqCst) < done {
            thread::yield_now();
        }
        (0..shuttle::rand::thread_rng().gen_range(0..40)).for_each(|_| thread::yield_now());
        work.add();
    }
}

pub fn ends_with_its_last_run() {
    let pool = Pool::new(2, 0).unwrap();
    let works = [Work::new(&pool, 1), Work::new(&pool, 1)];
    for work in &works {
        pool.add(work.clone(), 0);
    }
    let drops = thread::spawn(move || drop(pool));
    for work in works {
        work.add();
    }
    drops.join().unwrap();
}

/// What waits for single workers: one that finds nothing leaves its number.
struct Lane {
    queue: Mutex<(u32, Vec<Caller>)>,
    work: Work,
}

impl Lane {
    /// As `call_hungry` of a lane of futures.
    fn put(&self) {
        let called = {
            let mut queue = self.queue.lock().unwrap();
            queue.0 += 1;
            queue.1.pop()
        };
        called.iter().for_each(Caller::call);
    }
}

impl Job for Lane {
    fn turn(&self, imap: u32, caller: &Caller, kept: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        let found = {
            let mut queue = self.queue.lock().unwrap();
            queue.1.retain(|hungry| !hungry.is(caller));
            match queue.0.checked_sub(1) {
                Some(left) => {
                    queue.0 = left;
                    true
                }
                None => {
                    queue.1.push(caller.clone());
                    false
                }
            }
        };
        if found {
            self.work.ready.fetch_add(1, Ordering::SeqCst);
        }
        self.work.turn(imap, caller, kept, go_on)
    }
}

pub fn called_worker_looks() {
    let pool = Pool::new(2, 0).unwrap();
    let (ready, done) = (AtomicU32::new(0), AtomicU32::new(0));
    let work = Work { ready, done, all: 2, pool: Mutex::new(Some(pool.clone())) };
    let lane = Arc::new(Lane { queue: Mutex::default(), work });
    pool.add(lane.clone(), 0);
    let other = lane.clone();
    let puts = thread::spawn(move || other.put());
    (0..shuttle::rand::thread_rng().gen_range(0..40)).for_each(|_| thread::yield_now());
    lane.put();
    puts.join().unwrap();
}

/// The first worker that comes hangs in its call until it was replaced.
struct Hangs {
    came: AtomicBool,
    pool: Mutex<Option<Pool>>,
    work: Arc<Work>,
}

impl Job for Hangs {
    fn turn(&self, imap: u32, caller: &Caller, kept: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        if self.came.swap(true, Ordering::SeqCst) {
            return self.work.turn(imap, caller, kept, go_on);
        }
        let pool = self.pool.lock().unwrap().take().unwrap();
        pool.replace().unwrap();
        assert_eq!(pool.replace(), Err(1), "one may be replaced at a time");
        Turn::Replaced
    }
}

pub fn replaced_worker_ends() {
    let pool = Pool::new(1, 1).unwrap();
    let work = Work::new(&pool, 2);
    let hangs = Hangs { came: AtomicBool::new(false), pool: Mutex::new(Some(pool.clone())), work: work.clone() };
    pool.add(Arc::new(hangs), 0);
    let other = work.clone();
    let adds = thread::spawn(move || other.add());
    work.add();
    adds.join().unwrap();
}

pub fn spin_lets_one_wait() {
    let (spin, inside) = (Arc::new(Spin::new()), Arc::new(AtomicU32::new(0)));
    let waits = [(); 3].map(|()| {
        let (spin, inside) = (spin.clone(), inside.clone());
        thread::spawn(move || {
            spin.until(|| {
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "one at a time");
                inside.fetch_sub(1, Ordering::SeqCst);
                true
            });
        })
    });
    waits.into_iter().for_each(|wait| wait.join().unwrap());
    assert_eq!(spin.until(|| true), thread_is_not_alone(), "nobody waits any more");
}

fn thread_is_not_alone() -> bool {
    std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1)
}
