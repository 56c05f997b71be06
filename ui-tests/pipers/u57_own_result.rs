//! A `Result` of the user.

use papy::piper;

pub struct Result<T>(T);

#[piper]
fn inc(x: u64) -> Result<u64> { //~ Result<u64>
    Result(x + 1)
}

fn main() {}
