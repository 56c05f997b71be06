//! A time-out of a call whose items are made after it.
#![allow(deprecated)]

use papy::{pipeline, piper};

#[piper(flat_map)]
fn twice(x: u64) -> [u64; 2] {
    [x, x]
}

pipeline! {
    P {
        policy [timeout = 1m];
        imap pool = threads(2);
        input numbers: u64;
        output streamed = numbers -> twice on pool;
        output out = numbers -> twice on pool [timeout = 5s]; //~ timeout
    }
}

fn main() {}
