//! A rate that is no number.

use papy::{pipeline, piper};

#[piper]
fn total(xs: Vec<u64>) -> u64 {
    xs.iter().sum()
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> total [consume = "two"]; //~ "two"
    }
}

fn main() {}
