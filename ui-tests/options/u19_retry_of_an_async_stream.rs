//! Attempts at a call whose items are made after it.

use papy::{pipeline, piper};

#[piper(flat_map)]
async fn twice(x: u64) -> [u64; 2] {
    [x, x]
}

pipeline! {
    P {
        policy [retry = 1];
        imap pool = threads(2);
        input numbers: u64;
        output streamed = numbers -> twice on pool;
        output out = numbers -> twice on pool [retry = 2]; //~ retry
    }
}

fn main() {}
