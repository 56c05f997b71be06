//! What is known is checked beside what is not.

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

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input lines: String;
        input numbers: u64;
        let left = vv -> upper; //~ vv
        let wrong = lines -> find -> upper -> upper; //~ find -> upper
        output both = (left, wrong);
        output sums = numbers -> add; //~ numbers -> add
        numbers -> inc; //~ inc
        let typed: u32 = numbers -> inc; //~ u32
        output last = typed;
    }
}

fn main() {}
