//! A stage is given imaps of this pipeline.

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
        output out = numbers -> Inner [pool = cpu]; //~ cpu
    }
}

fn main() {}
