//! A fold that is async as well: one word of a later version is told.

use papy::piper;

#[piper(fold)] //~ fold
async fn sum(total: &mut u64, x: u64) {
    *total += x;
}

fn main() {}
