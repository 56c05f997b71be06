//! A batch that is not as long as the array.

use papy::{pipeline, piper};

#[piper]
fn sum(xs: [u64; 2]) -> u64 {
    xs[0] + xs[1]
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> sum [consume = 3]; //~ numbers -> sum
    }
}

fn main() {}
