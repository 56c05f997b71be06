//! Running results are made in this process.

use papy::{pipeline, piper};

#[piper(fold, merge = add)]
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

fn add(a: &mut u64, b: u64) {
    *a += b;
}

pipeline! {
    P {
        imap pool = threads(1) + processes(2);
        input numbers: u64;
        output out = numbers -> sum on pool [every = 3]; //~ sum
    }
}

fn main() {}
