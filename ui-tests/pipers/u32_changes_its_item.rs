//! An inbox by `&mut`.

use papy::piper;

#[piper]
fn inc(x: &mut u64) -> u64 { //~ &mut u64
    *x + 1
}

fn main() {}
