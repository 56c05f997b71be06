//! `every` of a stage that folds nothing.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [every = 3]; //~ every
    }
}

fn main() {}
