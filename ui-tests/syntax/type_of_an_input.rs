//! An input without a type.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers; //~ ;
        output out = numbers -> inc;
    }
}

fn main() {}
