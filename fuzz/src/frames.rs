//! Streams of frames in any cut, and the messages in them.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| papy_runtime::fuzzing::frames(data));
