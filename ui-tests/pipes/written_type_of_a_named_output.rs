//! A type on an output without a flow.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let more = numbers -> inc;
        output more: u32; //~ u32
    }
}

fn main() {}
