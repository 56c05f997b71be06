//! A parameter for a piper that has none.

use papy::{pipeline, piper};

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> upper { loud: true }; //~ loud
    }
}

fn main() {}
