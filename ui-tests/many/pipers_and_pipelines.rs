//! A faulty piper is no second fault where it is used.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

#[piper]
fn first<'a>(line: &'a String, #[param] n: usize) -> u64 { //~ 'a
    line.len() as u64 + n as u64
}

pipeline! {
    P {
        input lines: String;
        output out = lines -> first { n: 3 } -> inc;
        output upper = lines -> upper;
        output more = lines -> first { m: 3 } -> upper; //~ m
    }
}

fn main() {}
