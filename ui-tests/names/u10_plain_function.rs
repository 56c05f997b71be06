//! A function that is no piper.

use papy::{pipeline, piper};

fn plain(x: u64) -> u64 {
    x
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> plain; //~ plain
    }
}

fn main() {}
