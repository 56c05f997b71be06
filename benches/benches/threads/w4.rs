//! 1 M items through a diamond of three nodes of about 0.9 us.

use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;

use super::sink;

const ITEMS: u64 = 1_000_000;

/// About 0.9 microseconds.
fn work(x: u64, salt: u64) -> u64 {
    (0..620).fold(x ^ salt, |x, step| (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).wrapping_add(step))
}

#[piper]
fn left(x: u64) -> u64 {
    work(x, 1)
}

#[piper]
fn right(x: u64) -> u64 {
    work(x, 2)
}

#[piper]
fn meet(left: u64, right: u64) -> u64 {
    work(left ^ right, 3)
}

pipeline! {
    Diamond {
        imap pool = threads(4);
        input xs: u64;
        let lefts = xs -> left on pool;
        let rights = xs -> right on pool;
        output ys: u64 = (lefts, rights) -> meet on pool;
    }
}

fn diamond(x: u64) -> u64 {
    meet(left(x), right(x))
}

pub(super) fn run() {
    race(
        "W4, 1 M items through a diamond of 3 nodes of about 0.9 us",
        5,
        vec![
            Contestant::new("rayon par_iter, collected", || {
                let all: Vec<u64> = (0..ITEMS).into_par_iter().map(diamond).collect();
                all.into_iter().fold(0, sink)
            }),
            Contestant::new("papy threads(4), for loop", || {
                let mut run = Diamond::new().start(0..ITEMS).expect("it starts");
                let mut sum = 0;
                for item in &mut run.ys {
                    sum = sink(sum, item.expect("no item fails"));
                }
                sum
            }),
            Contestant::new("papy threads(4), fold", || {
                let run = Diamond::new().start(0..ITEMS).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
            }),
            Contestant::new("plain loop", || (0..ITEMS).map(diamond).fold(0, sink)),
        ],
    );
}
