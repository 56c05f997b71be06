//! An IMap that is not there.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap local = threads(2);
        input numbers: u64;
        output out = numbers -> inc on locl; //~ locl
    }
}

fn main() {}
