//! A parameter of another type.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> grep { pattern: 5 }; //~ 5
    }
}

fn main() {}
