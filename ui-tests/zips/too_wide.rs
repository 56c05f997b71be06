//! A zip of more branches than a tuple holds.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(flat_map)]
fn twice(x: u64) -> Vec<u64> {
    vec![x, x]
}

pipeline! {
    P {
        input numbers: u64;
        let s0 = numbers -> inc;
        let s1 = numbers -> inc;
        let s2 = numbers -> inc;
        let s3 = numbers -> inc;
        let s4 = numbers -> inc;
        let s5 = numbers -> inc;
        let s6 = numbers -> inc;
        let s7 = numbers -> inc;
        let s8 = numbers -> inc;
        let s9 = numbers -> inc;
        let s10 = numbers -> inc;
        let s11 = numbers -> inc;
        let s12 = numbers -> inc;
        output all = (s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12); //~ s12
        output some = numbers -> twice;
    }
}

fn main() {}
