//! No items of a task side by side.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> inc [spawn = 0]; //~ 0
    }
}

fn main() {}
