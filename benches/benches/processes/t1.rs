//! Tiny tasks in order, on four workers.

use std::collections::{BTreeSet, VecDeque};
use std::process::Command;
use std::time::Instant;

use papy::prelude::*;
use papy_benches::{Contestant, race};
use serde::{Deserialize, Serialize};

const ITEMS: u64 = 2_000_000;
/// What others are given, which take longer for one.
const FEW: u64 = 20_000;

#[piper]
fn spread(x: u64) -> u64 {
    x.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

pipeline! {
    pub(crate) Tiny {
        imap pool: Any;
        input xs: u64;
        output ys: u64 = xs -> spread on pool;
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    id: u64,
    kind: u8,
    weight: f32,
    at: (u32, u32),
}

impl Record {
    fn new(id: u64) -> Record {
        Record { id, kind: (id % 7) as u8, weight: 0.5, at: (id as u32, 1) }
    }

    fn sum(&self) -> u64 {
        self.id ^ u64::from(self.kind) ^ u64::from(self.at.1) << 40
    }
}

#[piper]
fn heavier(mut record: Record) -> Record {
    record.weight *= 2.0;
    record.at.1 += u32::from(record.kind);
    record
}

pipeline! {
    pub(crate) Records {
        imap pool: Any;
        input xs: Record;
        output ys: Record = xs -> heavier on pool;
    }
}

#[piper]
fn pid(_: u64) -> u32 {
    std::process::id()
}

pipeline! {
    pub(crate) Pids {
        imap pool: Any;
        input xs: u64;
        output pids: u32 = xs -> pid on pool;
    }
}

fn sink(sum: u64, item: u64) -> u64 {
    sum.rotate_left(5) ^ item
}

fn batch(xs: Vec<u64>) -> Vec<u64> {
    xs.into_iter().map(spread).collect()
}

fn tiny(pool: &IMap<papy::Any>, items: u64) -> u64 {
    let run = Tiny::new().pool(pool.clone()).start(0..items).expect("it starts");
    run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails")))
}

pub(super) fn run() {
    let pool = IMap::processes(4);
    let spawned = procspawn::Pool::new(4).expect("it starts");
    // They begin, and nothing so cheap is done here instead.
    let run = Pids::new().pool(pool.clone()).start(0..ITEMS).expect("it starts");
    let pids: BTreeSet<u32> = run.pids.into_iter().map(|pid| pid.expect("no item fails")).collect();
    assert!(!pids.contains(&std::process::id()), "tasks run in other processes");
    race(
        &format!("T1, {ITEMS} tiny tasks, u64"),
        9,
        vec![
            Contestant::new("papy processes(4)", || tiny(&pool, ITEMS)),
            Contestant::new("procspawn, 4, by 500", || {
                let (mut out, mut sum) = (VecDeque::new(), 0);
                let mut take = |items: Vec<u64>| sum = items.into_iter().fold(sum, sink);
                for first in (0..ITEMS).step_by(500) {
                    if out.len() == 16 {
                        let oldest: procspawn::JoinHandle<Vec<u64>> = out.pop_front().expect("there are 16");
                        take(oldest.join().expect("it does not fail"));
                    }
                    out.push_back(spawned.spawn((first..ITEMS.min(first + 500)).collect(), batch));
                }
                out.into_iter().for_each(|left| take(left.join().expect("it does not fail")));
                sum
            }),
        ],
    );
    race(
        &format!("T1, {ITEMS} tiny tasks, records of five fields"),
        9,
        vec![
            Contestant::new("papy processes(4)", || {
                let run = Records::new().pool(pool.clone()).start((0..ITEMS).map(Record::new)).expect("it starts");
                run.ys.into_iter().fold(0, |sum, item| sink(sum, item.expect("no item fails").sum()))
            }),
            Contestant::new("plain loop", || {
                (0..ITEMS).map(Record::new).map(heavier).fold(0, |sum, item| sink(sum, item.sum()))
            }),
        ],
    );
    python(&pool);
}

/// Seconds that `multiprocessing.Pool(4).imap` takes for so many items in chunks of so many, once it has begun.
const PYTHON: &str = "
import sys, time
from multiprocessing import Pool
def spread(x): return x * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
if __name__ == '__main__':
    items, chunk = int(sys.argv[1]), int(sys.argv[2])
    with Pool(4) as pool:
        for _ in pool.imap(spread, range(1000)): pass
        begun = time.perf_counter()
        for _ in pool.imap(spread, range(items), chunksize=chunk): pass
        print(time.perf_counter() - begun)
";

fn python(pool: &IMap<papy::Any>) {
    let file = std::env::temp_dir().join("papy-bench-imap.py");
    std::fs::write(&file, PYTHON).expect("there is room");
    let python = |items: u64, chunk: u64| -> Option<f64> {
        let out = Command::new("python3").arg(&file).args([items, chunk].map(|number| number.to_string())).output();
        let out = out.ok().filter(|out| out.status.success())?;
        Some(String::from_utf8_lossy(&out.stdout).trim().parse::<f64>().ok()? / items as f64)
    };
    println!("T1, items of multiprocessing.Pool(4).imap: median of 5, interleaved");
    let chunks = [(1, FEW), (100, ITEMS / 10), (1_000, ITEMS / 2), (10_000, ITEMS / 2), (50_000, ITEMS)];
    let (mut papy, mut others) = (Vec::new(), vec![Vec::new(); chunks.len()]);
    for _ in 0..5 {
        let begun = Instant::now();
        tiny(pool, ITEMS);
        papy.push(begun.elapsed().as_secs_f64() / ITEMS as f64);
        for ((chunk, items), times) in chunks.into_iter().zip(&mut others) {
            let Some(time) = python(items, chunk) else {
                println!("  SKIPPED: python3 with multiprocessing does not run here");
                return;
            };
            times.push(time);
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let papy = median(&mut papy);
    println!("  {:28} {:>8.2} M/s", "papy processes(4)", 1e-6 / papy);
    for ((chunk, _), times) in chunks.into_iter().zip(&mut others) {
        let time = median(times);
        let name = format!("imap, chunks of {chunk}");
        println!("  {name:28} {:>8.2} M/s  papy is {:7.1}x as fast", 1e-6 / time, time / papy);
    }
}
