//! An IMap named like a method of every pipeline.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap start = threads(2); //~ start
        input numbers: u64;
        output out = numbers -> inc on start;
    }
}

fn main() {}
