//! Marks mean nothing where each child is paired.

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
        let more = numbers -> inc;
        let all = numbers -> twice;
        output pairs = (more?, all*) [join = each]; //~ ? //~ *
    }
}

fn main() {}
