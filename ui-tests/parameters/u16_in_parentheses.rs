//! Parameters by position.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P {
        input lines: String;
        output hits = lines -> grep("a"); //~ ("a")
    }
}

fn main() {}
