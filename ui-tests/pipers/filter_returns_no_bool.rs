//! A filter that tells no yes or no.

use papy::piper;

#[piper(filter)]
fn even(x: &u64) -> u64 { //~ u64
    *x
}

fn main() {}
