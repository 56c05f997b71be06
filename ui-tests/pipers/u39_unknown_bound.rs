//! A bound that names what does not exist.

use papy::piper;

#[piper]
fn show<T>(x: T) -> String
where
    T: Missing, //~ Missing
{
    x.to_string()
}

fn main() {}
