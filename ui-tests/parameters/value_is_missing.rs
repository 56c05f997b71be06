//! A parameter whose value is not written yet.

use papy::{pipeline, piper};

#[piper]
fn plus(x: u64, #[param] much: u64) -> u64 {
    x + much
}

pipeline! {
    P {
        input xs: u64;
        output ys = xs -> plus { much: } -> plus { much: 1 }; //~ }
    }
}

fn main() {}
