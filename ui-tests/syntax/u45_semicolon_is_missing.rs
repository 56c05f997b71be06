//! A statement without its end.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let more = numbers -> inc
        output out = more; //~ output
    }
}

fn main() {}
