//! Several futures at once of a piper that has its local to itself.

use papy::{pipeline, piper};

#[piper]
async fn number(x: u64, #[local(|| 0)] next: &mut u64) -> (u64, u64) {
    *next += 1;
    (*next, x)
}

pipeline! {
    P {
        input numbers: u64;
        output one = numbers -> number [in_flight = 1];
        output two = numbers -> number [in_flight = 2]; //~ in_flight
    }
}

fn main() {}
