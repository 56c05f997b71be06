//! What a graph takes along to workers outside of this process: the parameters of the nodes that run there, once.

use std::ops::Deref;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::flow::graph::Graph;
use crate::wire::item;
pub use crate::wire::{Malformed, reader::Reader as Unpacking};

/// What was unpacked, or why it cannot be.
pub type Unpacked<T> = Result<T, Malformed>;

/// Parameters in the order of their nodes, as bytes.
#[derive(Debug, Default)]
pub struct Luggage {
    bytes: Vec<u8>,
    /// Why something could not be put into bytes.
    fault: Option<String>,
}

impl Luggage {
    /// Adds a parameter.
    pub(super) fn put<T: Serialize + 'static>(&mut self, value: &T) {
        if let Err(error) = item::put(value, &mut self.bytes) {
            self.fault.get_or_insert_with(|| error.to_string());
        }
    }

    /// Adds a setting, and gives it back.
    pub fn with<T: Serialize + 'static>(&mut self, setting: T) -> T {
        self.put(&setting);
        setting
    }

    /// Why something could not be packed.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// All of it.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Unpacking<'_> {
    /// A parameter or setting, in the order in which they were packed.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of one.
    pub fn setting<T: DeserializeOwned + 'static>(&mut self) -> Unpacked<T> {
        item::get(self)
    }
}

/// What is only in the process that reads: in a worker elsewhere there is nothing in its place.
#[derive(Debug)]
pub struct Home<T>(Option<T>);

impl<T> Home<T> {
    /// Here it is.
    pub fn new(value: T) -> Home<T> {
        Home(Some(value))
    }

    /// Here it is not.
    pub fn away() -> Home<T> {
        Home(None)
    }

    /// Itself. No part asks for it where it is not.
    #[inline(always)]
    pub fn here(&self) -> &T {
        self.0.as_ref().expect("a worker elsewhere runs no parts but those on its imap")
    }
}

impl<G: Graph> Home<G> {
    /// The graph of a stage, where it has parts that run elsewhere.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of its nodes.
    pub fn arriving(luggage: &mut Unpacking<'_>) -> Unpacked<Home<G>> {
        Ok(Home(if G::FERRIES { Some(G::arrive(luggage)?) } else { None }))
    }
}

impl<T: Deref> Deref for Home<T> {
    type Target = T::Target;

    #[inline(always)]
    fn deref(&self) -> &T::Target {
        self.here()
    }
}
