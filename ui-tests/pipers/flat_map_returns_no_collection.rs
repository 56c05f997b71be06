//! A `flat_map` that returns one item.

use papy::piper;

#[piper(flat_map)]
fn even(x: u64) -> u64 { //~ u64
    x
}

fn main() {}
