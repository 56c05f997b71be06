//! What comes out of a pipeline is checked where it goes.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Inner {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> inc on pool;
    }
}

#[piper]
fn length(text: String) -> u64 {
    text.len() as u64
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> Inner -> length; //~ Inner -> length
    }
}

fn main() {}
