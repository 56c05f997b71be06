//! A generic piper with several bounds, none of which the item meets.

use std::fmt::Display;
use std::hash::Hash;

use papy::{pipeline, piper};

struct Opaque;

#[piper]
fn make(_x: u64) -> Vec<Opaque> {
    Vec::new()
}

#[piper]
fn show<T: Clone + Display>(items: Vec<T>) -> String
where
    T: Hash + Eq,
{
    items.into_iter().map(|item| item.to_string()).collect()
}

pipeline! {
    P {
        input numbers: u64;
        output shown = numbers -> make -> show; //~ make -> show
    }
}

fn main() {}
