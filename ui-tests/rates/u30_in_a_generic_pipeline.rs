//! What takes no batch, in a generic pipeline.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P<const K: usize> {
        input numbers: u64;
        output out = numbers -> inc [consume = K]; //~ consume
    }
}

fn main() {
    P::<2>::new().start(0..1).unwrap();
}
