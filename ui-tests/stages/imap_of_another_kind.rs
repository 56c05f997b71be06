//! A pipeline that runs on threads is given processes.

use papy::{pipeline, piper};

#[piper(scan)]
fn count(seen: &mut u64, x: u64) -> u64 {
    *seen += 1;
    *seen + x
}

pipeline! {
    Counted {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> count on pool;
    }
}

pipeline! {
    P {
        imap far = processes(2);
        input numbers: u64;
        output out = numbers -> Counted [pool = far]; //~ pool
    }
}

fn main() {}
