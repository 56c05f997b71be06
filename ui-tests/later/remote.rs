//! Executors on other hosts.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P(grid: String) {
        imap pool = threads(1) + remote(grid); //~ remote
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
