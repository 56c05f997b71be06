//! A piper of two items, fed by one stream.

use papy::{pipeline, piper};

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        output sums = numbers -> add; //~ numbers -> add
    }
}

fn main() {}
