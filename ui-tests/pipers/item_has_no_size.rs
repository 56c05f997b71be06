//! An item whose type has no size.

use std::path::Path;

use papy::{pipeline, piper};

#[piper]
fn name(path: &Path) -> String { //~ Path
    path.display().to_string()
}

pipeline! {
    P {
        input paths: String;
        output names = paths -> name;
    }
}

fn main() {}
