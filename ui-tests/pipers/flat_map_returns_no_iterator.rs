//! A `flat_map` of what is no iterator, in a `Result` or generic.

use papy::{pipeline, piper};

#[piper(flat_map)]
fn split(x: u64) -> Result<u64, String> { //~ u64
    Ok(x)
}

#[piper(flat_map)]
fn cut<const N: u64>(x: u64) -> u64 { //~ u64
    x / N
}

pipeline! {
    P {
        input numbers: u64;
        output parts = numbers -> split;
        output cuts = numbers -> cut::<2>;
    }
}

fn main() {}
