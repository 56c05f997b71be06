//! A branch that packs by two what comes by three.

use papy::{pipeline, piper};

#[piper]
fn three(x: u64) -> [u64; 3] {
    [x, x + 1, x + 2]
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
        let sums = numbers -> three [produce] -> sum [consume = 2]; //~ three [produce] -> sum
        output out = (numbers, sums) -> add;
    }
}

fn main() {}
