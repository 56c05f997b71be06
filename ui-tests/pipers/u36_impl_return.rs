//! An output without a type of its own.

use papy::piper;

#[piper]
fn show(x: u64) -> impl ToString { //~ impl ToString
    x
}

fn main() {}
