//! A branch of a zip or merge as it is read, key by key and piece by piece; and what such a part keeps from turn to turn.
//!
//! A turn begins with the pieces that the engine knows of. Where a branch has none left and may still give what is needed next,
//! the part parks and names it.

use std::cmp::Ordering;
use std::collections::VecDeque;

use super::column::Entries;
use super::drive::At;
use super::place::Ring;
use super::rates::Carry;
use super::reach::Reach;
use crate::plumbing::{Cx, Slot};

/// One branch, front to back.
pub(super) struct Cursor<T> {
    entries: Entries<T>,
    /// What was brought under other keys; comes before what is in the piece.
    regrouped: VecDeque<(u32, Vec<u32>, Slot<T>)>,
    head: Option<(u32, Vec<u32>, Slot<T>)>,
    /// How far the piece reaches that is being read.
    reach: Reach,
    /// How many indices its keys have.
    pub(super) depth: usize,
    /// How many items of the source the pieces so far stand for.
    roots: i64,
    /// How many of these were folded.
    folded: i64,
}

impl<T> Default for Cursor<T> {
    fn default() -> Cursor<T> {
        Cursor {
            entries: Entries::default(),
            regrouped: VecDeque::new(),
            head: None,
            reach: Reach::End,
            depth: 0,
            roots: 0,
            folded: 0,
        }
    }
}

impl<T> Cursor<T> {
    /// Goes on with the next piece; the one before was read to its end.
    pub(super) fn load(&mut self, ring: &Ring<T>, ticket: u64) {
        debug_assert!(self.head.is_none(), "a piece is read to its end");
        let mut column = ring.take(ticket).unwrap_or_default();
        self.reach = std::mem::take(&mut column.reach);
        self.depth = column.depth();
        self.roots += column.roots();
        self.folded += column.folded();
        self.entries = column.into_entries();
        self.advance();
    }

    /// Goes on with the next piece, whose items go together so many at a time.
    pub(super) fn load_grouped(&mut self, ring: &Ring<T>, at: At, (carry, items): (&Carry<Slot<T>>, usize)) {
        debug_assert!(self.head.is_none(), "a piece is read to its end");
        let mut column = ring.take(at.ticket).unwrap_or_default();
        let reach = std::mem::take(&mut column.reach);
        let over = reach == Reach::End;
        // What is left at the end may have the key of an item that came before.
        self.reach = if at.end && !over { Reach::Begin } else { reach };
        self.roots += column.roots();
        self.folded += column.folded();
        let made = carry.regroup(at, column, items, over);
        self.folded += made.folded;
        self.regrouped = made.entries;
        self.advance();
    }

    /// What the pieces so far stand for.
    pub(super) fn counted(&self) -> Counted {
        Counted { roots: self.roots, folded: self.folded }
    }

    fn advance(&mut self) {
        self.head = self.regrouped.pop_front();
        if self.head.is_some() {
            return;
        }
        let mut path = Vec::new();
        self.head = self.entries.next(&mut path).map(|(off, slot)| (off, path, slot));
    }

    pub(super) fn stand(&self, depth: usize) -> Stand<'_> {
        match &self.head {
            Some((off, path, _)) => Stand::At(*off, &path[..depth.min(path.len())]),
            None => Stand::Behind(&self.reach),
        }
    }

    /// The next entry, if it has this key.
    pub(super) fn next_of(&mut self, key: &Key) -> Option<(Vec<u32>, Slot<T>)> {
        match self.stand(key.path.len()) {
            Stand::At(off, path) if (off, path) == (key.off, key.path.as_slice()) => {}
            _ => return None,
        }
        let (_, path, slot) = self.head.take()?;
        self.advance();
        Some((path, slot))
    }

    /// How far this got, if more of the key may come with the next piece.
    pub(super) fn lacks(&self, key: &Key) -> Option<&Reach> {
        let lacks = self.head.is_none() && self.reach.against(key.off, &key.path) != Ordering::Greater;
        lacks.then_some(&self.reach)
    }
}

/// Where a branch is.
#[derive(Clone, Copy)]
pub(super) enum Stand<'a> {
    /// Its next entry has this key.
    At(u32, &'a [u32]),
    /// Its piece is read; this is how far that reached.
    Behind(&'a Reach),
}

/// The key at which the branches meet.
pub(super) struct Key {
    pub(super) off: u32,
    pub(super) path: Vec<u32>,
}

/// What comes next.
pub(super) enum Next {
    /// This key, which is the least.
    Key(Key),
    /// Nothing is sure before this branch has a piece.
    Needs(u16),
    /// Nothing.
    End,
}

pub(super) fn next_of(stands: &[Stand<'_>]) -> Next {
    let keys = stands.iter().filter_map(|stand| match stand {
        Stand::At(off, path) => Some((*off, *path)),
        Stand::Behind(_) => None,
    });
    let least = keys.min();
    let behind = |reach: &Reach| match least {
        Some((off, path)) => reach.against(off, path) == Ordering::Less,
        None => *reach != Reach::End,
    };
    let lacking = stands.iter().zip(0..).filter_map(|(stand, branch)| match stand {
        Stand::Behind(reach) if behind(reach) => Some((*reach, branch)),
        _ => None,
    });
    match (lacking.min(), least) {
        (Some((_, branch)), _) => Next::Needs(branch),
        (None, Some((off, path))) => Next::Key(Key { off, path: path.to_vec() }),
        (None, None) => Next::End,
    }
}

/// How far a turn came that ends before its ticket: to the last item it entered, or to where the slowest branch is.
fn came_to(cx: &Cx, stands: &[Stand<'_>], depth: usize, before: Reach) -> Reach {
    let slowest = stands.iter().filter_map(|stand| match stand {
        Stand::Behind(reach) => Some(*reach),
        Stand::At(..) => None,
    });
    // The least may be one within a key, and then only the keys before it are done.
    let slowest = slowest.min().filter(|reach| reach.is_whole(depth)).cloned();
    cx.entered().into_iter().chain(slowest).fold(before, Reach::max)
}

/// Of the branches that lack some of a key, the one that is furthest behind: others may be made by the same part.
pub(super) fn furthest_behind(lacks: &[Option<&Reach>]) -> Option<u16> {
    let lacks = lacks.iter().zip(0..).filter_map(|(reach, branch)| Some(((*reach)?, branch)));
    lacks.min().map(|(_, branch)| branch)
}

/// Which inputs have a piece for the turn.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Fed {
    /// All: it is the first turn of a ticket.
    #[default]
    All,
    /// The one that was needed.
    One(u16),
    /// None: the part parked because its slice was full.
    None,
}

impl Fed {
    pub(super) fn has(self, input: u16) -> bool {
        self == Fed::All || self == Fed::One(input)
    }
}

/// Items of the source that pieces stand for, and those of them that were folded.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    roots: i64,
    folded: i64,
}

/// What every zip and merge keeps from turn to turn.
pub(super) struct Turns {
    pub(super) fed: Fed,
    /// What was accounted for so far.
    counted: Counted,
    reach: Reach,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns { fed: Fed::All, counted: Counted::default(), reach: Reach::Begin }
    }
}

impl Turns {
    /// All that a part will ever get of a ticket is counted in the pieces that it makes, once.
    pub(super) fn count(&mut self, cx: &mut Cx, branches: &[Counted]) {
        let roots = branches.iter().map(|branch| branch.roots).fold(self.counted.roots, i64::max);
        // What comes by any branch is not folded.
        let folded = branches.iter().map(|branch| branch.folded).min().unwrap_or(0);
        cx.silent += roots - self.counted.roots;
        cx.folded += folded - self.counted.folded;
        self.counted = Counted { roots, folded };
    }

    /// Ends a turn that parks.
    pub(super) fn park(&mut self, cx: &mut Cx, waits: Option<u16>, stands: &[Stand<'_>], depth: usize) {
        self.reach = came_to(cx, stands, depth, self.reach.clone());
        cx.reach = self.reach.clone();
        self.fed = waits.map_or(Fed::None, Fed::One);
    }
}

pub(super) fn resume<S: Default + 'static, T>(at: At, ring: &Ring<T>) -> Box<S> {
    let parked = if at.resumed { ring.unpark::<S>(at.ticket) } else { None };
    parked.unwrap_or_default()
}
