//! A constant that is zero.

use papy::{pipeline, piper};

const NONE: usize = 0;

#[piper]
fn total(xs: Vec<u64>) -> u64 {
    xs.iter().sum()
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> total [consume = NONE]; //~ NONE
    }
}

fn main() {}
