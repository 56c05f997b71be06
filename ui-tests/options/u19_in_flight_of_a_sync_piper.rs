//! Futures at once, of a piper that makes none.

use papy::{pipeline, piper};

#[piper]
fn double(x: u64) -> u64 {
    x * 2
}

pipeline! {
    P {
        input numbers: u64;
        output doubles = numbers -> double [in_flight = 5]; //~ in_flight
    }
}

fn main() {}
