//! Nobody knows how many a `Vec` has.

use papy::{pipeline, piper};

#[piper]
fn listed(x: u64) -> Vec<u64> {
    vec![x; x as usize]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let many = numbers -> listed [produce];
        output out = (numbers, many) -> add; //~ many
    }
}

fn main() {}
