//! A pipe from an input.

use papy::{pipeline, piper};

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input numbers: u64;
        output hits = numbers -> upper; //~ numbers -> upper
    }
}

fn main() {}
