//! A piper of two items, fed by a zip of three.

use papy::{pipeline, piper};

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
        let more = numbers -> inc;
        output sums = (numbers, more, more) -> add; //~ (numbers, more, more) -> add
    }
}

fn main() {}
