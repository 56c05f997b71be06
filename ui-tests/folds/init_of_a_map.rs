//! A map keeps nothing.

use papy::piper;

#[piper]
fn inc(#[init(1)] x: u64) -> u64 { //~ #[init(1)]
    x + 1
}

fn main() {}
