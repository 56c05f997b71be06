//! A fold takes items of one type.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

pipeline! {
    P {
        input words: String;
        output out = words -> sum; //~ words -> sum
    }
}

fn main() {}
