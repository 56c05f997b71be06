//! A flow that ends in what is unrolled.

use papy::{pipeline, piper};

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

pipeline! {
    P {
        input numbers: u64;
        numbers -> two [produce]; //~ produce
    }
}

fn main() {}
