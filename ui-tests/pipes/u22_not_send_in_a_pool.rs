//! An item that cannot go to another thread, within a pool.

use papy::{pipeline, piper};

use std::rc::Rc;

#[piper]
fn mkraw(x: u64) -> Rc<u64> {
    Rc::new(x)
}

#[piper]
fn useraw(x: Rc<u64>) -> u64 {
    *x
}

pipeline! {
    P {
        imap pool = threads(2);

        input numbers: u64;
        output out = numbers -> mkraw on pool -> useraw on pool; //~ mkraw on pool -> useraw
    }
}

fn main() {}
