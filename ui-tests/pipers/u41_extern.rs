//! A function of another ABI.

use papy::piper;

#[piper]
extern "C" fn inc(x: u64) -> u64 { //~ extern
    x + 1
}

fn main() {}
