//! A `filter_map` that returns no `Option`.

use papy::piper;

#[piper(filter_map)]
fn even(x: u64) -> u64 { //~ u64
    x
}

fn main() {}
