//! What comes out of a pipeline is taken by somebody.

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

pipeline! {
    P {
        input numbers: u64;
        numbers -> Inner; //~ Inner
    }
}

fn main() {}
