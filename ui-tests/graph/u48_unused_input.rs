//! An input that nobody reads.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        input reads: u64; //~ reads
        output out = numbers -> inc;
    }
}

fn main() {}
