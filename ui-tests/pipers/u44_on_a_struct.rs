//! Not a function.

use papy::piper;

#[piper]
struct Inc { //~ struct
    x: u64,
}

fn main() {}
