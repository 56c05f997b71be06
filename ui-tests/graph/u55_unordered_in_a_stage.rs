//! A stage whose items come as they finish, paired by position.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    Fast {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> inc on pool [unordered] -> inc;
    }
}

pipeline! {
    Faster {
        input numbers: u64;
        output out = numbers -> inc -> Fast;
    }
}

pipeline! {
    P {
        input left: u64;
        input right: u64;
        let fast = left -> Faster -> inc;
        output out = (right, fast) -> add; //~ fast
    }
}

fn main() {}
