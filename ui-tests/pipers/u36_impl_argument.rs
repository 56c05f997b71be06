//! An argument without a type of its own.

use papy::piper;

#[piper]
fn show(x: impl ToString) -> String { //~ impl ToString
    x.to_string()
}

fn main() {}
