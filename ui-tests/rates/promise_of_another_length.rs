//! A promise that the array does not keep.

use papy::{pipeline, piper};

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> two [produce = 3]; //~ 3
    }
}

fn main() {}
