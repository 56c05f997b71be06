//! Items of types with all that serde knows, of which the first byte chooses one.

#![no_main]

use std::collections::{BTreeMap, HashMap};

use libfuzzer_sys::fuzz_target;
use papy_runtime::fuzzing::item;
use papy_runtime::io::Line;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Record {
    id: u64,
    name: String,
    tags: BTreeMap<String, Option<i32>>,
    nested: Vec<Record>,
    small: (i8, u16, char, bool),
    wide: (i128, u128),
    real: (f32, f64),
    tree: Option<Box<Tree>>,
}

#[derive(Serialize, Deserialize)]
enum Tree {
    Leaf,
    Unit(()),
    Both(Box<Tree>, Box<Tree>),
    Named { name: Box<str>, lines: Vec<Line> },
    Map(BTreeMap<u8, Tree>),
}

fuzz_target!(|data: &[u8]| {
    let Some((which, data)) = data.split_first() else { return };
    match which % 8 {
        0 => item::<Record>(data),
        1 => item::<Tree>(data),
        2 => item::<Vec<f64>>(data),
        3 => item::<Vec<Vec<String>>>(data),
        4 => item::<Vec<()>>(data),
        5 => item::<Line>(data),
        // Its order differs from one map to the next: one entry at most comes back as it was.
        6 => drop(papy_runtime::fuzzing::decode::<HashMap<String, Vec<Record>>>(&data.to_vec().into())),
        _ => item::<Vec<Option<Box<[u64; 4]>>>>(data),
    }
});
