//! A piper of one item, fed by a zip.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let more = numbers -> inc;
        output sums = (numbers, more) -> inc; //~ (numbers, more) -> inc
    }
}

fn main() {}
