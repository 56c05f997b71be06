//! Rates of a generic pipeline are known where it is used.

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

fn main() {
    P::<2>::new().start(0..1).unwrap();
    P::<3>::new().start(0..1).unwrap();
}
