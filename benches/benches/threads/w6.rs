//! One item through three nodes and back, nothing else running.

use std::hint::black_box;
use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::executor::block_on;
use papy::{pipeline, piper};

const ITEMS: usize = 200_000;

#[piper]
fn first(x: u64) -> u64 {
    x.wrapping_add(1)
}

#[piper]
fn second(x: u64) -> u64 {
    x.wrapping_mul(3)
}

#[piper]
fn third(x: u64) -> u64 {
    x ^ 5
}

pipeline! {
    Inline {
        input xs: u64;
        output ys: u64 = xs -> first -> second -> third;
    }
}

pipeline! {
    Pooled {
        imap pool = threads(1) [strict];
        input xs: u64;
        output ys: u64 = xs -> first on pool -> second on pool -> third on pool;
    }
}

/// The median, the 10th percentile, which says more on a machine that others use too, and the 99th of `items` round trips.
fn time(name: &str, items: usize, mut trip: impl FnMut(u64) -> u64) {
    let mut times: Vec<Duration> = (0..items as u64)
        .map(|item| {
            let begun = Instant::now();
            black_box(trip(black_box(item)));
            begun.elapsed()
        })
        .collect();
    times.sort();
    let [least, median, most] = [10, 50, 99].map(|percent| times[items * percent / 100]);
    println!("  {name:36} median {median:>10.3?}  p10 {least:>10.3?}  p99 {most:>10.3?}");
}

pub(super) fn run() {
    println!("W6, one item through 3 nodes and back, the clock included");
    time("direct call", ITEMS, |x| third(second(first(x))));
    let mut stream = futures::stream::iter(0u64..).map(first).map(second).map(third);
    time("futures, fused maps", ITEMS, |_| block_on(stream.next()).expect("it is endless"));
    let mut run = Inline::new().start(0u64..).expect("it starts");
    time("papy inline, iterator", ITEMS, |_| (&mut run.ys).into_iter().next().expect("endless").expect("none fails"));
    let mut run = Inline::new().start(0u64..).expect("it starts");
    time("papy inline, stream", ITEMS, |_| block_on(run.ys.next()).expect("endless").expect("none fails"));
    let (send, receive) = std::sync::mpsc::sync_channel::<u64>(1);
    let (back, results) = std::sync::mpsc::sync_channel::<u64>(1);
    std::thread::spawn(move || receive.iter().try_for_each(|x| back.send(third(second(first(x))))));
    time("a thread and two std channels", ITEMS / 20, |x| {
        send.send(x).expect("it listens");
        results.recv().expect("it answers")
    });
    let (send, receive) = async_channel::bounded(1);
    let mut run = Pooled::new().start(receive).expect("it starts");
    time("papy threads(1), strict, channel", ITEMS / 20, |x| {
        send.send_blocking(x).expect("it listens");
        (&mut run.ys).into_iter().next().expect("it answers").expect("none fails")
    });
}
