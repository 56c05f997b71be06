//! Another attempt at what changed a state.

use papy::{pipeline, piper};

#[piper(scan)]
fn sum(total: &mut u64, x: u64) -> u64 {
    *total += x;
    *total
}

pipeline! {
    P {
        policy [backoff = 1s];
        input numbers: u64;
        output out = numbers -> sum [retry = 2]; //~ retry
    }
}

fn main() {}
