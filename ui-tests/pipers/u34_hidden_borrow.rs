//! An item that borrows.

use papy::piper;

use std::borrow::Cow;

#[piper]
fn inc(x: Cow<'_, str>) -> u64 { //~ '_
    x.len() as u64
}

fn main() {}
