//! A struct that is no piper.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[allow(non_camel_case_types)]
struct thing {}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> thing -> inc; //~ thing
    }
}

fn main() {}
