//! A stream that is lent to two pools.

use papy::{pipeline, piper};

use std::cell::Cell;

#[piper]
fn mk(x: u64) -> Cell<u64> {
    Cell::new(x)
}

#[piper]
fn get(x: &Cell<u64>) -> u64 {
    x.get()
}

pipeline! {
    P {
        imap one = threads(1);
        imap two = threads(1);

        input numbers: u64;
        let cells = numbers -> mk on one;
        output a = cells -> get on one;
        output b = cells -> get on two; //~ get
    }
}

fn main() {}
