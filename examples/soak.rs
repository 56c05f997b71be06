//! Kills worker processes at random for a while, and sees that no item is lost, doubled or out of place, and that nothing is left behind.
//!
//! `cargo run --release --example soak -- 1000000 60` sends so many items, spread over so many seconds; `scripts/soak-processes` does that.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use papy::prelude::*;

/// Works for a while, and says where.
#[piper]
fn work(x: u64, #[param] micros: u64) -> (u64, u32) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_micros(micros) {
        std::hint::spin_loop();
    }
    (x, std::process::id())
}

pipeline! {
    Soak(micros: u64) {
        imap pool = processes(4);
        input xs: u64;
        output ys = xs -> work { micros } on pool;
    }
}

/// How many entries a folder of `/proc/self` has.
fn count(folder: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{folder}")).map_or(0, Iterator::count)
}

#[papy::main(Soak)]
fn main() -> papy::Result<ExitCode> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (Some(Ok(items)), Some(Ok(seconds))) = (arguments.next(), arguments.next()) else {
        return Err("write how many items, and over how many seconds: `soak 1000000 60`".into());
    };
    // The threads that live as long as the program are there from the first run on.
    let warm: Vec<_> = Soak { micros: 0 }.start(0..100u64)?.ys.collect_blocking()?;
    assert_eq!(warm.len(), 100);
    thread::sleep(Duration::from_secs(1));
    let before = (count("fd"), count("task"));

    let alive: Arc<Mutex<BTreeSet<u32>>> = Arc::default();
    let (over, seen) = (Arc::new(AtomicBool::new(false)), alive.clone());
    let killer = thread::spawn({
        let over = over.clone();
        move || {
            let (random, mut kills) = (RandomState::new(), 0u64);
            while !over.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(500));
                let mut alive = alive.lock().expect("nobody panics there");
                let at = random.hash_one(kills) as usize % alive.len().max(1);
                if let Some(pid) = alive.iter().nth(at).copied() {
                    alive.remove(&pid);
                    kills += u64::from(
                        Command::new("kill").args(["-9", &pid.to_string()]).status().is_ok_and(|it| it.success()),
                    );
                }
            }
            kills
        }
    });
    let mut run = Soak { micros: seconds * 4_000_000 / items.max(1) }.start(0..items)?;
    let mut next = 0;
    for y in &mut run.ys {
        let (x, pid) = y?;
        assert_eq!(x, next, "an item is not where it belongs");
        next += 1;
        if x % 64 == 0 {
            seen.lock().expect("nobody panics there").insert(pid);
        }
    }
    over.store(true, Ordering::Relaxed);
    let kills = killer.join().expect("it does not panic");
    let report = run.finish_blocking()?;
    let until = Instant::now() + Duration::from_secs(10);
    let mut after = (count("fd"), count("task"));
    while (after.0 > before.0 + 2 || after.1 > before.1 + 2) && Instant::now() < until {
        thread::sleep(Duration::from_millis(50));
        after = (count("fd"), count("task"));
    }
    println!("{next} of {items} items in order, {kills} workers killed, {} items quarantined", report.quarantined);
    println!("descriptors {} before, {} after; threads {} before, {} after", before.0, after.0, before.1, after.1);
    let good = next == items && report.quarantined == 0 && after.0 <= before.0 + 2 && after.1 <= before.1 + 2;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
