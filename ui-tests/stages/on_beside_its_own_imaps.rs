//! A pipeline with imaps of its own is not put on another.

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
        imap cpu = threads(2);
        input numbers: u64;
        output out = numbers -> Inner on cpu; //~ cpu
    }
}

fn main() {}
