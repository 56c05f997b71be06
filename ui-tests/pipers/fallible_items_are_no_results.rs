//! `fallible_items` on items that are no `Result`s.

use papy::{pipeline, piper};

#[piper(flat_map, fallible_items)]
fn split(x: u64) -> Vec<u64> { //~ Vec<u64>
    vec![x]
}

#[piper(flat_map, fallible_items)]
fn each(x: u64) -> impl Iterator<Item = u64> { //~ u64
    0..x
}

pipeline! {
    P {
        input numbers: u64;
        output parts = numbers -> split;
        output more = numbers -> each;
    }
}

fn main() {}
