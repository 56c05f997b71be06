//! A lent parameter that threads cannot share.

use std::cell::Cell;

use papy::{pipeline, piper};

#[piper]
fn add(x: u64, #[param] more: &Cell<u64>) -> u64 { //~ Cell<u64>
    x + more.get()
}

pipeline! {
    P(more: Cell<u64>) {
        input numbers: u64;
        output sums = numbers -> add { more };
    }
}

fn main() {}
