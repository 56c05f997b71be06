//! Parameters go to other hosts too.

use papy::{Grid, pipeline, piper};

#[derive(Clone)]
pub struct Lookup;

#[piper]
fn find(x: u64, #[param] lookup: Lookup) -> u64 {
    let _ = lookup;
    x
}

pipeline! {
    P(lookup: Lookup, grid: Grid) {
        imap far = remote(grid);
        input numbers: u64;
        output out = numbers -> find { lookup } on far; //~ lookup
    }
}

fn main() {}
