//! A name that is rebound.

use papy::{pipeline, piper};

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input lines: String;
        let trimmed = lines -> upper;
        let trimmed2 = trimmed2 -> upper; //~ trimmed2
        output out = trimmed;
    }
}

fn main() {}
