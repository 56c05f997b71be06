//! An IMap named like the constant of every pipeline.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        imap GRAPH = threads(2); //~ GRAPH
        input numbers: u64;
        output out = numbers -> inc on GRAPH;
    }
}

fn main() {}
