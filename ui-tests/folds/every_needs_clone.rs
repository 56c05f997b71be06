//! Running results of what cannot be copied.

use papy::{pipeline, piper};

#[derive(Default)]
pub struct Sum(u64);

#[piper(fold)]
fn sum(total: &mut Sum, x: u64) {
    total.0 += x;
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> sum [every = 3]; //~ every
    }
}

fn main() {}
