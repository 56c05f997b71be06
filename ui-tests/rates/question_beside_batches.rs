//! A branch that can drop items, paired with one that packs.

use papy::{pipeline, piper};

#[piper(filter)]
fn odd(x: &u64) -> bool {
    x % 2 == 1
}

#[piper]
fn sum(xs: [u64; 2]) -> u64 {
    xs.iter().sum()
}

#[piper]
fn show(pair: (u64, Option<u64>)) -> String {
    format!("{pair:?}")
}

pipeline! {
    P {
        input numbers: u64;
        let sums = numbers -> sum [consume = 2];
        let odds = numbers -> odd;
        output out = (sums, odds?) -> show; //~ ?
    }
}

fn main() {}
