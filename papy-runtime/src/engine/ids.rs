//! The names of things in a plan and in a run, and of moments.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in the table that it names a row of.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// One sequence of tickets: all streams that come from one source.
    DomainId
    /// Operations that run together. Ids are in topological order, over all domains.
    PartId
    /// A stream between a source, parts and outputs.
    EdgeId
    /// Where a reader, or the junction of another domain, takes pieces.
    OutputId
    /// A group of workers that parts are placed on.
    ImapId
    /// Whoever asks for work: a worker, a reader. Dense from 0; an id may be used again after `Lost`.
    ActorId
}

/// One chunk of consecutive items of a domain's source: its number in that domain, from 0, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

impl Ticket {
    pub(super) fn next(self) -> Ticket {
        Ticket(self.0 + 1)
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A moment, or a length of time, on the run's own monotonic clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Nanos(pub u64);

impl Nanos {
    /// So many microseconds.
    pub const fn micros(count: u64) -> Nanos {
        Nanos(count * 1_000)
    }

    /// So many seconds.
    pub const fn seconds(count: u64) -> Nanos {
        Nanos(count * 1_000_000_000)
    }

    /// The moment `later` after this one.
    pub const fn plus(self, later: Nanos) -> Nanos {
        Nanos(self.0.saturating_add(later.0))
    }
}

/// Some of the IMaps of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImapSet(pub(super) u64);

impl ImapSet {
    /// No IMap.
    pub const NONE: ImapSet = ImapSet(0);
    /// Every IMap of the run.
    pub const ALL: ImapSet = ImapSet(u64::MAX);

    /// This set and one more.
    #[must_use]
    pub const fn with(self, imap: ImapId) -> ImapSet {
        ImapSet(self.0 | 1 << imap.0)
    }

    /// Is it in the set?
    pub const fn has(self, imap: ImapId) -> bool {
        self.0 >> imap.0 & 1 == 1
    }
}
