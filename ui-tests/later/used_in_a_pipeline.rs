//! A piper of a later version, used.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(fold)] //~ fold
fn sum(n: &mut u64, x: u64) {
    *n += x;
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc -> sum;
    }
}

fn main() {}
