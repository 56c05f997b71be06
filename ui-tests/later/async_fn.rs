//! A piper that waits.

use papy::piper;

#[piper]
async fn get(x: u64) -> u64 { //~ async
    x
}

fn main() {}
