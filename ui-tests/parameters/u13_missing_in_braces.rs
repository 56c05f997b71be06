//! A parameter that was not given, in braces.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> grep {}; //~ grep
    }
}

fn main() {}
