//! A branch that packs, and one that does not.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn sum(xs: [u64; 2]) -> u64 {
    xs[0] + xs[1]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let sums = numbers -> inc -> sum [consume = 2];
        output out = (numbers, sums) -> add; //~ sums
    }
}

fn main() {}
