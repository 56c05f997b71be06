//! Two IMaps of one name.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap pool = threads(2);
        imap pool = threads(3); //~ pool
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
