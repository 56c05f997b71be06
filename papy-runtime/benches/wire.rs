//! What items cost as bytes, beside plain postcard.
//!
//! `cargo bench -p papy-runtime --no-default-features --features fuzzing --bench wire`. Both take turns in one run; the medians and their ratio are printed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use papy_runtime::fuzzing::{decode, decode_all, encode, encode_all};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    id: u64,
    name: String,
    count: u32,
    ratio: f64,
    flag: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Tree {
    Leaf(u32),
    Both(Box<Tree>, Box<Tree>),
}

fn tree(depth: u32) -> Tree {
    if depth == 0 { Tree::Leaf(7) } else { Tree::Both(tree(depth - 1).into(), tree(depth - 1).into()) }
}

/// Medians of what one call takes, of rounds in turns.
fn turns(mut a: impl FnMut(), mut b: impl FnMut()) -> (f64, f64) {
    let mut calls = 1u32;
    while time(&mut a, calls) < Duration::from_millis(2) {
        calls *= 2;
    }
    let mut rounds: Vec<(Duration, Duration)> = Vec::new();
    for _ in 0..101 {
        rounds.push((time(&mut a, calls), time(&mut b, calls)));
    }
    let median = |pick: fn(&(Duration, Duration)) -> Duration| {
        let mut times: Vec<Duration> = rounds.iter().map(pick).collect();
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1e9 / f64::from(calls)
    };
    (median(|round| round.0), median(|round| round.1))
}

fn time(call: &mut impl FnMut(), calls: u32) -> Duration {
    let start = Instant::now();
    (0..calls).for_each(|_| call());
    start.elapsed()
}

fn show(what: &str, (ours, plain): (f64, f64)) {
    println!("{what:40} {ours:12.1} ns {plain:12.1} ns {:6.2}", ours / plain);
}

/// One item. Postcard writes with `to_slice`, into a buffer that is large enough: its quickest way.
fn item<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + 'static>(what: &str, item: &T) {
    let (mut out, mut slice) = (Vec::new(), vec![0; 4 << 20]);
    encode(item, &mut out);
    let (body, plain) = (Bytes::from(out.clone()), postcard::to_slice(item, &mut slice).expect("it fits").to_vec());
    assert_eq!(decode::<T>(&body).as_ref(), Some(item));
    let write = turns(
        || {
            out.clear();
            encode(black_box(item), &mut out);
        },
        || {
            black_box(postcard::to_slice(black_box(item), &mut slice).expect("it fits"));
        },
    );
    show(&format!("{what}, encode"), write);
    let read = turns(
        || {
            black_box(decode::<T>(black_box(&body)));
        },
        || {
            black_box(postcard::from_bytes::<T>(black_box(&plain)).expect("it was written"));
        },
    );
    show(&format!("{what}, decode"), read);
}

/// A column; of postcard a loop over its items.
fn column<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + 'static>(what: &str, items: &Vec<T>) {
    let (mut out, mut slice) = (Vec::new(), vec![0; 4 << 20]);
    encode_all(items, &mut out);
    let body = Bytes::from(out.clone());
    let write = turns(
        || {
            out.clear();
            encode_all(black_box(items), &mut out);
        },
        || {
            let mut at = 0;
            for item in items {
                at += postcard::to_slice(item, &mut slice[at..]).expect("it fits").len();
            }
            black_box(at);
        },
    );
    show(&format!("{what}, encode"), write);
    let mut plain =
        items.iter().fold(0, |at, item| at + postcard::to_slice(item, &mut slice[at..]).expect("it fits").len());
    plain = plain.max(1);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let read = turns(
        || {
            ours.clear();
            decode_all::<T>(black_box(&body), items.len(), &mut ours).expect("it was written");
        },
        || {
            theirs.clear();
            let mut rest = &slice[..plain];
            for _ in 0..items.len() {
                let (item, behind) = postcard::take_from_bytes::<T>(black_box(rest)).expect("it was written");
                theirs.push(item);
                rest = behind;
            }
        },
    );
    assert_eq!((&ours, &theirs), (items, items));
    show(&format!("{what}, decode"), read);
}

fn main() {
    let record = |id| Record { id, name: format!("record {id}"), count: 3, ratio: 0.5, flag: true };
    println!("{:40} {:>15} {:>15} {:>6}", "", "papy", "postcard", "ratio");
    item("u64", &0x0123_4567_89ab_cdefu64);
    item("u64, small", &7u64);
    item("record", &record(123_456));
    item("tree of 64 leaves", &tree(6));
    item("1 MiB of Vec<u8>", &vec![7u8; 1 << 20]);
    item("1 MiB of Vec<f64>", &vec![0.25f64; 1 << 17]);
    item("1 MiB of Vec<u32>", &vec![70_000u32; 1 << 18]);
    column("column of 1000 u64", &(0..1_000u64).map(|x| x << 20).collect());
    column("column of 1000 records", &(0..1_000).map(record).collect());
    column("column of 1000 String", &(0..1_000).map(|x| format!("text {x}")).collect());
}
