//! `produce` behind a piper that returns one item, in a generic pipeline.

use papy::{pipeline, piper};

#[piper]
fn len(line: String) -> usize {
    line.len()
}

#[piper]
fn inc(x: usize) -> usize {
    x + 1
}

pipeline! {
    pub Lengths<const K: usize> {
        input lines: String;
        output lengths = lines -> len [produce] -> inc; //~ produce
    }
}

fn main() {}
