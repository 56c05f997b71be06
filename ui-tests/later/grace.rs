//! `grace` of a stage.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [grace = 5s]; //~ grace
    }
}

fn main() {}
