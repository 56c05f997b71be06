//! Faults of tokens, of types and of parameters in one build.

use papy::{pipeline, piper};

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input lines: String;
        output hits = lins -> upper; //~ lins
        output found = lines -> find -> upper; //~ find -> upper
        output some = lines -> grep { patern: "a".to_string() }; //~ patern
    }
}

fn main() {}
