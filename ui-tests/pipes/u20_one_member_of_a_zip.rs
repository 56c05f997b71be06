//! A zip with one member of a wrong type.

use papy::{pipeline, piper};

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        input lines: String;
        let found = lines -> find;
        output sums = (numbers, found) -> add; //~ (numbers, found) -> add
    }
}

fn main() {}
