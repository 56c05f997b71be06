//! Prints how much memory a run over N items has needed at most, in KiB: it does not grow with N.
//!
//!     cargo run --release --example memory -- 10000000

use std::process::ExitCode;

use papy::{pipeline, piper};

#[piper]
fn square(number: u64) -> u64 {
    number.wrapping_mul(number)
}

#[piper]
fn half(number: &u64) -> u64 {
    number / 2
}

#[piper]
fn difference(larger: u64, smaller: u64) -> u64 {
    larger.wrapping_sub(smaller)
}

pipeline! {
    /// A fork whose branches meet from two pools, and a chain behind it: items wait wherever they can.
    Fork {
        imap first = threads(2);
        imap second = threads(2);

        input numbers: u64;
        let squares = numbers -> square on first;
        let halves = numbers -> half on second;
        output differences: u64 = (squares, halves) -> difference on first -> half on second;
    }
}

fn main() -> papy::Result<ExitCode> {
    let Some(items) = std::env::args().nth(1).and_then(|items| items.parse().ok()) else {
        eprintln!("usage: memory ITEMS");
        return Ok(ExitCode::from(2));
    };
    let mut run = Fork::new().start(0..items)?;
    let read = (&mut run.differences).into_iter().filter(Result::is_ok).count();
    run.finish_blocking()?;
    assert_eq!(read as u64, items, "each item has come out");

    // The high-water mark of the resident set, as Linux keeps it.
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.and_then(|peak| peak.split_whitespace().next()).ok_or("no VmHWM in /proc/self/status")?);
    Ok(ExitCode::SUCCESS)
}
