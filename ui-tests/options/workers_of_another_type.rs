//! A number of workers that is none, as an expression.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P(n: String) {
        imap pool = threads(n); //~ n
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

fn main() {}
