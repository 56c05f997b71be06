//! A stage has one input.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Inner {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    Two {
        input xs: u64;
        input ys: u64;
        output out = (xs, ys) -> add;
    }
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> Two -> inc; //~ Two
    }
}

fn main() {}
