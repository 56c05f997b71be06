//! A fold that does not say how it merges.

use papy::piper;

#[piper(fold, commutative)] //~ commutative
fn sum(total: &mut u64, x: u64) {
    *total += x;
}

fn main() {}
