//! A pipe between pipers that do not fit.

use papy::{pipeline, piper};

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> find -> upper; //~ find -> upper
    }
}

fn main() {}
