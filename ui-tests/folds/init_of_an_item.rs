//! An item that begins with something.

use papy::piper;

#[piper(fold)]
fn sum(total: &mut u64, #[init(1)] x: u64) { //~ #[init(1)]
    *total += x;
}

fn main() {}
