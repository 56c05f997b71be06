//! Each wrong pipe is told.

use papy::{pipeline, piper};

#[piper]
fn find(line: String) -> Option<String> {
    Some(line)
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input lines: String;
        let found = lines -> find;
        output a = found -> upper; //~ found -> upper
        output b = found -> upper -> inc; //~ found -> upper //~ upper -> inc
        output c = lines -> inc -> upper; //~ lines -> inc //~ inc -> upper
    }
}

fn main() {}
