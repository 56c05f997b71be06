//! An output that cannot go to another thread.

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
        input numbers: u64;
        output out = numbers -> mkraw; //~ out
    }
}

fn main() {}
