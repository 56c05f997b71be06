//! To check a pipeline with a fault tells nothing new.

use papy::{pipeline, piper};

#[piper]
fn add<const N: u64>(x: u64) -> u64 {
    x + N
}

pipeline! {
    Sums<const N: u64> {
        input numbers: u64;
        output sums = nunbers -> add::<N>; //~ nunbers
    }
}

papy::check!(Sums<3>);

fn main() {}
