//! A pipeline that can drop items is marked in a zip.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Inner {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

#[piper]
fn both(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    Evens {
        input numbers: u64;
        output out = numbers -> inc -> even;
    }
}

pipeline! {
    P {
        input numbers: u64;
        let evens = numbers -> Evens;
        output out = (numbers, evens) -> both; //~ evens
    }
}

fn main() {}
