//! A stream that feeds a piper and an output.

use papy::{pipeline, piper};

struct Opaque;

#[piper]
fn mk(_x: u64) -> Opaque {
    Opaque
}

#[piper]
fn eats(item: Opaque) -> u64 {
    drop(item);
    1
}

#[piper]
fn sees(_item: &Opaque) -> u64 {
    1
}

pipeline! {
    P {
        input numbers: u64;
        output made = numbers -> mk;
        let right = made -> eats; //~ made -> eats
        output left = made -> eats;
        output last = right;
    }
}

fn main() {}
