//! A parameter of another type, named alike.

use papy::{pipeline, piper};

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

pipeline! {
    P(pattern: u64) {
        input lines: String;
        output hits = lines -> grep { pattern }; //~ pattern
    }
}

fn main() {}
