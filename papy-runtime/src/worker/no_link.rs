//! Where this version has no workers outside of its process, no carrier has a link.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::children::Ending;
use crate::wire::frame::Frame;

/// How workers begin: none does.
pub(crate) trait Start: Send + Sync {}

/// What a carrier hears: nothing.
#[derive(Clone)]
pub(crate) enum News {
    Frame(Frame),
    Lost(Arc<Ending>),
    Gone(Arc<str>),
}

/// Wakes a carrier that sleeps at its link.
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
