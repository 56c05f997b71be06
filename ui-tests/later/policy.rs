//! `grace` of all stages.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        policy [grace = 3s, on_error = skip]; //~ grace
        input numbers: u64;
        output out = numbers -> inc;
    }
}

fn main() {}
