//! A piper that hides a type.

use papy::piper;

#[piper]
fn str(x: u64) -> u64 { //~ str
    x + 1
}

fn main() {}
