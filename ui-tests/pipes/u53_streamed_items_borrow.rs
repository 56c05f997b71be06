//! A `flat_map` whose items borrow what it was lent.

use papy::{pipeline, piper};

#[piper(flat_map)]
fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(' ').map(str::to_string)
}

pipeline! {
    P {
        input lines: String;
        output out = lines -> words; //~ words
    }
}

fn main() {}
