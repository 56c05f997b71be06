//! Nobody takes what comes of all.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

pipeline! {
    P {
        input numbers: u64;
        numbers -> sum; //~ sum
    }
}

fn main() {}
