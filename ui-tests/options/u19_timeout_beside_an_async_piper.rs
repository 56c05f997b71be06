//! A time-out that leaves threads behind on which futures are polled.
#![allow(deprecated)]

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
async fn later(x: u64) -> u64 {
    x
}

pipeline! {
    P {
        imap pool = threads(2);
        imap other = threads(2);
        input numbers: u64;
        output out = numbers -> later on pool -> inc on pool [timeout = 5s]; //~ timeout
        output fine = numbers -> later on other -> inc;
    }
}

fn main() {}
