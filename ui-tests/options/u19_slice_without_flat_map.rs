//! An option of `flat_map` on a piper that does not multiply.

use papy::{pipeline, piper};

#[piper]
fn double(x: u64) -> u64 {
    x * 2
}

pipeline! {
    P {
        input numbers: u64;
        output doubles = numbers -> double [slice = 5]; //~ slice
    }
}

fn main() {}
