//! Branches of other rates.

use papy::{pipeline, piper};

#[piper]
fn three(x: u64) -> [u64; 3] {
    [x, x + 1, x + 2]
}

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let many = numbers -> three [produce] -> inc;
        let few = numbers -> two [produce];
        output out = (few, many) -> add; //~ many
    }
}

fn main() {}
