//! The state of a scan stays in this process.

use papy::{pipeline, piper};

#[piper(scan)]
fn count(seen: &mut u64, x: u64) -> u64 {
    *seen += 1;
    *seen + x
}

pipeline! {
    P {
        imap pool = processes(2);
        input numbers: u64;
        output out = numbers -> count on pool; //~ count
    }
}

fn main() {}
