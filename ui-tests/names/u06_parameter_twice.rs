//! Two parameters of one name.

use papy::{pipeline, piper};

#[piper]
fn plus(x: u64, #[param] n: u64) -> u64 {
    x + n
}

pipeline! {
    P(n: u64, n: u64) { //~ n
        input numbers: u64;
        output out = numbers -> plus { n };
    }
}

fn main() {}
