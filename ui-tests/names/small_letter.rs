//! A pipeline named like a piper.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    word_count { //~ word_count
        input numbers: u64;
        output out = numbers -> inc;
    }
}

fn main() {}
