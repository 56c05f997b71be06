//! Nothing says how an accumulator begins.

use papy::{pipeline, piper};

pub struct Most(u64);

#[piper(fold)]
fn most(most: &mut Most, x: u64) { //~ Most
    most.0 = most.0.max(x);
}

pipeline! {
    P {
        input numbers: u64;
        output out = numbers -> most;
    }
}

fn main() {}
