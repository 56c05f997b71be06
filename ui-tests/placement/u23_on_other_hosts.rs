//! What goes to other hosts is serialized, wherever else it may run.

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
        imap pool = threads(2) + processes(4) + remote(grid);
        input numbers: u64;
        output out = numbers -> make -> eat on pool; //~ make -> eat
    }
}

fn main() {}
