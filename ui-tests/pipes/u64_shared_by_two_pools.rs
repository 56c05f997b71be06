//! An item that two pools look at, and is not `Sync`.

use std::cell::Cell;

use papy::{pipeline, piper};

#[piper]
fn open(x: u64) -> Cell<u64> {
    Cell::new(x)
}

#[piper]
fn look(x: &Cell<u64>) -> u64 {
    x.get()
}

pipeline! {
    Watch {
        imap left = threads(2);
        imap right = threads(2);
        imap third = threads(2);
        input xs: u64;
        let opened = xs -> open;
        output a = opened -> look on left;
        output b = opened -> look on right; //~ opened -> look
        output c = opened -> look on third;
    }
}

fn main() {}
