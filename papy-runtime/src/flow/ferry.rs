//! Takes pieces to bytes and brings them back: what waits for a part that another process runs, and what it laid there.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::column::Column;
use super::column::coded::Shape;
use super::fold::Part;
use super::place::Ring;
use crate::error::ItemError;
use crate::plumbing::{Depth, Hold, Unpacked, Unpacking};
use crate::wire::error::Names;
use crate::wire::item;

/// The pieces of one turn, on one side of the part, on their way.
#[allow(missing_debug_implementations)]
pub struct Ferry<'a> {
    /// Those that wait for the part, not those that it laid.
    entering: bool,
    /// How many indices keys have where items come into the pipeline of which the columns are.
    outer: usize,
    way: Way<'a>,
}

/// What is known of columns before they come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    /// The number of the ticket's first item.
    pub(crate) first: u64,
    /// How many items of the source the ticket has.
    pub(crate) items: u32,
    /// The names in failures.
    pub(crate) names: Names<'a>,
}

enum Way<'a> {
    Load(&'a mut Vec<u8>),
    Unload(Unpacking<'a>, Expected<'a>),
    Sink,
    /// Nothing goes yet.
    Hold(&'a mut Vec<u8>),
    /// Pieces of an edge become one.
    Join,
    /// Pieces are cut where they lie.
    Cut(&'a mut usize),
    /// A failure takes the place of an entry.
    Doom(Doom<'a>),
}

/// What is in the place of a value, by its key; nothing if failures are dropped.
type Fail<'a> = &'a mut dyn FnMut(u32, &[u32]) -> Option<ItemError>;

/// What is done to an entry that no worker is to run again.
struct Doom<'a> {
    from: Unpacking<'a>,
    expected: Expected<'a>,
    at: usize,
    /// What is in its place, by its key; nothing if failures are dropped.
    fail: Fail<'a>,
    out: &'a mut Vec<u8>,
    /// The item, as it was sent.
    taken: &'a mut Vec<u8>,
}

impl<'a> Expected<'a> {
    fn shape(&self, depth: usize) -> Shape<'a> {
        let Expected { first, items, names } = *self;
        Shape { depth, first, items, entries_max: u32::MAX as usize, names }
    }
}

impl<'a> Ferry<'a> {
    /// Cuts the piece that waits for a part into one for each entry, and counts these.
    pub(crate) fn cut(count: &'a mut usize) -> Ferry<'a> {
        Ferry { entering: true, outer: 0, way: Way::Cut(count) }
    }

    /// Puts what `fail` gives in the place of the entry at `at`, or of every one if there is none, of what waits for a part, from bytes to bytes; the item that was there goes to `taken`.
    pub(crate) fn doom(
        (from, expected): (Unpacking<'a>, Expected<'a>),
        (at, fail): (usize, Fail<'a>),
        out: &'a mut Vec<u8>,
        taken: &'a mut Vec<u8>,
    ) -> Ferry<'a> {
        Ferry { entering: true, outer: 0, way: Way::Doom(Doom { from, expected, at, fail, out, taken }) }
    }

    /// Takes what waits for a part to bytes.
    pub(crate) fn load_entering(out: &'a mut Vec<u8>) -> Ferry<'a> {
        Ferry { entering: true, outer: 0, way: Way::Load(out) }
    }

    /// Takes what a part laid to bytes.
    pub(crate) fn load_leaving(out: &'a mut Vec<u8>) -> Ferry<'a> {
        Ferry { entering: false, outer: 0, way: Way::Load(out) }
    }

    /// Lays what waits for a part where it is to run.
    pub(crate) fn unload_entering(from: Unpacking<'a>, expected: Expected<'a>) -> Ferry<'a> {
        Ferry { entering: true, outer: 0, way: Way::Unload(from, expected) }
    }

    /// Lays what a part laid elsewhere.
    pub(crate) fn unload_leaving(from: Unpacking<'a>, expected: Expected<'a>) -> Ferry<'a> {
        Ferry { entering: false, outer: 0, way: Way::Unload(from, expected) }
    }

    /// Throws away what a part laid.
    pub(crate) fn sink() -> Ferry<'a> {
        Ferry { entering: false, outer: 0, way: Way::Sink }
    }

    /// Leaves what a part laid where it is, and says that there is nothing: more comes before it goes.
    pub(crate) fn hold_leaving(out: &'a mut Vec<u8>) -> Ferry<'a> {
        Ferry { entering: false, outer: 0, way: Way::Hold(out) }
    }

    /// Makes one piece of those that were laid.
    pub(crate) fn join() -> Ferry<'a> {
        Ferry { entering: false, outer: 0, way: Way::Join }
    }

    /// Whether it takes an edge along which pieces enter the part, or leave it.
    #[inline]
    pub fn takes(&self, enters: bool, leaves: bool) -> bool {
        if self.entering { enters } else { leaves }
    }

    /// Goes into a stage, which keys enter that have so many indices of the caller's.
    pub fn within(&mut self, depth: Depth) {
        self.outer = depth.within(self.outer);
    }

    /// Takes the piece of an edge, if there is one, of which keys have so many indices.
    ///
    /// # Errors
    ///
    /// If an item cannot be put into bytes, or the bytes are not those of a piece.
    pub fn column<I, H>(&mut self, ring: &Ring<H>, ticket: u64, depth: Depth) -> Unpacked<()>
    where
        I: Serialize + DeserializeOwned + 'static,
        H: Hold<I> + From<I>,
    {
        let depth = depth.within(self.outer);
        match &mut self.way {
            Way::Load(out) => match ring.take_all(ticket) {
                None => out.push(0),
                Some(piece) => {
                    out.push(1);
                    piece.encode::<I>(out)?;
                }
            },
            Way::Cut(count) => {
                let singles = ring.take(ticket).map(Column::singles).unwrap_or_default();
                **count += singles.len();
                singles.into_iter().for_each(|single| ring.put(ticket, single));
            }
            Way::Doom(Doom { from, expected, at, fail, out, taken }) => {
                out.push(u8::from(from.flag()?));
                if out.last() == Some(&1) {
                    let column = Column::<H>::decode::<I>(from, &expected.shape(depth))?;
                    let (column, item) = column.doomed(*at, fail);
                    column.encode::<I>(out)?;
                    if let Some(item) = item {
                        item::put(item.look(), taken)?;
                    }
                }
            }
            Way::Unload(from, expected) => {
                if from.flag()? {
                    ring.put(ticket, Column::decode::<I>(from, &expected.shape(depth))?);
                }
            }
            Way::Sink => drop(ring.take_all(ticket)),
            Way::Hold(out) => out.push(0),
            Way::Join => {
                if let Some(piece) = ring.take_all(ticket) {
                    ring.put(ticket, piece);
                }
            }
        }
        Ok(())
    }

    /// Takes what a fold made of what waited for it, which leaves that part.
    ///
    /// # Errors
    ///
    /// If it cannot be put into bytes, or the bytes are not those of one.
    pub fn partial<S, H>(&mut self, ring: &Ring<H>, ticket: u64) -> Unpacked<()>
    where
        S: Serialize + DeserializeOwned + Send + 'static,
    {
        match &mut self.way {
            Way::Load(out) if !self.entering => {
                let part = ring.unpark::<Part<S>>(ticket).map(|part| *part);
                item::put(&part.unwrap_or_default(), out)?;
            }
            Way::Unload(from, _) if !self.entering => {
                let part: Part<S> = item::get(from)?;
                ring.park(ticket, Box::new(part));
            }
            Way::Sink => drop(ring.unpark::<Part<S>>(ticket)),
            _ => {}
        }
        Ok(())
    }
}
