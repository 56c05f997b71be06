//! `retry` of all stages.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        policy [retry = 3, on_error = skip]; //~ retry
        input numbers: u64;
        output out = numbers -> inc;
    }
}

fn main() {}
