//! A fold without an item.

use papy::piper;

#[piper(fold)]
fn sum(total: &mut u64) { //~ sum
    *total += 1;
}

fn main() {}
