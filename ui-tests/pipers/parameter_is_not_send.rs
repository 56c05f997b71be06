//! A parameter that cannot go to another thread.

use std::rc::Rc;

use papy::piper;

#[piper]
fn add(x: u64, #[param] more: Rc<u64>) -> u64 { //~ Rc<u64>
    x + *more
}

fn main() {}
