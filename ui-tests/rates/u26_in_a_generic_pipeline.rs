//! Rates of a generic pipeline are known for given parameters.

use papy::{pipeline, piper};

#[piper]
fn of<const N: usize>(x: u64) -> [u64; N] {
    [x; N]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    P<const K: usize> {
        input numbers: u64;
        let many = numbers -> of::<K> [produce];
        let few = numbers -> of::<2> [produce];
        output out = (few, many) -> add; //~ many
    }
}

papy::check!(P<2>, P<3>);

fn main() {}
