//! 10 M numbers through three trivial maps, into an ordered sink.

use futures::StreamExt;
use futures::executor::block_on;
use orx_parallel::*;
use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;

use super::sink;

const ITEMS: u64 = 10_000_000;

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

fn chain(x: u64) -> u64 {
    fold_high(spread(add(x)))
}

pub(super) fn run() {
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
            Contestant::new("orx-parallel, collected", || {
                let all: Vec<u64> = (0..ITEMS as usize).into_par().map(|x| chain(x as u64)).collect();
                all.into_iter().fold(0, sink)
            }),
        ],
    );
    race(
        "W1 as a stream, item by item",
        9,
        vec![
            Contestant::new("futures, fused maps", || {
                let mut items = futures::stream::iter(0..ITEMS).map(add).map(spread).map(fold_high);
                block_on(async {
                    let mut sum = 0;
                    while let Some(item) = items.next().await {
                        sum = sink(sum, item);
                    }
                    sum
                })
            }),
            Contestant::new("papy inline, next", || {
                let mut run = Inline::new().start(0..ITEMS).expect("it starts");
                block_on(async {
                    let mut sum = 0;
                    while let Some(item) = run.ys.next().await {
                        sum = sink(sum, item.expect("no item fails"));
                    }
                    sum
                })
            }),
        ],
    );
}
