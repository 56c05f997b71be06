//! What can go wrong with a handle.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use super::Medium;
use crate::error::BoxError;

/// Why an item could not be dumped or loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum HandleError {
    /// The item's `Serialize` failed, or the item is one that the format cannot hold.
    Encode {
        /// The item's type.
        of: &'static str,
        /// What is wrong.
        source: BoxError,
    },
    /// What came is no item of this type.
    Decode {
        /// The item's type.
        of: &'static str,
        /// What is wrong.
        source: BoxError,
    },
    /// The item has more bytes than [`Dump::at_most`](super::Dump::at_most).
    TooLong {
        /// How many it has.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// Too many items wait in this process for being loaded.
    Full {
        /// How they were dumped.
        by: Medium,
        /// How many may wait.
        limit: usize,
    },
    /// Nothing is there any more: it was loaded before, or waited too long.
    Gone {
        /// How it was dumped.
        by: Medium,
    },
    /// The process that held the item has ended, or does not answer where it did.
    NoProducer {
        /// How it was dumped.
        by: Medium,
        /// What shows it.
        found: String,
    },
    /// The item was dumped on another host, by a medium that does not leave it.
    OtherHost {
        /// How it was dumped.
        by: Medium,
    },
    /// Who answered is not who dumped the item.
    NotProducer {
        /// How it was dumped.
        by: Medium,
        /// What shows it.
        found: String,
    },
    /// The item is not as long as its handle says.
    Length {
        /// How it was dumped.
        by: Medium,
        /// How many bytes came.
        bytes: u64,
        /// How many it has.
        of: u64,
    },
    /// Nothing moved for so long.
    TimedOut {
        /// How it was dumped.
        by: Medium,
        /// How long.
        limit: Duration,
    },
    /// The system said no.
    Io {
        /// How it is or was dumped.
        by: Medium,
        /// What was done.
        doing: String,
        /// What the system said.
        source: io::Error,
    },
}

impl HandleError {
    pub(super) fn io(by: Medium, doing: impl Into<String>) -> impl FnOnce(io::Error) -> HandleError {
        move |source| HandleError::Io { by, doing: doing.into(), source }
    }
}

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandleError::Encode { of, source } => write!(f, "an item of type `{of}` cannot be encoded: {source}"),
            HandleError::Decode { of, source } => {
                write!(f, "what was loaded is no item of type `{of}`: {source}; do both sides run the same program?")
            }
            HandleError::TooLong { bytes, limit } => {
                write!(f, "the item has {bytes} bytes, and at most {limit} are dumped; raise `Dump::at_most`")
            }
            HandleError::Full { by, limit } => write!(
                f,
                "{limit} items that were dumped by {by} wait to be loaded; give the stage a smaller `buffer`, or dump by file"
            ),
            HandleError::Gone { by } => write!(
                f,
                "nothing waits under this handle by {by}: the item was loaded before (a handle is good for one load), or {}",
                match by {
                    Medium::File | Medium::Memory => "somebody removed it",
                    _ => "nobody loaded it in time; see `Dump::wait`",
                }
            ),
            HandleError::NoProducer { by, found } => write!(
                f,
                "the process that dumped the item by {by} is gone ({found}); what is dumped by file or memory outlives it"
            ),
            HandleError::OtherHost { by } => write!(
                f,
                "the item was dumped by {by} on another host or in another container; between these dump by tcp, or by file within a directory that both see"
            ),
            HandleError::NotProducer { by, found } => {
                write!(f, "who answers for the item that was dumped by {by} is not who dumped it: {found}")
            }
            HandleError::Length { by, bytes, of } => {
                write!(f, "{bytes} bytes came of an item of {of} that was dumped by {by}")
            }
            HandleError::TimedOut { by, limit } => {
                write!(
                    f,
                    "nothing came for {limit:?} of an item that was dumped by {by}: its producer is there, and stuck"
                )
            }
            HandleError::Io { by, doing, source } => {
                write!(f, "{by}: {doing}: {source}")?;
                match (by, source.kind()) {
                    (Medium::Memory, io::ErrorKind::StorageFull) => {
                        f.write_str("; /dev/shm has a size of its own, dump by file if that is too little")
                    }
                    (Medium::Memory, io::ErrorKind::NotFound) => f.write_str("; is there no /dev/shm? dump by file"),
                    (Medium::File, io::ErrorKind::StorageFull) => {
                        f.write_str("; `Dump::within` names another directory")
                    }
                    (Medium::Fifo, io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
                        f.write_str("; `Dump::within` names another directory, or dump by unix")
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

impl StdError for HandleError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            HandleError::Encode { source, .. } | HandleError::Decode { source, .. } => Some(&**source),
            HandleError::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
