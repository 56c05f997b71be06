//! A reduce of items of two types.

use papy::piper;

#[piper(reduce)]
fn sum(a: u64, b: u32) -> u64 { //~ u32
    a + u64::from(b)
}

fn main() {}
