//! A pipeline as a stage.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Inner {
        input numbers: u64;
        output out = numbers -> inc;
    }
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> Inner -> inc; //~ Inner
    }
}

fn main() {}
