//! A mark beside branches of two items.

use papy::{pipeline, piper};

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

#[piper(filter)]
fn odd(x: &u64) -> bool {
    x % 2 == 1
}

pipeline! {
    P {
        input numbers: u64;
        let a = numbers -> two [produce];
        let b = numbers -> two [produce];
        let c = numbers -> odd;
        output out = (a, b, c?); //~ ?
    }
}

fn main() {}
