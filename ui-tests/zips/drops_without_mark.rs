//! A branch that drops, without a mark.

use papy::{pipeline, piper};

#[piper(filter)]
fn even(x: &u64) -> bool {
    x % 2 == 0
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let some = numbers -> even;
        output pairs = (numbers, some); //~ some
    }
}

fn main() {}
