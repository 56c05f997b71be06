//! A stream without `let`.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        more = numbers -> inc; //~ more
        output out = more;
    }
}

fn main() {}
