//! A stream that is not there.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input values: u64;
        output out = value -> inc; //~ value
    }
}

fn main() {}
