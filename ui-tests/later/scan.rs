//! Ordered state.

use papy::piper;

#[piper(scan)] //~ scan
fn count(n: &mut u64, x: u64) -> u64 {
    *n += x;
    *n
}

fn main() {}
