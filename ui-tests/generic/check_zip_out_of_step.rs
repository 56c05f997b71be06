//! A generic pipeline whose zip is out of step, checked for given parameters and never started.

use papy::{pipeline, piper};

#[piper(filter_map)]
fn some<const N: u64>(x: u64) -> Option<u64> {
    (x % N == 0).then_some(x)
}

pipeline! {
    Pairs<const N: u64> {
        input numbers: u64;
        let some = numbers -> some::<N>;
        output pairs = (numbers, some); //~ some
    }
}

papy::check!(Pairs<3>);

fn main() {}
