//! A piper that is not there.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> gerp { pattern: "a".to_string() }; //~ gerp
    }
}

fn main() {}
