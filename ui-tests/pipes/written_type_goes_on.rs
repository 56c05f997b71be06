//! Behind a wrong type the written one counts.

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
        let found: String = lines -> find; //~ String
        output hits: String = found -> upper -> upper;
    }
}

fn main() {}
