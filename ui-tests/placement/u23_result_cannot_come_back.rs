//! What comes from another process is serialized.

use papy::{pipeline, piper};

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
    P {
        imap pool: Any;
        input numbers: u64;
        output out = numbers -> make on pool -> eat; //~ make
    }
}

fn main() {}
