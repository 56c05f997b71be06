//! An input and a zip that feed two pipers by value.

use papy::{pipeline, piper};

struct Opaque;

#[piper]
fn eats(item: Opaque) -> u64 {
    drop(item);
    1
}

#[piper]
fn pair(item: Opaque, number: u64) -> u64 {
    drop(item);
    number
}

pipeline! {
    P {
        input things: Opaque;
        output left = things -> eats;
        output right = things -> eats; //~ things -> eats
    }
}

pipeline! {
    Q {
        input things: Opaque;
        input numbers: u64;
        let both = (things, numbers);
        output left = both -> pair;
        output right = both -> pair; //~ both -> pair
    }
}

fn main() {}
