//! Of no items a reduce gives nothing.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

#[piper(reduce)]
fn most(a: u64, b: u64) -> u64 {
    a.max(b)
}

#[piper]
fn share(total: u64, most: u64) -> u64 {
    most * 100 / total
}

pipeline! {
    P {
        input numbers: u64;
        let total = numbers -> sum;
        let most = numbers -> most;
        output out = (total, most) -> share; //~ most
    }
}

fn main() {}
