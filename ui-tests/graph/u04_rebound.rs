//! A name that is rebound, as in Rust.

use papy::{pipeline, piper};

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input lines: String;
        let lines = lines -> upper; //~ lines
        output out = lines;
    }
}

fn main() {}
