//! A parameter without a name.

use papy::piper;

#[piper]
fn inc(x: u64, #[param] _n: u64) -> u64 { //~ _n
    x
}

fn main() {}
