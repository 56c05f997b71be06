//! A time-out where no other thread could go on.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [timeout = 5s]; //~ timeout
    }
}

fn main() {}
