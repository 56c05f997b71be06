//! A `*` on a branch that multiplies nothing.

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
        output pairs = (numbers, more*); //~ *
    }
}

fn main() {}
