//! One item to a process and back, nothing else running.

use std::time::{Duration, Instant};

use papy::prelude::*;

use super::raw::Raw;

const ITEMS: u64 = 5_000;

#[piper]
fn next(x: u64) -> u64 {
    x.wrapping_add(1)
}

pipeline! {
    pub(crate) Trip {
        imap pool = processes(1) [strict];
        input xs: u64;
        output ys: u64 = xs -> next on pool;
    }
}

/// Both take turns, a hundred trips each.
pub(super) fn run() {
    let (send, receive) = async_channel::bounded(1);
    let mut run = Trip::new().start(receive).expect("it starts");
    let mut raw = Raw::new();
    let mut papy = |x: u64| {
        send.send_blocking(x).expect("it listens");
        (&mut run.ys).into_iter().next().expect("it answers").expect("none fails")
    };
    let mut echo = |x: u64| u64::from_le_bytes(raw.trip(&x.to_le_bytes()).try_into().expect("as many came back")) + 1;
    let mut times = [Vec::new(), Vec::new()];
    for x in 0..ITEMS {
        let trips: [&mut dyn FnMut(u64) -> u64; 2] = [&mut echo, &mut papy];
        let which = (x / 100 % 2) as usize;
        let begun = Instant::now();
        assert_eq!(trips[which](x), x + 1);
        times[which].push(begun.elapsed());
    }
    println!("T4, one item to a process and back, {ITEMS} trips in turns of 100, the clock included");
    let mut first: Option<[Duration; 3]> = None;
    for (name, mut times) in ["a raw socket's echo", "papy processes(1), strict"].into_iter().zip(times) {
        times.sort();
        let at = [10, 50, 99].map(|percent| times[times.len() * percent / 100]);
        let base = *first.get_or_insert(at);
        let [least, median, most] = at;
        println!(
            "  {name:28} median {median:>10.3?}  p10 {least:>10.3?}  p99 {most:>10.3?}  {:5.2}x  p10 {:5.2}x",
            median.as_secs_f64() / base[1].as_secs_f64(),
            least.as_secs_f64() / base[0].as_secs_f64()
        );
    }
}
