//! Batches of several keys, taken by key.

use papy::{pipeline, piper};

#[piper]
fn sum(xs: [u64; 2]) -> u64 {
    xs[0] + xs[1]
}

pipeline! {
    P {
        input numbers: u64;
        let sums = numbers -> sum [consume = 2];
        output out = (numbers, sums*); //~ *
    }
}

fn main() {}
