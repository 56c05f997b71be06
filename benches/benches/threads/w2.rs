//! Dear items, all alike (W2: about 90 us) and of which one in a hundred costs as much as five hundred others (W3).

use orx_parallel::*;
use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;

use super::sink;

/// About 90 microseconds.
const STEPS: u64 = 62_000;
const ITEMS: u64 = 20_000;

fn work(x: u64, steps: u64) -> u64 {
    (0..steps).fold(x, |x, step| (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).wrapping_add(step))
}

#[piper]
fn alike(x: u64) -> u64 {
    work(x, STEPS)
}

/// 9 us, or 4.9 ms.
#[piper]
fn skewed(x: u64) -> u64 {
    work(x, if x % 100 == 37 { STEPS * 54 } else { STEPS / 10 })
}

pipeline! {
    Alike {
        imap pool = threads(4);
        input xs: u64;
        output ys: u64 = xs -> alike on pool;
    }
}

pipeline! {
    Skewed {
        imap pool = threads(4);
        input xs: u64;
        output ys: u64 = xs -> skewed on pool;
    }
}

macro_rules! contestants {
    ($pipeline:ident, $call:path) => {
        vec![
            Contestant::new("rayon par_iter, collected", || {
                let all: Vec<u64> = (0..ITEMS).into_par_iter().map($call).collect();
                all.into_iter().fold(0, sink)
            }),
            Contestant::new("orx-parallel, collected", || {
                let all: Vec<u64> = (0..ITEMS as usize).into_par().map(|x| $call(x as u64)).collect();
                all.into_iter().fold(0, sink)
            }),
            Contestant::new("papy threads(4), for loop", || {
                let mut run = $pipeline::new().start(0..ITEMS).expect("it starts");
                let mut sum = 0;
                for item in &mut run.ys {
                    sum = sink(sum, item.expect("no item fails"));
                }
                sum
            }),
            Contestant::new("papy threads(4), fold", || {
                let run = $pipeline::new().start(0..ITEMS).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
            }),
            Contestant::new("plain loop", || (0..ITEMS).map($call).fold(0, sink)),
        ]
    };
}

pub(super) fn run_alike() {
    race("W2, 20 k items of about 90 us", 5, contestants!(Alike, alike));
}

pub(super) fn run_skewed() {
    race("W3, 20 k items, 99 % of about 9 us and 1 % of 4.9 ms", 5, contestants!(Skewed, skewed));
}
