//! Columns of numbers, text and records, with their keys and failures.

#![no_main]

use libfuzzer_sys::fuzz_target;
use papy_runtime::fuzzing::column;

fuzz_target!(|data: &[u8]| {
    let Some((which, data)) = data.split_first() else { return };
    match which % 4 {
        0 => column::<u64>(data),
        1 => column::<String>(data),
        2 => column::<()>(data),
        _ => column::<(u8, Option<Vec<i16>>)>(data),
    }
});
