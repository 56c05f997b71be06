//! A piper whose const parameter was not given.

use papy::{pipeline, piper};

#[piper]
fn cut<const K: usize>(x: u64) -> u64 {
    x % K as u64
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> cut; //~ cut
    }
}

fn main() {}
