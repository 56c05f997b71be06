//! An option that there is not.

use papy::piper;

#[piper(fliter)] //~ fliter
fn inc(x: u64) -> u64 {
    x + 1
}

fn main() {}
