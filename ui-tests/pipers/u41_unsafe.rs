//! An unsafe function.

use papy::piper;

#[piper]
unsafe fn inc(x: u64) -> u64 { //~ unsafe
    x + 1
}

fn main() {}
