//! A carrier's link without a worker at its other end: it hears nothing, has room always, and sleeps until it is tugged at.

use std::io;

use crate::sync::{Arc, Condvar, Mutex};

/// How workers begin: none does.
pub(crate) trait Start: Send + Sync {}

/// What a carrier would hear.
#[derive(Clone)]
pub(crate) struct News;

/// An event that lasts until it is heard, as that of the system does.
#[derive(Default)]
pub(crate) struct Tug(Mutex<bool>, Condvar);

impl Tug {
    pub(crate) fn new() -> io::Result<Tug> {
        Ok(Tug::default())
    }

    pub(crate) fn pull(&self) {
        *self.0.lock().unwrap() = true;
        self.1.notify_one();
    }
}

pub(crate) struct Link;

impl Link {
    pub(super) fn new(_: Arc<dyn Start>, _: u32) -> Link {
        Link
    }

    pub(super) fn keep(&self, _: impl Iterator<Item = u32>) {}

    pub(super) fn serve(&mut self, _: u32) {}

    pub(super) fn news(&mut self) -> Option<(Option<u32>, News)> {
        None
    }

    pub(super) fn has_room(&self) -> bool {
        true
    }

    pub(super) fn is_ready(&self) -> bool {
        false
    }

    pub(super) fn flush(&mut self) {}

    pub(super) fn wait(&mut self, tug: &Tug) {
        let mut told = tug.0.lock().unwrap();
        while !*told {
            told = tug.1.wait(told).unwrap();
        }
        *told = false;
    }
}
