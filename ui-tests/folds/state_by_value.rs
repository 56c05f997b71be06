//! A scan that cannot change its state.

use papy::piper;

#[piper(scan)]
fn count(seen: &u64, x: u64) -> u64 { //~ &u64
    *seen + x
}

fn main() {}
