//! What merges takes something else.

use papy::{pipeline, piper};

#[piper(fold, merge = add)] //~ add
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> sum;
    }
}

fn main() {}
