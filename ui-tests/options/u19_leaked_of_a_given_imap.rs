//! A budget of threads that are started elsewhere.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap pool: Threads [leaked = 2]; //~ leaked
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
