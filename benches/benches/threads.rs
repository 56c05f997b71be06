//! W1 and W2: cheap and dear items on threads, against the plain loop and rayon.
//!
//!     cargo bench -p papy-benches --bench threads

use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;

#[piper]
fn add(x: u64) -> u64 {
    x.wrapping_add(7)
}

#[piper]
fn spread(x: u64) -> u64 {
    x.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[piper]
fn fold_high(x: u64) -> u64 {
    x ^ (x >> 32)
}

/// About 90 microseconds.
#[piper]
fn dear(x: u64) -> u64 {
    (0..W2_STEPS).fold(x, |x, step| (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).wrapping_add(step))
}

const W2_STEPS: u64 = 62_000;

pipeline! {
    Inline {
        input xs: u64;
        output ys: u64 = xs -> add -> spread -> fold_high;
    }
}

pipeline! {
    Pooled {
        imap pool = threads(4);
        input xs: u64;
        output ys: u64 = xs -> add on pool -> spread on pool -> fold_high on pool;
    }
}

pipeline! {
    Dear {
        imap pool = threads(4);
        input xs: u64;
        output ys: u64 = xs -> dear on pool;
    }
}

/// An ordered sink: each item depends on the one before.
fn sink(sum: u64, item: u64) -> u64 {
    sum.rotate_left(5) ^ item
}

const ITEMS: u64 = 10_000_000;
const DEAR_ITEMS: u64 = 4_000;

fn main() {
    let chain = |x| fold_high(spread(add(x)));
    race(
        "W1, 10 M items through 3 trivial maps",
        9,
        vec![
            Contestant::new("plain loop", || (0..ITEMS).map(chain).fold(0, sink)),
            Contestant::new("papy inline, fold", || {
                let run = Inline::new().start(0..ITEMS).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
            }),
            Contestant::new("papy threads(4), fold", || {
                let run = Pooled::new().start(0..ITEMS).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
            }),
            Contestant::new("papy threads(4), for loop", || {
                let mut run = Pooled::new().start(0..ITEMS).expect("it starts");
                let mut sum = 0;
                for item in &mut run.ys {
                    sum = sink(sum, item.expect("no item fails"));
                }
                sum
            }),
            Contestant::new("papy threads(4), by chunk", || {
                let run = Pooled::new().start(0..ITEMS).expect("it starts");
                let mut sum = 0;
                run.ys
                    .for_each_chunk(|items| sum = items.fold(sum, |sum, item| sink(sum, item.expect("no item fails"))));
                sum
            }),
            Contestant::new("rayon par_iter, collected", || {
                let all: Vec<u64> = (0..ITEMS).into_par_iter().map(chain).collect();
                all.into_iter().fold(0, sink)
            }),
        ],
    );
    race(
        "W2, 4 k items of about 90 us",
        5,
        vec![
            Contestant::new("rayon par_iter, collected", || {
                let all: Vec<u64> = (0..DEAR_ITEMS).into_par_iter().map(dear).collect();
                all.into_iter().fold(0, sink)
            }),
            Contestant::new("papy threads(4), for loop", || {
                let mut run = Dear::new().start(0..DEAR_ITEMS).expect("it starts");
                let mut sum = 0;
                for item in &mut run.ys {
                    sum = sink(sum, item.expect("no item fails"));
                }
                sum
            }),
            Contestant::new("papy threads(4), fold", || {
                let run = Dear::new().start(0..DEAR_ITEMS).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
            }),
            Contestant::new("plain loop", || (0..DEAR_ITEMS).map(dear).fold(0, sink)),
        ],
    );
}
