//! A group that is attempted as a whole, with a `flat_map` in it.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(flat_map)]
fn twice(x: u64) -> [u64; 2] {
    [x, x]
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> { inc -> twice } [retry = 2]; //~ retry
    }
}

fn main() {}
