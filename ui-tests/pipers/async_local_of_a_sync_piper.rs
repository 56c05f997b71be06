//! A local that is awaited, of a piper that awaits nothing.

use papy::piper;

#[piper]
fn number(x: u64, #[local(async || 0)] first: &u64) -> u64 { //~ async
    x + first
}

fn main() {}
