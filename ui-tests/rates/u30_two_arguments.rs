//! A piper of two items.

use papy::{pipeline, piper};

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> add [consume = 2]; //~ consume
    }
}

fn main() {}
