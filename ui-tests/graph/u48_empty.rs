//! A pipeline without anything.

use papy::{pipeline, piper};

pipeline! {
    Nothing { //~ Nothing

    }
}

fn main() {}
