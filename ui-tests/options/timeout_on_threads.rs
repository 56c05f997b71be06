//! A time-out on a thread, which goes on in its call. A warning, made an error here.
#![deny(deprecated)]

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        policy [timeout = 1m];
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> inc on pool -> inc on pool [timeout = 5s]; //~ timeout
    }
}

fn main() {}
