//! A stage that streams its items and gives them all at once.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(flat_map)]
fn twice(x: u64) -> Vec<u64> {
    vec![x, x]
}

pipeline! {
    P {
        input numbers: u64;
        let more = numbers -> inc;
        output all = more -> twice [slice = 5, collect = 6]; //~ slice
    }
}

fn main() {}
