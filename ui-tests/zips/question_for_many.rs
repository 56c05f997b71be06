//! A `?` on a branch that multiplies.

use papy::{pipeline, piper};

#[piper(flat_map)]
fn rep(x: u64) -> Vec<u64> {
    vec![x; 3]
}

pipeline! {
    P {
        input numbers: u64;
        let many = numbers -> rep;
        output pairs = (numbers, many?); //~ ?
    }
}

fn main() {}
