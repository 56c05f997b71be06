//! Items of an async `flat_map` that borrow what the call was lent.

use papy::{pipeline, piper};

#[piper(flat_map)]
async fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(str::to_owned)
}

pipeline! {
    P {
        input texts: String;
        output all = texts -> words; //~ words
    }
}

fn main() {}
