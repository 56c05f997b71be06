//! A flow that ends in an item.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output same = numbers;
        numbers -> inc; //~ inc
    }
}

fn main() {}
