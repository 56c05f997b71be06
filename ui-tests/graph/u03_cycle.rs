//! Streams that feed each other.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let a = b -> inc;
        let b = a -> inc; //~ a
        output out = numbers;
    }
}

fn main() {}
