//! What comes from other hosts is serialized.

use papy::{Grid, pipeline, piper};

struct Opaque(u64);

#[piper]
fn make(x: u64) -> Opaque {
    Opaque(x)
}

#[piper]
fn eat(opaque: Opaque) -> u64 {
    opaque.0
}

pipeline! {
    P(grid: Grid) {
        imap far = remote(grid);
        input numbers: u64;
        output out = numbers -> make on far -> eat; //~ make
    }
}

fn main() {}
