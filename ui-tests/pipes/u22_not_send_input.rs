//! An input that cannot go to another thread.

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
        input raws: Rc<u64>; 
        output out = raws -> useraw; //~ raws -> useraw
    }
}

fn main() {}
