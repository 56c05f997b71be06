//! A parameter that no piper is given.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P(limit: u64) { //~ limit
        input numbers: u64;
        output out = numbers -> inc;
    }
}

fn main() {}
