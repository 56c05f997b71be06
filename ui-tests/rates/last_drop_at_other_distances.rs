//! A short last batch is dropped on a branch that is paired with batches of another length.

use papy::{pipeline, piper};

#[piper]
fn two(xs: Vec<u64>) -> [u64; 2] {
    [xs.len() as u64; 2]
}

#[piper]
fn three(xs: Vec<u64>) -> [u64; 3] {
    [xs.len() as u64; 3]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        let halves = numbers -> two [consume = 2, last = drop, produce]; //~ last
        let thirds = numbers -> three [consume = 3, last = drop, produce]; //~ last
        output out = (halves, thirds) -> add;
    }
}

fn main() {}
