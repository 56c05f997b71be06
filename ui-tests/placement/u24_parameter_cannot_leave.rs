//! Parameters go to other processes too.

use papy::{pipeline, piper};

#[derive(Clone)]
pub struct Lookup;

#[piper]
fn find(x: u64, #[param] lookup: Lookup) -> u64 {
    let _ = lookup;
    x
}

pipeline! {
    P(lookup: Lookup) {
        imap pool: Any;
        input numbers: u64;
        output out = numbers -> find { lookup } on pool; //~ lookup
    }
}

fn main() {}
