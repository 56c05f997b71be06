//! Rates: `produce`, `consume`, `last`, `spawn`, on every place and chunking, and zips of branches that stay in step.

use papy::prelude::*;
use papy::{Batch, Cause, ItemError, piper, pipeline};

use crate::support::{accounted, shown, within};

/// Chunk sizes: one item, some, more than there are, automatic.
const BATCHES: [Option<usize>; 4] = [Some(1), Some(7), Some(64), None];

#[piper]
fn sum(xs: [u64; 3]) -> u64 {
    xs.iter().sum()
}

#[piper]
fn all(xs: Vec<u64>) -> Vec<u64> {
    xs
}

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x * 10, x * 10 + 1]
}

#[piper]
fn up_to(x: u64) -> Vec<u64> {
    (0..x % 4).map(|y| x * 10 + y).collect()
}

#[piper]
fn odd(x: u64) -> Result<u64, String> {
    if x % 5 == 4 { Err(format!("no {x}")) } else { Ok(x) }
}

/// Runs one pipeline for each chunking, inline and on a pool, and wants the same of all.
macro_rules! check {
    ($pipeline:ident, $items:expr, $expected:expr) => {
        for batch in BATCHES {
            for workers in [1, 3] {
                let setup = $pipeline { batch }.pool(papy::IMap::threads(workers));
                let mut run = setup.start($items).unwrap();
                let seen = shown(&mut run.out);
                let expected: Vec<String> = $expected.into_iter().map(|text| text.to_string()).collect();
                assert_eq!(seen, expected, "batch {batch:?}, workers {workers}");
                let report = run.finish_blocking().unwrap();
                assert_eq!(accounted(&report, 0), report.stats.inputs[0].1, "batch {batch:?}: {}", report.stats);
            }
        }
    };
}

#[test]
fn items_are_packed_in_order_across_chunks() {
    pipeline! {
        Sums(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> sum on pool [consume = 3, batch = batch];
        }
    }
    within(|| check!(Sums, 0..9u64, ["3", "12", "21"]));
}
