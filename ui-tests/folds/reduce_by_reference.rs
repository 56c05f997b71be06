//! A reduce that only looks.

use papy::piper;

#[piper(reduce)]
fn least(a: &u64, b: &u64) -> u64 { //~ &u64
    *a.min(b)
}

fn main() {}
