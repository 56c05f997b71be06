//! The accumulator of a fold comes from other processes.

use papy::{pipeline, piper};

#[derive(Default)]
pub struct Sum(u64);

#[piper(fold, merge = add)]
fn sum(total: &mut Sum, x: u64) {
    total.0 += x;
}

fn add(a: &mut Sum, b: Sum) {
    a.0 += b.0;
}

pipeline! {
    P {
        imap pool = processes(2);
        input numbers: u64;
        output out = numbers -> sum on pool; //~ sum
    }
}

fn main() {}
