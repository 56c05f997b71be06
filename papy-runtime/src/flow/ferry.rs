//! Takes pieces to bytes and brings them back: what waits for a part that another process runs, and what it laid there.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::column::Column;
use super::place::Ring;
use crate::plumbing::{Hold, Unpacked, Unpacking};

/// The pieces of one turn, on one side of the part, on their way.
#[derive(Debug)]
pub struct Ferry<'a> {
    /// Those that wait for the part, not those that it laid.
    entering: bool,
    way: Way<'a>,
}

#[derive(Debug)]
enum Way<'a> {
    Load(&'a mut Vec<u8>),
    Unload(Unpacking<'a>),
    Sink,
}

impl<'a> Ferry<'a> {
    /// Takes what waits for a part to bytes.
    pub(crate) fn load_entering(out: &'a mut Vec<u8>) -> Ferry<'a> {
        Ferry { entering: true, way: Way::Load(out) }
    }

    /// Takes what a part laid to bytes.
    pub(crate) fn load_leaving(out: &'a mut Vec<u8>) -> Ferry<'a> {
        Ferry { entering: false, way: Way::Load(out) }
    }

    /// Lays what waits for a part where it is to run.
    pub(crate) fn unload_entering(from: Unpacking<'a>) -> Ferry<'a> {
        Ferry { entering: true, way: Way::Unload(from) }
    }

    /// Lays what a part laid elsewhere.
    pub(crate) fn unload_leaving(from: Unpacking<'a>) -> Ferry<'a> {
        Ferry { entering: false, way: Way::Unload(from) }
    }

    /// Throws away what a part laid.
    pub(crate) fn sink() -> Ferry<'a> {
        Ferry { entering: false, way: Way::Sink }
    }

    /// Whether it takes an edge along which pieces enter the part, or leave it.
    #[inline]
    pub fn takes(&self, enters: bool, leaves: bool) -> bool {
        if self.entering { enters } else { leaves }
    }

    /// Takes the piece of an edge, if there is one.
    ///
    /// # Errors
    ///
    /// If an item cannot be put into bytes, or the bytes are not those of a piece.
    pub fn column<I, H>(&mut self, ring: &Ring<H>, ticket: u64) -> Unpacked<()>
    where
        I: Serialize + DeserializeOwned + 'static,
        H: Hold<I> + From<I>,
    {
        match &mut self.way {
            Way::Load(out) => match ring.take(ticket) {
                None => out.push(0),
                Some(piece) => {
                    out.push(1);
                    piece.pack::<I>(out)?;
                }
            },
            Way::Unload(from) => {
                if from.flag()? {
                    ring.put(ticket, Column::unpack::<I>(from)?);
                }
            }
            Way::Sink => drop(ring.take(ticket)),
        }
        Ok(())
    }
}
