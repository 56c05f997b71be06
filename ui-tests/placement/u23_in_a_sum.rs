//! One kind of worker that is outside of this process is enough.

use papy::{pipeline, piper};

use std::rc::Rc;

#[piper]
fn share(x: u64) -> Rc<u64> {
    Rc::new(x)
}

#[piper]
fn eat(shared: Rc<u64>) -> u64 {
    *shared
}

pipeline! {
    P {
        imap pool = threads(2) + processes(2);
        input numbers: u64;
        output out = numbers -> share -> eat on pool; //~ share -> eat
    }
}

fn main() {}
