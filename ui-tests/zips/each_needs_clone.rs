//! An item is paired several times, so it is copied.

use papy::{pipeline, piper};

struct Opaque;

#[piper]
fn mk(_x: u64) -> Opaque {
    Opaque
}

#[piper(flat_map)]
fn twice(x: u64) -> Vec<u64> {
    vec![x, x]
}

pipeline! {
    P {
        input numbers: u64;
        let made = numbers -> mk;
        let all = numbers -> twice;
        output pairs = (made, all) [join = each]; //~ made
    }
}

fn main() {}
