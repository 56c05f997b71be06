//! Behind a wrong pipe the types are known again.

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
        let found = lines -> find -> upper -> upper -> upper; //~ find -> upper
        output hits: String = found -> upper -> upper;
        output same = found;
    }
}

fn main() {}
