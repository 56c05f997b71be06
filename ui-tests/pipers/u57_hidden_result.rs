//! A `Result` of another name.

use papy::piper;

type Answer = Result<u64, String>;

#[piper]
fn inc(x: u64) -> Answer { //~ Answer
    Ok(x + 1)
}

fn main() {}
