//! Where this version has no workers outside of its process there is no link, and no carrier has one.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::children::Ending;
use crate::wire::frame::Frame;

/// How workers begin: none does.
pub(crate) trait Start: Send + Sync {}

/// What a carrier would hear.
#[derive(Clone)]
#[expect(dead_code, reason = "nobody says anything")]
pub(crate) enum News {
    Frame(Frame),
    Lost(Arc<Loss>),
    Gone,
}

/// A worker that is no more.
#[derive(Debug)]
pub(crate) struct Loss {
    pub(crate) ending: Ending,
    pub(crate) put_down: bool,
    pub(crate) overdue: bool,
}

impl Loss {
    pub(crate) fn entry(&self, _: u64) -> Option<u64> {
        None
    }

    pub(crate) fn ran(&self, _: u64) -> bool {
        false
    }
}

/// Wakes a carrier.
#[derive(Debug)]
pub(crate) struct Tug(Infallible);

impl Tug {
    pub(crate) fn new() -> io::Result<Tug> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn pull(&self) {
        match self.0 {}
    }
}

/// One carrier's link.
pub(crate) struct Link(Infallible);

macro_rules! none {
    ($($vis:vis fn $name:ident($($argument:ty),*) $(-> $result:ty)?;)*) => {
        impl Link {
            $($vis fn $name(&self $(, _: $argument)*) $(-> $result)? {
                match self.0 {}
            })*
        }
    };
}

none! {
    pub(super) fn serve(u32);
    pub(super) fn news() -> Option<(Option<u32>, News)>;
    pub(super) fn is_ready() -> bool;
    pub(super) fn wait(&Tug);
    pub(crate) fn run() -> u32;
    pub(crate) fn gone() -> Option<&'static str>;
    pub(crate) fn up() -> Option<u32>;
    pub(crate) fn has_room() -> bool;
    pub(crate) fn carries() -> u64;
    pub(crate) fn carrier() -> u32;
    pub(crate) fn carried(Option<Duration>);
    pub(crate) fn at(u64) -> Option<(u64, Duration)>;
    pub(crate) fn look_within(Duration);
    pub(crate) fn send(Bytes);
    pub(crate) fn flush();
    pub(crate) fn break_off(&str);
    pub(crate) fn put_down(bool);
}

impl Link {
    pub(super) fn new(_: Arc<dyn Start>, _: u32) -> Link {
        unreachable!("no worker begins")
    }

    pub(super) fn keep(&self, _: impl Iterator<Item = u32>) {
        match self.0 {}
    }
}
