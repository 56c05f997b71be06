//! A branch that multiplies, without a mark.

use papy::{pipeline, piper};

#[piper(flat_map)]
fn rep(x: u64) -> Vec<u64> {
    vec![x; 3]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let many = numbers -> rep;
        output pairs = (numbers, many) -> add; //~ many
    }
}

fn main() {}
