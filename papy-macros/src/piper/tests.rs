//! What `#[piper]` makes of signatures, and what it says of faulty ones.
