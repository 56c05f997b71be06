//! Chains, fan-out, zips with marks and options, merges, groups, sinks.
#![deny(warnings)]

use std::sync::atomic::{AtomicU64, Ordering};

use papy::{pipeline, piper};

static SEEN: AtomicU64 = AtomicU64::new(0);

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn dbl(x: &u64) -> u64 {
    x * 2
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x % 2 == 0
}

#[piper(filter_map)]
fn half(x: u64) -> Option<u64> {
    (x % 2 == 0).then_some(x / 2)
}

#[piper(flat_map)]
fn rep(x: u64) -> Vec<u64> {
    vec![x; (x % 3) as usize]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[piper]
fn or(a: u64, b: Option<u64>) -> u64 {
    b.unwrap_or(a)
}

#[piper]
fn all(a: u64, b: Vec<u64>) -> u64 {
    a + b.iter().sum::<u64>()
}

#[piper]
fn see(x: u64) {
    SEEN.fetch_add(x, Ordering::Relaxed);
}

pipeline! {
    Chain {
        input xs: u64;
        output out = xs -> inc -> dbl -> even;
    }
}

pipeline! {
    Fork {
        input xs: u64;
        let more = xs -> inc;
        output twice = more -> dbl;
        output more;
        output last = more -> inc;
    }
}

pipeline! {
    Zips {
        imap pool = threads(2);

        input xs: u64;
        let l = xs -> inc on pool;
        let r = xs -> dbl;
        let some = l -> even;
        let many = l -> rep on pool;
        output sums = (l, r) -> add;
        output pairs: (u64, u64) = (l, r);
        output maybe = (l, some?) -> or on pool;
        output lists = (l, many*) -> all;
        output inner: u64 = (l, some) [join = inner] -> add;
        output each = (r, many) [join = each] -> add;
        output nested: ((u64, u64), u64) = ((l, r), l);
    }
}

pipeline! {
    Merges {
        imap pool = threads(2);

        input xs: u64;
        let l = xs -> inc on pool;
        let r = xs -> dbl;
        output both = [l, r] -> inc;
        output any = [l, r, xs] [unordered];
    }
}

pipeline! {
    Groups {
        imap pool = threads(2) [strict, buffer = 9000];
        policy [on_error = skip];

        input xs: u64;
        output out [buffer = 5000] = xs -> { inc -> dbl -> half } on pool [batch = 16] -> inc [fuse = off];
        xs -> inc on pool -> see;
        xs -> see [on_error = stop];
    }
}

pipeline! {
    Two {
        /// Those on the left.
        input left: u64;
        input right: u64;
        output sums = (left, right) [zip = shortest] -> add;
        output either = [left, right];
    }
}

pipeline! {
    Sink {
        input xs: u64;
        xs -> inc -> see;
    }
}

pipeline! {
    Slices {
        input xs: u64;
        output out = xs -> rep [slice = 2] -> rep [collect = 5];
    }
}

fn main() -> papy::Result<()> {
    let out: Vec<u64> = Chain::new().start(0..4u64)?.out.collect_blocking().expect("nothing fails");
    assert_eq!(out, [2, 4, 6, 8]);

    let run = Fork::new().start(0..3u64)?;
    let twice = std::thread::spawn(move || run.twice.collect_blocking::<Vec<u64>>().expect("nothing fails"));
    let more = std::thread::spawn(move || run.more.collect_blocking::<Vec<u64>>().expect("nothing fails"));
    let last: Vec<u64> = run.last.collect_blocking().expect("nothing fails");
    assert_eq!((twice.join().unwrap(), more.join().unwrap(), last), (vec![2, 4, 6], vec![1, 2, 3], vec![2, 3, 4]));

    let _ = Zips::new().pool(papy::IMap::threads(1)).start(0..10u64)?.finish_blocking()?;
    let _ = Merges::new().start(0..10u64)?.finish_blocking()?;
    let _ = Groups::new().start(0..10u64)?.finish_blocking()?;
    let _ = Two::new().start(TwoInputs { left: 0..10u64, right: vec![1, 2] })?.finish_blocking()?;
    SEEN.store(0, Ordering::Relaxed);
    let _ = Sink::new().start(0..3u64)?.finish_blocking()?;
    assert_eq!(SEEN.load(Ordering::Relaxed), 6);
    let out: Vec<u64> = Slices::new().start(0..6u64)?.boxed().out.collect_blocking().expect("nothing fails");
    assert_eq!(out, [1, 2, 2, 2, 2, 4, 5, 5, 5, 5]);
    Ok(())
}
