//! A scan that gives an `Option` can drop.

use papy::{pipeline, piper};

#[piper(scan)]
fn changes(last: &mut u64, x: u64) -> Option<u64> {
    (std::mem::replace(last, x) != x).then_some(x)
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let changes = numbers -> changes;
        output out = (numbers, changes) -> add; //~ changes
    }
}

fn main() {}
