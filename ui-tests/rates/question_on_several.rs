//! An `Option` of two.

use papy::{pipeline, piper};

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

pipeline! {
    P {
        input numbers: u64;
        let twice = numbers -> two [produce];
        output out = (numbers, twice?); //~ ?
    }
}

fn main() {}
