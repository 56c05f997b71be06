//! Streams of one input and another in one zip.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input left: u64;
        input right: u64;
        let more = left -> inc;
        output all = (left, more, right); //~ more
    }
}

fn main() {}
