//! A zip whose text member is none.

use papy::{pipeline, piper};

#[piper]
fn repeat(line: &str, times: usize) -> String {
    line.repeat(times)
}

pipeline! {
    P {
        input numbers: u64;
        input times: usize;
        output hits = (numbers, times) -> repeat; //~ (numbers, times) -> repeat
    }
}

fn main() {}
