//! The stages behind are typed by it, and silent.

use papy::{pipeline, piper};

#[piper]
fn split(x: u64) -> String {
    x.to_string()
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> split [produce = 2] -> inc -> inc; //~ produce
    }
}

fn main() {}
