//! A parameter that the piper has not.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> grep { patern: "a".to_string() }; //~ patern
    }
}

fn main() {}
