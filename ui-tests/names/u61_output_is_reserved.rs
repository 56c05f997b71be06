//! An output named like a field of every run.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output handle = numbers -> inc; //~ handle
    }
}

fn main() {}
