//! Two results paired with an item that they are made of: one error.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

#[piper]
fn share(x: u64, total: u64, again: u64) -> u64 {
    x * 100 / (total + again)
}

pipeline! {
    P {
        input numbers: u64;
        let total = numbers -> sum;
        let again = numbers -> sum;
        output out = (numbers, total, again) -> share; //~ total
    }
}

fn main() {}
