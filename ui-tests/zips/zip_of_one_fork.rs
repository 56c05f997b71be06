//! `zip` where branches pair by key.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let more = numbers -> inc;
        output pairs = (numbers, more) [zip = shortest]; //~ zip
    }
}

fn main() {}
