//! A flow without a stage.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        numbers; //~ numbers
        output out = numbers -> inc;
    }
}

fn main() {}
