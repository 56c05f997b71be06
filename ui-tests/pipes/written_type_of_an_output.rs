//! A type on `output` that the stream has not.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output more: u32 = numbers -> inc; //~ u32
    }
}

fn main() {}
