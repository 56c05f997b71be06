//! Two for every two is not one for each.

use papy::{pipeline, piper};

#[piper]
fn sum(xs: [u64; 2]) -> u64 {
    xs[0] + xs[1]
}

#[piper]
fn two(x: u64) -> [u64; 2] {
    [x, x + 1]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let again = numbers -> sum [consume = 2] -> two [produce];
        output out = (numbers, again) -> add; //~ again
    }
}

fn main() {}
