//! A number that is none, as an expression.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P(size: String) {
        input numbers: u64;
        output out = numbers -> inc [batch = size]; //~ batch
    }
}

fn main() {}
