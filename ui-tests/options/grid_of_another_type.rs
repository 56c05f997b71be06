//! Executors on other hosts are a `Grid`, and not their addresses.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P(grid: String) {
        imap pool = threads(1) + remote(grid); //~ grid
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
