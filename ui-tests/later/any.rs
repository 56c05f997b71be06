//! A pool of any kind.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap pool: Any; //~ Any
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
