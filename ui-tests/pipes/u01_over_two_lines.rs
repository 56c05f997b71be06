//! A pipe that is written over two lines.

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
        output hits = lines
            -> find //~ find -> upper
            -> upper;
    }
}

fn main() {}
