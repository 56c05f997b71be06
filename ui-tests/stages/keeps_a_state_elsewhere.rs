//! A pipeline with a scan is placed on processes.

use papy::{pipeline, piper};

#[piper(scan)]
fn count(seen: &mut u64, x: u64) -> u64 {
    *seen += 1;
    *seen + x
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Counted {
        input numbers: u64;
        output out = numbers -> inc -> count;
    }
}

pipeline! {
    Around {
        input numbers: u64;
        output out = numbers -> Counted -> inc;
    }
}

pipeline! {
    P {
        imap pool = processes(2);
        input numbers: u64;
        output out = numbers -> Counted on pool; //~ pool
        output around = numbers -> Around on pool; //~ pool
    }
}

fn main() {}
