//! A name that begins with a capital is a pipeline.

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

struct Thing;

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> Thing -> inc; //~ Thing
    }
}

fn main() {}
