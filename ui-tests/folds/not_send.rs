//! A state that cannot go from thread to thread.

use std::rc::Rc;

use papy::{pipeline, piper};

#[piper(scan)]
fn count(seen: &mut Rc<u64>, x: u64) -> u64 { //~ Rc<u64>
    **seen + x
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> count;
    }
}

fn main() {}
