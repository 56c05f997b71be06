//! A millisecond of work for each item.

use std::hint::black_box;
use std::time::{Duration, Instant};

use papy::prelude::*;
use papy_benches::{Contestant, race};

const ITEMS: u64 = 4_000;
const WORKERS: u64 = 4;

/// Looks that take about a millisecond where nobody else wants the core. As many for everyone, however long they take.
#[piper]
fn work(x: u64, #[param] looks: u64) -> u64 {
    (0..looks).fold(x, |x, _| black_box(x.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(7)))
}

pipeline! {
    pub(crate) Work(looks: u64) {
        imap pool: Any;
        input xs: u64;
        output ys: u64 = xs -> work { looks } on pool;
    }
}

pub(super) fn run() {
    let one = (0..20).map(|_| {
        let begun = Instant::now();
        black_box(work(1, 1_000_000));
        begun.elapsed()
    });
    let one = one.min().unwrap_or(Duration::from_millis(1));
    let looks = (1e-3 / one.as_secs_f64() * 1e6) as u64;
    let papy = |pool: IMap<papy::Any>| {
        move || {
            let run = Work { looks }.pool(pool.clone()).start(0..ITEMS).expect("it starts");
            run.ys.into_iter().fold(0, |sum: u64, item| sum.wrapping_add(item.expect("no item fails")))
        }
    };
    let processes = papy(IMap::processes(WORKERS as usize));
    // They begin.
    processes();
    race(
        "T2, 1 ms of work for each of 4000",
        3,
        vec![
            Contestant::new("4 plain threads", || {
                std::thread::scope(|scope| {
                    let threads = (0..WORKERS).map(|first| {
                        let items = (first..ITEMS).step_by(WORKERS as usize);
                        scope.spawn(move || items.fold(0_u64, |sum, x| sum.wrapping_add(work(x, looks))))
                    });
                    let threads: Vec<_> = threads.collect();
                    threads.into_iter().fold(0, |sum: u64, one| sum.wrapping_add(one.join().expect("it does not fail")))
                })
            }),
            Contestant::new("papy threads(4)", papy(IMap::threads(WORKERS as usize).into())),
            Contestant::new("papy processes(4)", processes),
        ],
    );
}
