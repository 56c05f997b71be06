//! Who waits for a run: blocking readers, tasks, the clock, a lease that is wanted back.

use std::task::{Context, Wake, Waker};
use std::time::Duration;

use crate::flow::bell::{Bell, Listeners};
use crate::flow::clock::Clock;
use crate::flow::recall::Recall;
use crate::flow::waiter::{Waiter, Waiters};
use crate::sync::{Arc, AtomicBool, AtomicU32, Instant, Mutex, Ordering, thread};

#[derive(Default)]
struct Desk {
    pieces: u32,
    listeners: Listeners,
}

pub fn bell_wakes_readers() {
    let shared = Arc::new((Mutex::new(Desk::default()), Bell::new()));
    let readers = [(); 2].map(|()| {
        let shared = shared.clone();
        thread::spawn(move || {
            let (desk, bell) = &*shared;
            loop {
                let held = desk.lock().unwrap();
                if held.pieces == 2 {
                    return;
                }
                drop(bell.wait(desk, held, |desk| &mut desk.listeners));
            }
        })
    });
    for _ in 0..2 {
        let (desk, bell) = &*shared;
        // As `poll` and `run_errands` of a run.
        let wakes = {
            let mut desk = desk.lock().unwrap();
            desk.pieces += 1;
            desk.listeners.any() && bell.ring(&desk.listeners)
        };
        if wakes {
            bell.wake();
        }
    }
    readers.into_iter().for_each(|reader| reader.join().unwrap());
    assert!(!shared.0.lock().unwrap().listeners.any());
}

struct Unpark(thread::Thread);

impl Wake for Unpark {
    fn wake(self: std::sync::Arc<Unpark>) {
        self.0.unpark();
    }
}

struct Nobody;

impl Wake for Nobody {
    fn wake(self: std::sync::Arc<Nobody>) {}
}

#[derive(Default)]
struct Over {
    over: bool,
    waiters: Waiters,
}

pub fn waiter_wakes_the_last_waker() {
    let shared = Arc::new(Mutex::new(Over::default()));
    let tasks = [(); 2].map(|()| {
        let shared = shared.clone();
        thread::spawn(move || {
            let waiter = Waiter::default();
            let mine = Waker::from(std::sync::Arc::new(Unpark(thread::current())));
            let others = Waker::from(std::sync::Arc::new(Nobody));
            for waker in [&others, &mine].into_iter().chain(std::iter::repeat(&mine)) {
                {
                    let mut desk = shared.lock().unwrap();
                    if desk.over {
                        return;
                    }
                    desk.waiters.add(waiter.polled(&Context::from_waker(waker)));
                }
                // It was polled with another's waker first, and goes to sleep when it was with its own.
                if std::ptr::eq(waker, &mine) {
                    thread::park();
                }
            }
        })
    });
    let woken: Vec<Waker> = {
        let mut desk = shared.lock().unwrap();
        desk.over = true;
        desk.waiters.take().collect()
    };
    woken.into_iter().for_each(Waker::wake);
    tasks.into_iter().for_each(|task| task.join().unwrap());
}

pub fn clock_calls_what_is_due() {
    let (clock, called) = (Arc::new(Clock::default()), Arc::new(AtomicU32::new(0)));
    let runs = {
        let (clock, called) = (clock.clone(), called.clone());
        thread::spawn(move || {
            let mut calls = clock.calls();
            while called.load(Ordering::SeqCst) < 3 {
                calls = clock.turn(calls);
            }
        })
    };
    let adds = [false, true].map(|late| {
        let (clock, called) = (clock.clone(), called.clone());
        thread::spawn(move || {
            let now = Instant::now();
            if late {
                // Nothing comes of this, and what is due sooner must not wait for it.
                clock.add(now + Duration::from_secs(3600), Box::new(|| unreachable!("an hour has not passed")));
            }
            let count = called.clone();
            clock.add(now, Box::new(move || _ = called.fetch_add(1, Ordering::SeqCst)));
            if late {
                clock.add(now, Box::new(move || _ = count.fetch_add(1, Ordering::SeqCst)));
            }
        })
    });
    adds.into_iter().for_each(|add| add.join().unwrap());
    runs.join().unwrap();
}

/// A run with a lease that is out, as `control.rs` and `leasing.rs` have it.
struct Leased {
    recall: Recall,
    stopping: AtomicBool,
    desk: Mutex<(bool, bool)>,
}

impl Leased {
    fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.recall.want();
        let mut desk = self.desk.lock().unwrap();
        let (leased, stopped) = &mut *desk;
        *stopped |= !*leased;
    }

    /// Returns whether no more is wanted.
    fn end_lease(&self) -> bool {
        let mut desk = self.desk.lock().unwrap();
        let stop = self.stopping.load(Ordering::Relaxed);
        desk.0 = false;
        desk.1 |= stop;
        stop
    }
}

pub fn recall_and_stop_meet() {
    let run = Leased { recall: Recall::new(), stopping: AtomicBool::new(false), desk: Mutex::new((true, false)) };
    let run = Arc::new(run);
    let lease = {
        let run = run.clone();
        thread::spawn(move || {
            let taken = (0..8).take_while(|_| !run.recall.is_wanted()).count();
            (taken, run.end_lease())
        })
    };
    let stops = {
        let run = run.clone();
        thread::spawn(move || run.stop())
    };
    stops.join().unwrap();
    let (taken, stop) = lease.join().unwrap();
    assert!(taken == 8 || stop, "whoever gives the lease back early knows why");
    assert_eq!(*run.desk.lock().unwrap(), (false, true), "the run hears of the stop, whoever was first");
}
