//! Bytes between processes: pure, bounded, no I/O but what a caller brings.

pub(crate) mod frame;
pub(crate) mod item;
pub(crate) mod message;

use std::fmt;

/// Bytes that are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(pub(crate) String);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Malformed {}

/// Bytes that are read from the front.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }
}

impl Reader<'_> {
    pub(crate) fn flag(&mut self) -> Result<bool, Malformed> {
        match self.rest.split_first() {
            Some((0, rest)) => { self.rest = rest; Ok(false) }
            Some((1, rest)) => { self.rest = rest; Ok(true) }
            _ => Err(Malformed("no flag".into())),
        }
    }
}
