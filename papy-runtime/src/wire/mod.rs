//! The worker protocol's pure half: items, columns and messages as bytes and back. No I/O, no threads.
//!
//! Whatever arrives is taken for hostile: each length is held against what is there before anything is allocated, and what
//! decodes is whole. [`Limits`] has the bounds.

use std::fmt;

pub(crate) mod decode;
pub(crate) mod error;
#[cfg_attr(not(test), allow(dead_code, reason = "executors on other hosts, which use it, are to come"))]
pub(crate) mod field;
pub(crate) mod frame;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
#[cfg_attr(not(test), allow(dead_code, reason = "executors on other hosts, which use it, are to come"))]
pub(crate) mod greeting;
pub(crate) mod item;
pub(crate) mod message;
pub(crate) mod reader;
#[cfg_attr(not(test), allow(dead_code, reason = "executors on other hosts, which use it, are to come"))]
pub(crate) mod schema;

/// What bytes from elsewhere may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The bytes of a frame, without its length. A peer that announces more is refused before anything is allocated.
    pub(crate) frame_bytes_max: usize,
    /// How many bytes in memory stand behind a byte on the wire at most: an empty `String` is 1 there and 24 here.
    pub(crate) growth_max: usize,
    /// What may be decoded from the smallest of frames, so that short ones need no thought.
    pub(crate) decoded_bytes_min: usize,
    /// Values within values. Each is a few frames of the stack, of which a thread has 2 MiB.
    pub(crate) nesting_max: u32,
    /// Elements of sequences that take no bytes, in one frame.
    pub(crate) empty_max: u32,
}

impl Limits {
    /// Between processes of one program: what comes is ours, but who sends it may be dying.
    pub(crate) const OWN: Limits = Limits {
        frame_bytes_max: 1 << 30,
        growth_max: 64,
        decoded_bytes_min: 1 << 20,
        nesting_max: 128,
        empty_max: 1 << 30,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            frame_bytes_max: 16 << 20,
            growth_max: 8,
            decoded_bytes_min: 64 << 10,
            nesting_max: 64,
            empty_max: 1_000_000,
        }
    }
}

/// Bytes that are not what they should be. One pointer, because every step of a decoder returns it.
#[derive(PartialEq, Eq)]
pub struct Malformed(Box<Fault>);

/// What is wrong with them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// They end within something.
    Ended,
    /// Something begins behind the end.
    Trailing(usize),
    /// A frame or a sequence is longer than it may be.
    Length { is: u64, max: u64 },
    /// What they stand for needs more memory than they justify.
    Budget,
    /// Values within values within values.
    Nesting,
    /// More elements than may take no bytes.
    Empty,
    /// What stands there is none of this.
    Not(&'static str),
    /// The other end is of another release.
    Version { is: u32, here: u32 },
    /// A type that cannot be read without names of its fields.
    Untyped(&'static str),
    /// What a type's own `Deserialize` says.
    Refused(String),
}

impl Malformed {
    #[cold]
    pub(crate) fn new(fault: Fault) -> Malformed {
        Malformed(Box::new(fault))
    }

    /// What stands there is not this.
    #[cold]
    pub(crate) fn not(what: &'static str) -> Malformed {
        Malformed::new(Fault::Not(what))
    }

    /// What is wrong.
    pub(crate) fn fault(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault() {
            Fault::Ended => f.write_str("the bytes end within a value"),
            Fault::Trailing(bytes) => write!(f, "{bytes} bytes stand behind the last value"),
            Fault::Length { is, max } => write!(f, "a length of {is} where {max} is the most"),
            Fault::Budget => f.write_str("the bytes stand for far more memory than they are"),
            Fault::Nesting => f.write_str("values are nested too deep"),
            Fault::Empty => f.write_str("too many elements that take no bytes"),
            Fault::Not(what) => write!(f, "no {what} stands where one should"),
            Fault::Version { is, here } => write!(
                f,
                "the other end speaks version {is} of the protocol of workers and this one version {here}: run the same release \
                 of papy on both"
            ),
            Fault::Untyped(what) => write!(f, "{what} needs a format that describes itself, and this one does not"),
            Fault::Refused(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Malformed {}

impl serde::de::Error for Malformed {
    #[cold]
    fn custom<T: fmt::Display>(text: T) -> Malformed {
        Malformed::new(Fault::Refused(text.to_string()))
    }
}

impl From<item::Unwritten> for Malformed {
    fn from(unwritten: item::Unwritten) -> Malformed {
        Malformed::new(Fault::Refused(unwritten.to_string()))
    }
}

#[cfg(test)]
mod tests;
