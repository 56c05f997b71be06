//! More stages in a row than the compiler can follow.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    P {
        input numbers: u64;
        let s0 = numbers -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
        let s1 = s0 -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc; //~ s1
        output out = s1;
    }
}

fn main() {}
