//! A lifetime parameter.

use papy::piper;

#[piper]
fn first<'a>(line: &'a String) -> u64 { //~ 'a
    line.len() as u64
}

fn main() {}
