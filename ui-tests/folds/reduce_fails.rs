//! A reduce that can fail.

use papy::piper;

#[piper(reduce)]
fn sum(a: u64, b: u64) -> Result<u64, String> { //~ Result<u64, String>
    a.checked_add(b).ok_or_else(|| "too much".into())
}

fn main() {}
