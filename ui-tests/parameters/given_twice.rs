//! A parameter that is given twice.

use papy::{pipeline, piper};

#[piper]
fn plus(x: u64, #[param] n: u64) -> u64 {
    x + n
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> plus { n: 1, n: 2 }; //~ n
    }
}

fn main() {}
