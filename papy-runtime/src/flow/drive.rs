//! Runs a part on one ticket: takes the columns that wait for it and enters their items one by one.
//!
//! Each way to drive a part is a function here; generated code gives the part itself as a closure.

use super::column::{Column, Entries};
use super::place::Ring;
use crate::plumbing::cx::{self, NO_INDEX};
use crate::plumbing::{Beat, Cx, Local, Node, Pairs, Site, Slot, Step, panics, slot};

/// The unit of work that the engine gave out.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The ticket.
    pub ticket: u64,
    /// Its domain.
    pub domain: u16,
    /// The number of its first item.
    pub first: u64,
    /// Whether an earlier turn parked in the middle of it.
    pub resumed: bool,
    /// Whether it is the domain's last, which has no items.
    pub end: bool,
    /// Whether no piece of it comes after this one.
    pub last: bool,
}

/// How a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ran {
    /// Whether the part is done with what it was given; otherwise it is parked.
    pub done: bool,
    /// How many entries it took; of a part that is entered by what it reads, how many of these were values.
    pub took: u32,
}

/// What drives a part needs from generated code: where a worker keeps its things.
pub trait Work: Send + 'static {
    /// Where the worker is.
    fn cx(&mut self) -> &mut Cx;
    /// The same for an operation, which may be one of a stage that is a pipeline; and its number there.
    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16);
}

/// Enters entries until `next` says that there are no more. A panic costs the running item only: `lost` delivers it.
pub(super) fn shielded<W: Work, T>(
    work: &mut W,
    mut next: impl FnMut(&mut W) -> bool,
    mut lost: impl FnMut(&mut W, Slot<T>),
) {
    while let Err(panic) = panics::catch(|| while next(work) {}) {
        let slot = work.cx().panicked(panic.into_cause());
        lost(work, slot);
    }
}

/// A part that is entered by the items that it reads.
pub fn each<X, W: Work>(at: At, ring: &Ring<X>, work: &mut W, item: impl Fn(&mut W, Slot<X>)) -> Ran {
    work.cx().begin(at.domain, at.first);
    let Some(column) = ring.take(at.ticket) else { return Ran { done: true, took: 0 } };
    let (mut entries, mut path) = (column.into_entries(), Vec::new());
    let took = entries.values() as u32;
    work.cx().silent += entries.roots();
    work.cx().folded += entries.folded();
    let next = |work: &mut W| {
        let Some((off, slot)) = entries.next(&mut path) else { return false };
        work.cx().enter(off, &path);
        item(work, slot);
        true
    };
    shielded(work, next, &item);
    Ran { done: true, took }
}

/// A `flat_map` that was interrupted because its slice was full.
struct Parked<X, C> {
    entries: Entries<X>,
    open: Option<Open<C>>,
}

/// An item whose children are being taken.
struct Open<C> {
    off: u32,
    path: Vec<u32>,
    children: C,
    /// How many children came so far.
    count: u32,
}

/// A part that is entered by the children of the items that it reads.
///
/// After `slice` children the rest is parked with the ticket.
#[expect(clippy::too_many_arguments, reason = "called by generated code only, which has them all at hand")]
pub fn many<X, C, T, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    site: Site,
    slice: usize,
    expand: impl Fn(&mut W, X) -> Slot<C>,
    child: impl Fn(C::Item) -> Step<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    X: Send + 'static,
    C: Iterator + Send + 'static,
    W: Work,
{
    work.cx().begin(at.domain, at.first);
    let parked = if at.resumed { ring.unpark::<Parked<X, C>>(at.ticket) } else { None };
    let mut state = match parked {
        // What is left of it was counted in the first piece, and that of the open item again when it was entered.
        Some(parked) => *parked,
        None => {
            let Some(column) = ring.take(at.ticket) else { return Ran { done: true, took: 0 } };
            let entries = column.into_entries();
            work.cx().silent += entries.roots();
            work.cx().folded += entries.folded();
            Parked { entries, open: None }
        }
    };
    let before = state.entries.left();
    let (mut room, mut path) = (slice, Vec::new());
    let next = |work: &mut W| {
        if room == 0 {
            return false;
        }
        if state.open.is_none() {
            let Some((off, slot)) = state.entries.next(&mut path) else { return false };
            work.cx().enter(off, &path);
            let opened = match slot {
                Slot::Val(value) => expand(work, value),
                Slot::Fail(error) => Slot::Fail(error),
                Slot::Gone => Slot::Gone,
            };
            match opened {
                Slot::Val(children) => state.open = Some(Open { off, path: path.clone(), children, count: 0 }),
                Slot::Fail(error) => {
                    // It has no index here, and a key as deep as those of the children: joins compare keys.
                    work.cx().descend(NO_INDEX);
                    item(work, Slot::Fail(error));
                }
                Slot::Gone => item(work, Slot::Gone),
            }
            return true;
        }
        let open = state.open.as_mut().expect("looked at above");
        work.cx().enter(open.off, &open.path);
        work.cx().descend(open.count);
        work.cx().at(site);
        // Until the iterator has answered it may panic: then this item has no more children.
        let mut open = state.open.take().expect("looked at above");
        match open.children.next() {
            Some(given) => {
                open.count += 1;
                state.open = Some(open);
                room -= 1;
                let slot = slot::settle(work.cx(), site, child(given));
                item(work, slot);
            }
            None => {
                // Tells items that gave nothing, at all or in this turn.
                work.cx().enter(open.off, &open.path);
                item(work, Slot::Gone);
            }
        }
        true
    };
    shielded(work, next, &item);
    let took = (before - state.entries.left()) as u32;
    let done = state.open.is_none() && state.entries.left() == 0;
    if !done {
        ring.park(at.ticket, Box::new(state));
    }
    Ran { done, took }
}

/// Opens one item of a `flat_map`.
#[inline(always)]
pub fn open<N: Node, C, W: Work>(
    node: &N,
    work: &mut W,
    site: Site,
    local: fn(&mut W) -> (&mut Local<N>, &mut Cx),
    run: impl FnOnce(&N, &mut N::Local, &mut Cx) -> Step<C>,
) -> Slot<C> {
    let (local, cx) = local(work);
    cx.call(site);
    let step = slot::call(node, local, cx, Site { guard: true, ..site }, run);
    slot::settle(cx, site, step)
}

/// The columns of one member of a zip or merge, front to back.
struct Cursor<T> {
    pieces: std::vec::IntoIter<Column<T>>,
    entries: Entries<T>,
    head: Option<(u32, Vec<u32>, Slot<T>)>,
    roots: i64,
    folded: i64,
}

impl<T> Cursor<T> {
    fn new(ring: &Ring<T>, ticket: u64) -> Cursor<T> {
        let pieces = ring.take_all(ticket);
        let roots = pieces.iter().map(Column::roots).sum();
        let folded = pieces.iter().map(Column::folded).sum();
        let mut cursor = Cursor { pieces: pieces.into_iter(), entries: Entries::default(), head: None, roots, folded };
        cursor.advance();
        cursor
    }

    fn advance(&mut self) {
        let mut path = Vec::new();
        self.head = loop {
            if let Some((off, slot)) = self.entries.next(&mut path) {
                break Some((off, path, slot));
            }
            match self.pieces.next() {
                Some(column) => self.entries = column.into_entries(),
                None => break None,
            }
        };
    }

    fn key(&self, depth: usize) -> Option<(u32, &[u32])> {
        self.head.as_ref().map(|(off, path, _)| (*off, &path[..depth.min(path.len())]))
    }

    /// The first and the last item of the source that are in the next entry, if it has this key.
    fn range(&self, key: &Key, seq: u64) -> Option<(u64, u64)> {
        self.key(key.depth).filter(|own| *own == (key.off, key.path.as_slice()))?;
        let (_, path, _) = self.head.as_ref()?;
        let last = cx::lineage(seq, path);
        Some((last.since.as_ref().map_or(last.seq, |since| since.seq), last.seq))
    }

    /// The next entry, if it has this key.
    fn next_of(&mut self, key: &Key) -> Option<(Vec<u32>, Slot<T>)> {
        if self.key(key.depth) != Some((key.off, key.path.as_slice())) {
            return None;
        }
        let (_, path, slot) = self.head.take()?;
        self.advance();
        Some((path, slot))
    }
}

/// The key at which the members of a zip or merge meet.
pub(crate) struct Key {
    off: u32,
    path: Vec<u32>,
    depth: usize,
}

/// The least key of several members.
fn least<'a>(keys: impl Iterator<Item = Option<(u32, &'a [u32])>>, depth: usize) -> Option<Key> {
    let (off, path) = keys.flatten().min()?;
    Some(Key { off, path: path.to_vec(), depth })
}

/// A branch that has one item for each key.
#[derive(Debug)]
pub struct Strict<'a, T>(pub &'a Ring<T>);
/// A branch written `b?`.
#[derive(Debug)]
pub struct Optional<'a, T>(pub &'a Ring<T>);
/// A branch written `b*`.
#[derive(Debug)]
pub struct All<'a, T>(pub &'a Ring<T>);

/// How a branch of a zip gives what it has for a key.
pub trait Branch {
    /// What travels on the branch.
    type Item;
    /// What the zip gets.
    type Out;
    /// The columns.
    fn ring(&self) -> &Ring<Self::Item>;
    /// The member of the tuple.
    fn member(next: impl FnMut() -> Option<Slot<Self::Item>>) -> Slot<Self::Out>;
}

impl<T> Branch for Strict<'_, T> {
    type Item = T;
    type Out = T;
    fn ring(&self) -> &Ring<T> {
        self.0
    }
    fn member(mut next: impl FnMut() -> Option<Slot<T>>) -> Slot<T> {
        next().unwrap_or(Slot::Gone)
    }
}

impl<T> Branch for Optional<'_, T> {
    type Item = T;
    type Out = Option<T>;
    fn ring(&self) -> &Ring<T> {
        self.0
    }
    fn member(mut next: impl FnMut() -> Option<Slot<T>>) -> Slot<Option<T>> {
        next().unwrap_or(Slot::Gone).optional(true)
    }
}

impl<T> Branch for All<'_, T> {
    type Item = T;
    type Out = Vec<T>;
    fn ring(&self) -> &Ring<T> {
        self.0
    }
    fn member(mut next: impl FnMut() -> Option<Slot<T>>) -> Slot<Vec<T>> {
        let (mut values, mut failed) = (Vec::new(), None);
        while let Some(slot) = next() {
            match slot {
                Slot::Val(value) => values.push(value),
                Slot::Fail(error) => failed = failed.or(Some(error)),
                Slot::Gone => {}
            }
        }
        match failed {
            Some(error) => Slot::Fail(error),
            None => Slot::Val(values),
        }
    }
}

/// The branches of a zip that come from different parts.
pub trait Branches {
    /// The tuple.
    type Out;
    /// Pairs what waits for a ticket; `item` gets each key's tuple. `depth` is that of the fork's keys; each branch has as many items
    /// for one as `beat` says, which are paired one after the other.
    ///
    /// `keys`: what the fork had, where every branch may lack a key that it had.
    fn join<W: Work>(
        self,
        at: At,
        depth: usize,
        beat: Beat,
        keys: Option<&Ring<()>>,
        work: &mut W,
        item: impl Fn(&mut W, Slot<Self::Out>),
    ) -> Ran;
}

/// The branches of a `[join = each]`.
pub trait BranchesEach {
    /// The tuple.
    type Out;
    /// Pairs every child of a branch with every child of the others; `item` gets each tuple.
    fn join_each<W: Work>(self, at: At, depth: usize, work: &mut W, item: impl Fn(&mut W, Slot<Self::Out>)) -> Ran;
}

macro_rules! branches {
    ($($name:ident . $index:tt),+) => {
        impl<$($name: Branch),+> Branches for ($($name,)+) {
            type Out = ($($name::Out,)+);
            fn join<W: Work>(
                self,
                at: At,
                depth: usize,
                beat: Beat,
                keys: Option<&Ring<()>>,
                work: &mut W,
                item: impl Fn(&mut W, Slot<Self::Out>),
            ) -> Ran {
                work.cx().begin(at.domain, at.first);
                let mut keys = keys.map(|keys| Cursor::new(keys, at.ticket));
                let mut cursors = ($(Cursor::new(self.$index.ring(), at.ticket),)+);
                work.cx().silent += 0i64$(.max(cursors.$index.roots))+;
                work.cx().folded += i64::MAX$(.min(cursors.$index.folded))+;
                let (mut took, mut step) = (0, 0);
                let next = |work: &mut W| {
                    let here = keys.as_ref().and_then(|keys| keys.key(depth));
                    let there = [$(cursors.$index.key(depth)),+];
                    let Some(key) = least(there.into_iter().chain([here]), depth) else { return false };
                    took += 1;
                    work.cx().enter(key.off, &key.path);
                    if beat.items > 1 {
                        work.cx().descend(step);
                    }
                    if beat.every > 1 {
                        let seq = at.first + u64::from(key.off);
                        let range = None$(.or_else(|| cursors.$index.range(&key, seq)))+;
                        work.cx().span(range.unwrap_or((seq, seq)));
                    }
                    let members = ($($name::member(|| cursors.$index.next_of(&key).map(|(_, slot)| slot)),)+);
                    step += 1;
                    if step == beat.items {
                        step = 0;
                        keys.as_mut().and_then(|keys| keys.next_of(&key));
                        $(while cursors.$index.next_of(&key).is_some() {})+
                    }
                    item(work, members.pair());
                    true
                };
                shielded(work, next, &item);
                Ran { done: true, took }
            }
        }

        impl<'a, $($name: Clone),+> BranchesEach for ($(Strict<'a, $name>,)+) {
            type Out = ($($name,)+);
            fn join_each<W: Work>(
                self,
                at: At,
                depth: usize,
                work: &mut W,
                item: impl Fn(&mut W, Slot<Self::Out>),
            ) -> Ran {
                work.cx().begin(at.domain, at.first);
                let mut cursors = ($(Cursor::new(self.$index.0, at.ticket),)+);
                work.cx().silent += 0i64$(.max(cursors.$index.roots))+;
                work.cx().folded += i64::MAX$(.min(cursors.$index.folded))+;
                let (mut took, mut path, mut open) = (0, Vec::new(), None);
                let mut picks = [0; [$($index),+].len()];
                // One pair a turn: a panic on one must not cost the others.
                let next = |work: &mut W| {
                    let Some((key, groups)) = &open else {
                        let Some(key) = least([$(cursors.$index.key(depth)),+].into_iter(), depth) else { return false };
                        took += 1;
                        work.cx().enter(key.off, &key.path);
                        let groups = ($(std::iter::from_fn(|| cursors.$index.next_of(&key)).collect::<Vec<_>>(),)+);
                        if $(groups.$index.is_empty())||+ {
                            item(work, Slot::Gone);
                        } else {
                            open = Some((key, groups));
                        }
                        return true;
                    };
                    let paths = [$(&groups.$index[picks[$index]].0),+];
                    path.clone_from(&key.path);
                    paths.iter().for_each(|own| path.extend_from_slice(&own[depth..]));
                    work.cx().enter(key.off, &path);
                    let pair = ($(groups.$index[picks[$index]].1.clone(),)+).pair();
                    if !advance(&mut picks, &[$(groups.$index.len()),+]) {
                        open = None;
                    }
                    item(work, pair);
                    true
                };
                shielded(work, next, &item);
                Ran { done: true, took }
            }
        }
    };
}

branches!(A.0, B.1);
branches!(A.0, B.1, C.2);
branches!(A.0, B.1, C.2, D.3);
branches!(A.0, B.1, C.2, D.3, E.4);
branches!(A.0, B.1, C.2, D.3, E.4, F.5);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
branches!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);

/// The next combination, the last member turning fastest.
fn advance(picks: &mut [usize], counts: &[usize]) -> bool {
    for member in (0..picks.len()).rev() {
        picks[member] += 1;
        if picks[member] < counts[member] {
            return true;
        }
        picks[member] = 0;
    }
    false
}

/// A merge of branches of one fork: for each key, the items of each branch in the order written.
///
/// `depth` is that of the fork's keys, `own` that of the keys that are made here.
pub fn merge<T, W: Work>(
    at: At,
    rings: &[&Ring<T>],
    depth: usize,
    own: usize,
    work: &mut W,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran {
    work.cx().begin(at.domain, at.first);
    let mut cursors: Vec<_> = rings.iter().map(|ring| Cursor::new(ring, at.ticket)).collect();
    work.cx().silent += cursors.iter().map(|cursor| cursor.roots).max().unwrap_or(0);
    work.cx().folded += cursors.iter().map(|cursor| cursor.folded).min().unwrap_or(0);
    let mut key: Option<(Key, u32, bool)> = None;
    let mut took = 0;
    let next = |work: &mut W| {
        let Some((now, branch, any)) = &mut key else {
            key = least(cursors.iter().map(|cursor| cursor.key(depth)), depth).map(|key| (key, 0, false));
            return key.is_some();
        };
        if *branch as usize == cursors.len() {
            work.cx().enter(now.off, &now.path);
            let silent = !*any;
            key = None;
            if silent {
                item(work, Slot::Gone);
            }
            return true;
        }
        let Some((path, slot)) = cursors[*branch as usize].next_of(now) else {
            *branch += 1;
            return true;
        };
        if slot.is_present() {
            *any = true;
            took += 1;
            let mut merged = now.path.clone();
            merged.push(*branch);
            merged.extend_from_slice(&path[now.path.len()..]);
            // The keys of one stream are equally deep, whatever the branch.
            merged.resize(own, NO_INDEX);
            work.cx().enter(now.off, &merged);
            item(work, slot);
        }
        true
    };
    shielded(work, next, &item);
    Ran { done: true, took }
}

#[cfg(test)]
mod tests;
