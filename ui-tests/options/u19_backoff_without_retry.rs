//! A pause before an attempt that never comes.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [backoff = 1s]; //~ backoff
    }
}

fn main() {}
