//! `fallible` on a function that returns no `Result`.

use papy::{pipeline, piper};

#[piper(fallible)]
fn inc(x: u64) -> u64 { //~ u64
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output sums = numbers -> inc;
    }
}

fn main() {}
