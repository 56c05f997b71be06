//! One item at the end.

use papy::piper;

#[piper(fold)] //~ fold
fn sum(n: &mut u64, x: u64) {
    *n += x;
}

fn main() {}
