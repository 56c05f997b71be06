//! papy turns annotated Rust functions into parallel pipelines that are checked at compile time.
