//! An option of a generic pipeline that means nothing for its piper, checked for given parameters.

use papy::{pipeline, piper};

#[piper]
fn add<const N: u64>(x: u64) -> u64 {
    x + N
}

pipeline! {
    Sums<const N: u64> {
        input numbers: u64;
        output sums = numbers -> add::<N> [collect = 3]; //~ collect
    }
}

papy::check!(Sums<3>);

fn main() {}
