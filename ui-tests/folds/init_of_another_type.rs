//! How a state begins is of another type.

use papy::piper;

#[piper(scan)]
fn count(#[init("none")] seen: &mut u64, x: u64) -> u64 { //~ "none"
    *seen += 1;
    *seen + x
}

fn main() {}
