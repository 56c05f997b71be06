//! A fold that waits.

use papy::piper;

#[piper(fold)]
async fn sum(total: &mut u64, x: u64) { //~ async
    *total += x;
}

fn main() {}
