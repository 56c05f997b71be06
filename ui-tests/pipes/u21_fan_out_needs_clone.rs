//! A stream that feeds two pipers by value.

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
        let made = numbers -> mk;
        output left = made -> eats;
        output right = made -> eats; //~ made -> eats
    }
}

fn main() {}
