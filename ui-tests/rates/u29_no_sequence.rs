//! What cannot be unrolled.

use papy::{pipeline, piper};

#[piper]
fn split(x: u64) -> String {
    x.to_string()
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> split [produce]; //~ produce
    }
}

fn main() {}
