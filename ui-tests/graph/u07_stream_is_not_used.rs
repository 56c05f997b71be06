//! A stream that nobody reads.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let lonely = numbers -> inc; //~ lonely
        output out = numbers;
    }
}

fn main() {}
