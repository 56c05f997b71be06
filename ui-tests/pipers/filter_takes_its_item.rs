//! A filter by value.

use papy::piper;

#[piper(filter)]
fn even(x: u64) -> bool { //~ u64
    x % 2 == 0
}

fn main() {}
