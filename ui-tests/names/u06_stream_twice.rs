//! Two streams of one name.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let a = numbers -> inc;
        let a = numbers -> inc -> inc; //~ a
        output out = a;
    }
}

fn main() {}
