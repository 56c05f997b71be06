//! A result paired with an item that it is made of.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

#[piper]
fn share(total: u64, x: u64) -> u64 {
    x * 100 / total
}

pipeline! {
    P {
        input numbers: u64;
        let total = numbers -> sum;
        output out = (total, numbers) -> share; //~ total
    }
}

fn main() {}
