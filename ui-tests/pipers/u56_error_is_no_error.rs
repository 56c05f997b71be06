//! An error that is none.

use papy::piper;

pub struct Bad;

#[piper]
fn parse(line: &str) -> Result<u64, Bad> { //~ Result
    line.parse().map_err(|_| Bad)
}

fn main() {}
