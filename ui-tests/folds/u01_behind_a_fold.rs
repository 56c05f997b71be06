//! What comes of a fold is its accumulator.

use papy::{pipeline, piper};

#[piper(fold)]
fn list(all: &mut Vec<u64>, x: u64) {
    all.push(x);
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> list -> inc; //~ list -> inc
    }
}

fn main() {}
