//! Drives the two ends of a stage's rate: packs items into batches across tickets, unrolls what a piper gave.
//!
//! A batch belongs to the ticket in which its last member comes, and has the key of that member. So each ticket accounts for its own
//! items, whatever batch they end in. What is open at the end of a ticket is carried on to the next.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::column::Column;
use super::drive::{At, NOTHING, Ran, Work, shielded, slices};
use super::place::Ring;
use super::reach::Reach;
use crate::error::{Batch, Cause, ItemError};
use crate::plumbing::keys::push_range;
use crate::plumbing::{Packing, Sequence, Short, Site, Slot};

/// The open batch of a pack, between two tickets. Packs run one ticket at a time, in order.
#[derive(Debug)]
pub struct Carry<T>(Mutex<Open<T>>);

#[derive(Debug)]
struct Open<T> {
    values: Vec<T>,
    failed: Vec<ItemError>,
    /// The first and the last member.
    range: Option<(Member, Member)>,
    /// Items of the source that are in this batch alone and not its last.
    folded: i64,
    /// The item of the source whose entries come, and whether a batch ended with one of them.
    root: Option<(u64, bool)>,
}

/// The key of a member, whatever its ticket.
#[derive(Debug, Clone)]
struct Member {
    seq: u64,
    path: Vec<u32>,
}

impl<T> Default for Carry<T> {
    fn default() -> Carry<T> {
        Carry(Mutex::new(Open::new()))
    }
}

impl<T> Carry<T> {
    fn open(&self) -> MutexGuard<'_, Open<T>> {
        // A panic costs what was open: it comes from an item's destructor, and that item was of it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Open<T> {
    const fn new() -> Open<T> {
        Open { values: Vec::new(), failed: Vec::new(), range: None, folded: 0, root: None }
    }

    fn count(&self) -> usize {
        self.values.len() + self.failed.len()
    }

    fn add(&mut self, seq: u64, path: &[u32], slot: Slot<T>) {
        match slot {
            Slot::Val(value) => self.values.push(value),
            Slot::Fail(error) => self.failed.push(error),
            Slot::Gone => return,
        }
        let member = Member { seq, path: path.to_vec() };
        match &mut self.range {
            Some((_, last)) => *last = member,
            None => self.range = Some((member.clone(), member)),
        }
    }

    /// An entry of this item of the source comes. Returns how many items before it were folded: one or none.
    fn reach(&mut self, seq: u64) -> i64 {
        if matches!(self.root, Some((root, _)) if root == seq) {
            return 0;
        }
        let folded = self.leave();
        self.root = Some((seq, false));
        folded
    }

    /// No entry of the item that was reached comes any more.
    fn leave(&mut self) -> i64 {
        let folded = i64::from(matches!(self.root.take(), Some((_, false))));
        self.folded += folded;
        folded
    }

    /// The item under whose key the last batch goes, which is short: that of its last member, if that came in this ticket. Else it has a
    /// key that no item has.
    fn last_key(&mut self, at: At) -> (u64, bool) {
        let here = self.root.take().is_some();
        let last = self.range.as_ref().map(|(_, last)| last.seq);
        (last.filter(|_| here).unwrap_or(at.first), here)
    }

    /// Takes the batch out; what it was made of is gone.
    fn close(&mut self) -> Closed<T> {
        let Open { values, failed, range, folded, .. } =
            std::mem::replace(self, Open { root: self.root, ..Open::new() });
        let (first, last) = range.expect("a batch is closed with a member");
        Closed { values, failed, first, last, folded }
    }
}

/// Entries of a branch under the key of the last of their group.
pub(super) struct Regrouped<T> {
    pub(super) entries: VecDeque<(u32, Vec<u32>, Slot<T>)>,
    /// How many items of the source are in a group of another.
    pub(super) folded: i64,
}

impl<T> Regrouped<T> {
    fn add(&mut self, at: At, seq: u64, Closed { values, first, last, .. }: Closed<Slot<T>>) {
        let mut path = last.path;
        push_range(&mut path, seq, (first.seq, &first.path), last.seq);
        let off = (seq - at.first) as u32;
        self.entries.extend(values.into_iter().map(|slot| (off, path.clone(), slot)));
    }
}

impl<T> Carry<Slot<T>> {
    /// Does to the keys of a branch what packing so many `items` and unrolling them would. `over`: no piece of the ticket follows.
    pub(super) fn regroup(&self, at: At, column: Column<T>, items: usize, over: bool) -> Regrouped<T> {
        let mut made = Regrouped { entries: VecDeque::new(), folded: 0 };
        let (mut open, mut entries, mut path) = (self.open(), column.into_entries(), Vec::new());
        while let Some((off, slot)) = entries.next(&mut path) {
            let seq = at.first + u64::from(off);
            made.folded += open.reach(seq);
            if slot.is_present() {
                open.add(seq, &path, Slot::Val(slot));
            }
            if open.count() >= items {
                open.root = Some((seq, true));
                let group = open.close();
                made.add(at, seq, group);
            }
        }
        if !over {
            return made;
        }
        if !at.end || open.count() == 0 {
            made.folded += open.leave();
            return made;
        }
        let (seq, here) = open.last_key(at);
        let group = open.close();
        // It stands for one of those that were folded before.
        made.folded -= i64::from(!here && group.folded > 0);
        made.add(at, seq, group);
        made
    }
}

struct Closed<T> {
    values: Vec<T>,
    failed: Vec<ItemError>,
    first: Member,
    last: Member,
    folded: i64,
}

impl<T> Closed<T> {
    /// Begins the batch as the running item: under the key `seq`, with its range.
    fn enter<W: Work>(&self, at: At, work: &mut W, seq: u64) {
        let mut path = self.last.path.clone();
        push_range(&mut path, seq, (self.first.seq, &self.first.path), self.last.seq);
        work.cx().enter((seq - at.first) as u32, &path);
    }

    /// The batch, if it can be made.
    fn pack<P: Packing<T, N>, const N: usize>(self, short: Short) -> Result<P::Batch, Option<Cause>> {
        let items = self.values.len() + self.failed.len();
        if !self.failed.is_empty() {
            // Not dropped, short or not: the failures of its members would be lost.
            return Err(Some(Cause::Batch(Batch::Failed { members: self.failed, of: N })));
        }
        match short {
            _ if items == N => Ok(P::pack(self.values)),
            Short::Automatic if P::is_any_length() => Ok(P::pack(self.values)),
            Short::Drop => Err(None),
            Short::Automatic | Short::Error => Err(Some(Cause::Batch(Batch::Short { items, of: N }))),
        }
    }
}

/// A part that is entered by batches of `N` of the items that it reads.
pub fn pack<P: Packing<X, N>, X, const N: usize, W: Work>(
    at: At,
    ring: &Ring<X>,
    carry: &Carry<X>,
    work: &mut W,
    site: Site,
    short: Short,
    item: impl Fn(&mut W, Slot<P::Batch>),
) -> Ran {
    work.cx().begin(at.domain, at.first);
    work.cx().at(site);
    // The last ticket may come with nothing in it.
    let mut column = ring.take(at.ticket).unwrap_or_default();
    // A short last batch may have the key of an item that came before.
    let early = at.end && !at.last;
    work.cx().reach = if early { Reach::Begin } else { std::mem::take(&mut column.reach) };
    let mut entries = column.into_entries();
    work.cx().silent += entries.roots();
    work.cx().folded += entries.folded();
    let (took, mut path, mut over) = (entries.left() as u32, Vec::new(), false);
    let next = |work: &mut W| {
        let mut open = carry.open();
        while let Some((off, slot)) = entries.next(&mut path) {
            let seq = at.first + u64::from(off);
            work.cx().folded += open.reach(seq);
            open.add(seq, &path, slot);
            if open.count() < N {
                continue;
            }
            open.root = Some((seq, true));
            let batch = open.close();
            drop(open);
            batch.enter(at, work, seq);
            let slot = settle(work, site, batch.pack::<P, N>(short));
            item(work, slot);
            return true;
        }
        if !at.last || std::mem::replace(&mut over, true) {
            return false;
        }
        if !at.end || open.count() == 0 {
            work.cx().folded += open.leave();
            return false;
        }
        let (seq, here) = open.last_key(at);
        let batch = open.close();
        drop(open);
        let folded = batch.folded;
        batch.enter(at, work, seq);
        let made = batch.pack::<P, N>(short);
        match &made {
            Err(None) => work.cx().folded -= folded,
            // It stands for one of those that were folded before.
            _ if !here && folded > 0 => work.cx().folded -= 1,
            _ => {}
        }
        let slot = settle(work, site, made);
        item(work, slot);
        true
    };
    shielded(work, next, &item);
    Ran { took, ..NOTHING }
}

fn settle<W: Work, B>(work: &mut W, site: Site, made: Result<B, Option<Cause>>) -> Slot<B> {
    match made {
        Ok(batch) => Slot::Val(batch),
        Err(None) => Slot::Gone,
        Err(Some(cause)) => work.cx().failed(site, cause),
    }
}

/// What an item is unrolled into.
enum Children<X: Sequence> {
    Items(X::Items),
    /// So many times the same failure.
    Failed(ItemError, u32),
}

impl<X: Sequence> Iterator for Children<X> {
    type Item = Slot<X::Item>;

    #[inline(always)]
    fn next(&mut self) -> Option<Slot<X::Item>> {
        match self {
            Children::Items(items) => items.next().map(Slot::Val),
            Children::Failed(_, 0) => None,
            Children::Failed(error, left) => {
                *left -= 1;
                Some(Slot::Fail(error.clone()))
            }
        }
    }
}

/// A part that is entered by what is in the arrays or `Vec`s that it reads. `promised` in each, or 0 where nobody knows how many.
///
/// After `slice` of them the rest is parked with the ticket.
pub fn unroll<X, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    site: Site,
    slice: usize,
    promised: u32,
    item: impl Fn(&mut W, Slot<X::Item>),
) -> Ran
where
    X: Sequence + Send + 'static,
    X::Items: Send + 'static,
    W: Work,
{
    let open = |work: &mut W, slot| opened(work, site, promised, slot);
    slices(at, ring, work, (site, slice), open, |_, child| child, item)
}

fn opened<X: Sequence, W: Work>(work: &mut W, site: Site, promised: u32, slot: Slot<X>) -> Slot<Children<X>> {
    let failed = match slot {
        Slot::Val(sequence) => {
            let items = sequence.length();
            if promised == 0 || items == promised as usize {
                return Slot::Val(Children::Items(sequence.items()));
            }
            work.cx().failed(site, Cause::Batch(Batch::Length { items, promised: promised as usize }))
        }
        Slot::Fail(error) => Slot::Fail(error),
        Slot::Gone => Slot::Gone,
    };
    match failed {
        Slot::Fail(error) if promised > 0 => Slot::Val(Children::Failed(error, promised)),
        other => other,
    }
}
