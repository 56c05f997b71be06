//! Two faults are two errors.

use papy::{pipeline, piper};

#[piper]
fn split(x: u64) -> String {
    x.to_string()
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output a = numbers -> split [produce]; //~ produce
        output b = numbers -> inc [consume = 3]; //~ consume
    }
}

fn main() {}
