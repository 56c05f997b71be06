//! A generic piper whose bound the item does not meet.

use papy::{pipeline, piper};

struct Opaque;

#[piper]
fn make(_x: u64) -> Opaque {
    Opaque
}

#[piper]
fn show<T: std::fmt::Debug>(item: T) -> String {
    format!("{item:?}")
}

pipeline! {
    P {
        input numbers: u64;
        output shown = numbers -> make -> show; //~ make -> show
    }
}

fn main() {}
