//! A rate that is known only when it runs.

use papy::{pipeline, piper};

#[piper]
fn total(xs: Vec<u64>) -> u64 {
    xs.iter().sum()
}

pipeline! {
    P(size: usize) {
        input numbers: u64;
        output out = numbers -> total [consume = size]; //~ size
    }
}

fn main() {}
