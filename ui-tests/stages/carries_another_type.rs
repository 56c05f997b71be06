//! A pipeline takes items of one type.

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
fn show(x: u64) -> String {
    x.to_string()
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> show -> Inner -> inc; //~ show -> Inner
    }
}

fn main() {}
