//! An IMap without workers.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap pool = threads(0); //~ 0
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
