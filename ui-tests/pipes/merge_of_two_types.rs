//! Streams of different types in a merge.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

pipeline! {
    P {
        input numbers: u64;
        input lines: String;
        output all = [numbers, lines]; //~ lines
    }
}

fn main() {}
