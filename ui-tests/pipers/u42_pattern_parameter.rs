//! A parameter that is taken apart.

use papy::piper;

#[piper]
fn inc(x: u64, #[param] (a, b): (u64, u64)) -> u64 { //~ (a, b)
    x + a + b
}

fn main() {}
