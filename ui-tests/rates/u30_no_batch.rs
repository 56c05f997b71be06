//! A piper of one item.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [consume = 2]; //~ consume
    }
}

fn main() {}
