//! A pipeline needs its parameters.

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
fn add(x: u64, #[param] much: u64) -> u64 {
    x + much
}

pipeline! {
    Shift(much: u64, more: u64) {
        input numbers: u64;
        output out = numbers -> add { much } -> add { much: more };
    }
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> Shift { much: 3 }; //~ Shift
        output same = numbers -> Shift { much: 3, mor: 4 }; //~ mor
    }
}

fn main() {}
