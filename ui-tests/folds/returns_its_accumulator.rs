//! A fold that returns what it made.

use papy::piper;

#[piper(fold)]
fn sum(total: &mut u64, x: u64) -> u64 { //~ u64
    *total += x;
    *total
}

fn main() {}
