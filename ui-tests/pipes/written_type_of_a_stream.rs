//! A type on `let` that the stream has not.

use papy::{pipeline, piper};

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

pipeline! {
    P {
        input lines: String;
        let found: String = lines -> find; //~ String
        output hits = found;
    }
}

fn main() {}
