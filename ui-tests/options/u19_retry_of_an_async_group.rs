//! A group that is attempted as a whole, with an async piper in it.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
async fn later(x: u64) -> u64 {
    x
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> { inc -> later } [retry = 2]; //~ retry
    }
}

fn main() {}
