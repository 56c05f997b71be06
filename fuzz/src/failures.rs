//! Failures of items.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| papy_runtime::fuzzing::failure(data));
