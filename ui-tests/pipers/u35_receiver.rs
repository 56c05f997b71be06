//! A method.

use papy::piper;

struct S;

impl S {
    #[piper]
    fn inc(self, x: u64) -> u64 { //~ self
        x + 1
    }
}

fn main() {}
