//! Nothing comes in.

use papy::piper;

#[piper]
fn nothing() -> u64 { //~ nothing
    1
}

fn main() {}
