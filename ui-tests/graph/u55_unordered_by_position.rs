//! Items that come as they finish, paired by position.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        imap pool = threads(2) [unordered];

        input left: u64;
        input right: u64;
        let more = left -> inc on pool;
        output sums = (more, right) -> add; //~ more
    }
}

fn main() {}
