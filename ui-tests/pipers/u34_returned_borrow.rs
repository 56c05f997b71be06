//! An item that borrows from an argument.

use papy::piper;

#[piper]
fn trim(line: &str) -> &str { //~ &str
    line.trim()
}

fn main() {}
