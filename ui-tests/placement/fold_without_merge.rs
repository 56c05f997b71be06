//! The accumulator of a fold that does not merge stays in this process.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

pipeline! {
    P {
        imap pool: Any;
        input numbers: u64;
        output out = numbers -> sum on pool; //~ sum
    }
}

fn main() {}
