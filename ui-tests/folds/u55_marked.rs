//! A mark does not help.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

#[piper]
fn share(total: Option<u64>, x: u64) -> u64 {
    x * 100 / total.unwrap_or(1)
}

pipeline! {
    P {
        input numbers: u64;
        let total = numbers -> sum;
        output out = (total?, numbers) -> share; //~ ?
    }
}

fn main() {}
