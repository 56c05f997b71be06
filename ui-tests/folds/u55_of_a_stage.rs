//! A stage that is a pipeline folds.

use papy::{pipeline, piper};

#[piper(fold)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

#[piper]
fn share(total: u64, x: u64) -> u64 {
    x * 100 / total
}

pipeline! {
    Sum {
        input numbers: u64;
        output total = numbers -> sum;
    }
}

pipeline! {
    P {
        input numbers: u64;
        let total = numbers -> Sum;
        output out = (total, numbers) -> share; //~ total
    }
}

fn main() {}
