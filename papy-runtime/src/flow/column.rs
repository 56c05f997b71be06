//! What a ticket carries along one edge: values, what stands in the place of values, and keys.
//!
//! A key is an item's offset in its ticket and one index for each multiplication on the way. Keys are written down only
//! where they cannot be derived: while every item so far left a value or a mark, the key is the position.

pub(crate) mod coded;

use std::collections::VecDeque;

use super::drive::At;
use super::graph::Passed;
use super::place::{Ring, let_go};
use super::reach::Reach;
use super::run::Keeps;
use crate::error::ItemError;
use crate::plumbing::{Cx, Slot, panics};

/// A chunk of items in key order.
#[derive(Debug)]
pub struct Column<T> {
    pub(crate) vals: Vec<T>,
    marks: Vec<Mark>,
    keys: Option<Keys>,
    /// How many indices a key has behind its offset.
    depth: usize,
    /// How many different offsets reached this column.
    ///
    /// All that a part will ever get of a ticket is counted in the first piece that it makes of it, silently at first, and taken
    /// off where it is entered: so it does not matter which worker makes which piece.
    roots: i64,
    /// Of the roots, those that went into a batch under the key of another; less one for a batch that came after all of them.
    folded: i64,
    last: Option<u32>,
    /// Of the roots, those whose first entry is a value, and those whose first is a failure.
    ok_roots: u64,
    error_roots: u64,
    /// The first root that was counted in one of the two, and whether in the first; and the last.
    first_hit: Option<(u32, bool)>,
    last_hit: Option<u32>,
    /// What can still come behind it.
    pub(crate) reach: Reach,
}

/// What a turn of a part says of all the pieces that it lays.
#[derive(Debug)]
pub struct Laid {
    /// Items of the source that left no entry where the part read them.
    pub(crate) silent: i64,
    /// Those of them that went into a batch under the key of another.
    pub(crate) folded: i64,
    /// How far it came.
    pub(crate) reach: Reach,
}

#[derive(Debug)]
struct Mark {
    /// How many values stand before it.
    at: u32,
    off: u32,
    path: Box<[u32]>,
    error: ItemError,
}

#[derive(Debug, Default)]
struct Keys {
    offs: Vec<u32>,
    /// `depth` indices for each value, one value after the other.
    paths: Vec<u32>,
}

/// What a column has to remember, by who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remember {
    /// Only values and failures: an output.
    Values,
    /// Keys too: another part.
    Keys,
}

/// What a worker lays on one edge, if that leads to another part.
///
/// Most edges of a graph lead from a step to the next of the same part: these cost a word here, and the compiler as little.
#[derive(Debug)]
pub struct Edge<T>(Option<Box<Column<T>>>);

impl<T> Edge<T> {
    /// An edge to another part, with how many indices its keys have behind the offset; or one within a part.
    #[inline(never)]
    pub fn new(depth: Option<usize>) -> Edge<T> {
        Edge(depth.map(|depth| Box::new(Column::new(depth))))
    }

    /// Puts the running item behind the others.
    #[inline(always)]
    pub fn put(&mut self, slot: Slot<T>, cx: &Cx, remember: Remember) {
        self.column().put(slot, cx, remember);
    }

    /// Lays what was filled where the other part finds it.
    pub fn lay(&mut self, at: At, laid: &Laid, ring: &Ring<T>) {
        self.column().lay(at, laid, ring);
    }

    #[inline(always)]
    fn column(&mut self) -> &mut Column<T> {
        self.0.as_mut().expect("it leads to another part")
    }
}

impl<T> Drop for Edge<T> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(column) = self.0.take() {
            let_go(column);
        }
    }
}

impl<T> Default for Column<T> {
    fn default() -> Column<T> {
        Column::new(0)
    }
}

impl<T> Column<T> {
    /// An empty column whose keys have `depth` indices behind the offset.
    pub fn new(depth: usize) -> Column<T> {
        let keys = (depth > 0).then(Keys::default);
        Column {
            vals: Vec::new(),
            marks: Vec::new(),
            keys,
            depth,
            roots: 0,
            folded: 0,
            last: None,
            ok_roots: 0,
            error_roots: 0,
            first_hit: None,
            last_hit: None,
            reach: Reach::End,
        }
    }

    /// How many different items of the source this column has something for.
    pub(crate) fn roots(&self) -> i64 {
        self.roots
    }

    /// How many of these went into a batch under the key of another.
    pub(crate) fn folded(&self) -> i64 {
        self.folded
    }

    /// How many indices its keys have behind the offset.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Accounts for items that an earlier part dropped without leaving an entry.
    pub(crate) fn add_silent(&mut self, roots: i64) {
        self.roots += roots;
    }

    /// Takes the column; what is pushed from now on belongs to another piece, of this ticket or of any.
    pub(crate) fn take(&mut self) -> Column<T> {
        let rest = Column::new(self.depth);
        std::mem::replace(self, rest)
    }

    /// Whether there is nothing in it that an output would give out.
    pub(crate) fn is_empty(&self) -> bool {
        self.vals.is_empty() && self.marks.is_empty()
    }

    /// What an output that gives out this column has passed.
    pub(crate) fn passed(&self) -> Passed {
        let Column { roots, folded, ok_roots, error_roots, first_hit, last_hit, .. } = *self;
        Passed { roots, folded, ok_roots, error_roots, first_hit, last_hit, ok: self.vals.len() as u64 }
    }

    /// Drops what is in it, whatever the destructors of its items do.
    pub(crate) fn throw_away(self) {
        panics::drop_each(self.vals);
        panics::drop_each(self.marks);
    }

    /// Puts an item behind the others.
    #[inline(always)]
    pub(crate) fn push(&mut self, slot: Slot<T>, off: u32, path: &[u32], remember: Remember) {
        if self.last != Some(off) {
            self.last = Some(off);
            self.roots += 1;
        }
        match slot {
            Slot::Val(value) => {
                if self.last_hit != Some(off) {
                    self.ok_roots += 1;
                    self.hit(off, true);
                }
                if remember != Remember::Values {
                    self.remember(off, path);
                }
                self.vals.push(value);
            }
            Slot::Fail(error) => {
                if self.last_hit != Some(off) {
                    self.error_roots += 1;
                    self.hit(off, false);
                }
                self.mark(off, path, error, remember);
            }
            Slot::Gone => {}
        }
    }

    #[inline(always)]
    fn hit(&mut self, off: u32, ok: bool) {
        self.last_hit = Some(off);
        if self.first_hit.is_none() {
            self.first_hit = Some((off, ok));
        }
    }

    /// Puts the running item behind the others.
    #[inline(always)]
    pub fn put(&mut self, slot: Slot<T>, cx: &Cx, remember: Remember) {
        self.push(slot, cx.off(), cx.path(), remember);
    }

    /// Lays what was filled where another part finds it.
    pub fn lay(&mut self, at: At, laid: &Laid, ring: &Ring<T>) {
        self.add_silent(laid.silent);
        self.folded += laid.folded;
        self.reach.clone_from(&laid.reach);
        ring.put(at.ticket, self.take());
    }

    /// Says what it accounts for, in the place of what was counted while it was filled.
    pub(crate) fn account(&mut self, roots: i64, folded: i64) {
        (self.roots, self.folded) = (roots, folded);
    }

    /// Makes room for so many values more.
    pub(crate) fn reserve(&mut self, values: usize) {
        self.vals.reserve(values);
    }

    /// Puts an item of the source behind the others: its key is its position.
    #[inline(always)]
    pub(crate) fn push_source(&mut self, item: Result<T, ItemError>) {
        match item {
            Ok(value) => self.vals.push(value),
            Err(error) => {
                let at = self.vals.len() as u32;
                let off = at + self.marks.len() as u32;
                self.marks.push(Mark { at, off, path: Box::default(), error });
            }
        }
    }

    /// Ends the filling from a source: each entry is an item.
    pub(crate) fn seal_source(&mut self) -> u32 {
        let items = (self.vals.len() + self.marks.len()) as u32;
        self.roots = i64::from(items);
        items
    }

    #[inline(always)]
    fn remember(&mut self, off: u32, path: &[u32]) {
        match &mut self.keys {
            Some(keys) => {
                keys.offs.push(off);
                debug_assert_eq!(path.len(), self.depth, "keys of one column are equally deep");
                keys.paths.extend_from_slice(path);
            }
            None if off as usize == self.vals.len() + self.marks.len() => {}
            None => self.write_down(off),
        }
    }

    /// The first key that is not the position: writes down the ones before it too.
    #[cold]
    fn write_down(&mut self, off: u32) {
        let mut offs = Vec::with_capacity(self.vals.len() + 1);
        let mut marks = self.marks.iter().peekable();
        let mut next = 0;
        for at in 0..self.vals.len() as u32 {
            while marks.next_if(|mark| mark.at <= at).is_some() {
                next += 1;
            }
            offs.push(next);
            next += 1;
        }
        offs.push(off);
        self.keys = Some(Keys { offs, paths: Vec::new() });
    }

    #[cold]
    fn mark(&mut self, off: u32, path: &[u32], error: ItemError, remember: Remember) {
        if remember != Remember::Values && self.keys.is_none() && off as usize != self.vals.len() + self.marks.len() {
            self.write_down(off);
            let keys = self.keys.as_mut().expect("written down above");
            keys.offs.pop();
        }
        self.marks.push(Mark { at: self.vals.len() as u32, off, path: path.into(), error });
    }

    /// The entries that `keeps` keeps, by offset and path; how many items of the source have none among them; and the
    /// others, which the caller drops where the user's code may run.
    #[cold]
    pub(crate) fn keep(self, keeps: &mut Keeps<'_>) -> (Column<T>, u64, Vec<Slot<T>>) {
        let (mut kept, mut behind, mut off_behind) = (Column::new(self.depth), 0, None);
        let mut others = Vec::new();
        let (mut entries, mut path) = (self.into_entries(), Vec::new());
        kept.add_silent(entries.roots());
        kept.folded = entries.folded;
        while let Some((off, slot)) = entries.next(&mut path) {
            let failure = if let Slot::Fail(error) = &slot { Some(error) } else { None };
            if keeps(off, &path, failure) {
                kept.push(slot, off, &path, Remember::Keys);
                continue;
            }
            if off_behind != Some(off) && kept.last != Some(off) {
                off_behind = Some(off);
                behind += 1;
            }
            others.push(slot);
        }
        // What was pushed is counted once more by the pushes.
        let pushed = kept.distinct();
        kept.add_silent(-pushed - behind as i64);
        (kept, behind, others)
    }

    /// A column for each entry, which together are this one: the first accounts for all of it. One that is empty stays so.
    pub(crate) fn singles(mut self) -> Vec<Column<T>> {
        let (depth, mut reach) = (self.depth, std::mem::take(&mut self.reach));
        let (mut entries, mut path, mut singles) = (self.into_entries(), Vec::new(), Vec::new());
        let (mut roots, mut folded) = (entries.roots, entries.folded);
        while let Some((off, slot)) = entries.next(&mut path) {
            let mut single = Column::new(depth);
            single.push(slot, off, &path, Remember::Keys);
            single.account(std::mem::take(&mut roots), std::mem::take(&mut folded));
            let is_last = entries.left() == 0;
            single.reach = if is_last { std::mem::take(&mut reach) } else { Reach::To(off, path.clone()) };
            singles.push(single);
        }
        if singles.is_empty() {
            let mut empty = Column::new(depth);
            empty.account(roots, folded);
            empty.reach = reach;
            singles.push(empty);
        }
        singles
    }

    /// Puts another piece of the same ticket behind it: what was laid in two turns, as if in one.
    pub(crate) fn append(&mut self, mut other: Column<T>) {
        let (own, others) = (self.vals.len(), other.vals.len());
        // An output remembers no keys, and has none to write down.
        let remembered = |column: &Column<T>| column.keys.as_ref().is_some_and(|keys| !keys.offs.is_empty());
        if remembered(self) || remembered(&other) {
            for column in [&mut *self, &mut other] {
                if column.keys.is_none() {
                    column.write_down(0);
                    column.keys.as_mut().expect("written down above").offs.pop();
                }
            }
        }
        debug_assert!(
            own == 0 || others == 0 || self.keys.is_some() == other.keys.is_some(),
            "both know keys, or none"
        );
        match (&mut self.keys, other.keys) {
            (Some(keys), Some(others)) => {
                keys.offs.extend(others.offs);
                keys.paths.extend(others.paths);
            }
            (keys @ None, Some(others)) => *keys = Some(others),
            (_, None) => {}
        }
        self.vals.append(&mut other.vals);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark { at: mark.at + own as u32, ..mark }));
        self.roots += other.roots;
        self.folded += other.folded;
        self.last = other.last.or(self.last);
        self.ok_roots += other.ok_roots;
        self.error_roots += other.error_roots;
        if let Some((off, ok)) = other.first_hit
            && self.last_hit == Some(off)
        {
            // It was counted in the first of its pieces.
            *(if ok { &mut self.ok_roots } else { &mut self.error_roots }) -= 1;
        }
        self.first_hit = self.first_hit.or(other.first_hit);
        self.last_hit = other.last_hit.or(self.last_hit);
        self.reach = other.reach;
    }

    /// The same with what `fail` gives in the place of the value at `index`, or of every value if `index` is beyond all that can be; and the last of
    /// those values.
    pub(crate) fn doomed(
        mut self,
        index: usize,
        fail: &mut dyn FnMut(u32, &[u32]) -> Option<ItemError>,
    ) -> (Column<T>, Option<T>) {
        let mut doomed = Column::new(self.depth);
        doomed.reach = std::mem::take(&mut self.reach);
        let (mut entries, mut path, mut taken) = (self.into_entries(), Vec::new(), None);
        for at in 0.. {
            let Some((off, slot)) = entries.next(&mut path) else { break };
            let slot = match slot {
                Slot::Val(value) if at == index || index == usize::MAX => {
                    taken = Some(value);
                    fail(off, &path).map_or(Slot::Gone, Slot::Fail)
                }
                slot => slot,
            };
            doomed.push(slot, off, &path, Remember::Keys);
        }
        doomed.account(entries.roots, entries.folded);
        (doomed, taken)
    }

    /// Roots that left an entry.
    fn distinct(&self) -> i64 {
        (self.ok_roots + self.error_roots) as i64
    }

    /// The entries, front to back.
    pub(crate) fn into_entries(self) -> Entries<T> {
        let vals = self.vals.len();
        let mut entries = Entries {
            vals: self.vals.into_iter(),
            all: vals,
            run: 0,
            marks: self.marks.into(),
            // An output that does not remember keys has none, however deep they would be.
            keys: self.keys.filter(|keys| keys.offs.len() == vals),
            depth: self.depth,
            roots: self.roots,
            folded: self.folded,
            passed: 0,
        };
        entries.measure();
        entries
    }
}

/// The entries of a column, front to back, with their keys.
#[derive(Debug)]
pub(crate) struct Entries<T> {
    vals: std::vec::IntoIter<T>,
    /// Values there were.
    all: usize,
    /// Values left before the next mark.
    run: usize,
    marks: VecDeque<Mark>,
    keys: Option<Keys>,
    depth: usize,
    roots: i64,
    folded: i64,
    /// Marks passed.
    passed: u32,
}

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Column::default().into_entries()
    }
}

impl<T> Entries<T> {
    /// The next entry; `path` is set to the indices of its key.
    #[inline(always)]
    pub(crate) fn next(&mut self, path: &mut Vec<u32>) -> Option<(u32, Slot<T>)> {
        let at = self.taken();
        let Some(value) = self.next_value() else { return self.pass(path) };
        match &self.keys {
            None => Some((at as u32 + self.passed, Slot::Val(value))),
            Some(keys) => {
                if self.depth > 0 {
                    path.clear();
                    path.extend_from_slice(&keys.paths[at * self.depth..][..self.depth]);
                }
                Some((keys.offs[at], Slot::Val(value)))
            }
        }
    }

    /// The next entry, if it is a value, its key unseen.
    #[inline(always)]
    pub(crate) fn next_value(&mut self) -> Option<T> {
        self.run = self.run.checked_sub(1)?;
        self.vals.next()
    }

    #[cold]
    fn pass(&mut self, path: &mut Vec<u32>) -> Option<(u32, Slot<T>)> {
        let mark = self.marks.pop_front()?;
        self.passed += 1;
        self.measure();
        path.clear();
        path.extend_from_slice(&mark.path);
        Some((mark.off, Slot::Fail(mark.error)))
    }

    /// Values taken.
    fn taken(&self) -> usize {
        self.all - self.vals.len()
    }

    fn measure(&mut self) {
        self.run = match self.marks.front() {
            Some(mark) => mark.at as usize - self.taken(),
            None => self.vals.len(),
        };
    }

    /// How many items of the source the column stands for.
    pub(crate) fn roots(&self) -> i64 {
        self.roots
    }

    /// How many of these went into a batch under the key of another.
    pub(crate) fn folded(&self) -> i64 {
        self.folded
    }

    /// Values left.
    pub(crate) fn values(&self) -> usize {
        self.vals.len()
    }

    /// Entries left.
    pub(crate) fn left(&self) -> usize {
        self.vals.len() + self.marks.len()
    }

    /// Whether there is no failure among what is left.
    pub(crate) fn has_values_only(&self) -> bool {
        self.marks.is_empty()
    }

    /// The values that are left, their keys unseen.
    pub(crate) fn into_values(self) -> std::vec::IntoIter<T> {
        self.vals
    }

    /// The values before the next mark, their keys unseen. What is not taken of them stays.
    #[inline(always)]
    pub(crate) fn take_run(&mut self) -> impl Iterator<Item = T> {
        let run = &mut self.run;
        self.vals.by_ref().take(*run).inspect(|_| *run -= 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(entries: &[(u32, Option<char>)], remember: Remember) -> Vec<(u32, Option<char>)> {
        let mut column = Column::new(0);
        for (off, value) in entries {
            column.push(value.map_or(Slot::Gone, Slot::Val), *off, &[], remember);
        }
        assert_eq!(column.roots(), entries.len() as i64);
        drain(column)
    }

    fn drain(column: Column<char>) -> Vec<(u32, Option<char>)> {
        let (mut entries, mut path, mut seen) = (column.into_entries(), Vec::new(), Vec::new());
        while let Some((off, slot)) = entries.next(&mut path) {
            seen.push((off, if let Slot::Val(value) = slot { Some(value) } else { None }));
        }
        seen
    }

    #[test]
    fn keys_are_written_down_from_the_first_that_is_not_the_position() {
        let entries = [(0, Some('a')), (1, None), (2, Some('b')), (3, Some('c'))];
        assert_eq!(pushed(&entries, Remember::Keys), [entries[0], entries[2], entries[3]]);
    }

    #[test]
    fn deep_keys_come_back() {
        let mut column = Column::new(2);
        column.push(Slot::Val('a'), 0, &[0, 1], Remember::Keys);
        column.push(Slot::Val('b'), 2, &[7, 9], Remember::Keys);
        let (mut entries, mut path, mut seen) = (column.into_entries(), Vec::new(), Vec::new());
        while let Some((off, _)) = entries.next(&mut path) {
            seen.push((off, path.clone()));
        }
        assert_eq!(seen, [(0, vec![0, 1]), (2, vec![7, 9])]);
    }
}
