//! Two graphs in one pipeline.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input numbers: u64;
        input lines: String; //~ lines
        output more = numbers -> inc -> inc;
        output hits = lines -> upper;
    }
}

fn main() {}
