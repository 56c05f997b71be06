//! A scan that wants to merge.

use papy::piper;

#[piper(scan, merge = add)] //~ merge
fn count(seen: &mut u64, x: u64) -> u64 {
    *seen += 1;
    *seen + x
}

fn add(a: &mut u64, b: u64) {
    *a += b;
}

fn main() {}
