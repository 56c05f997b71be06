//! Batches of nobody knows which items of the fork.

use papy::{pipeline, piper};

#[piper(filter)]
fn odd(x: &u64) -> bool {
    x % 2 == 1
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
        let sums = numbers -> odd -> sum [consume = 2];
        output out = (numbers, sums) -> add; //~ sums
    }
}

fn main() {}
