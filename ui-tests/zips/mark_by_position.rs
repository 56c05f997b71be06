//! A mark where streams pair by position.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input left: u64;
        input right: u64;
        output pairs = (left, right?); //~ ?
    }
}

fn main() {}
