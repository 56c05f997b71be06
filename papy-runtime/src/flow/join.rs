//! Zips and merges of branches of one fork: parts that read several streams by key, piece by piece.
//!
//! A turn begins with the pieces that the engine knows of. Where a branch has none left and may still give what is needed next,
//! the part parks and names it: so of each branch no more is held than the piece that is being read, and what one key gathers.

use super::column::Entries;
use super::drive::{At, Ran, Work, shielded};
use super::place::Ring;
use super::reach::Reach;
use crate::error::ItemError;
use crate::plumbing::cx::NO_INDEX;
use crate::plumbing::{Cx, Pairs, SLICE, Slot};
use std::cmp::Ordering;

/// One branch, front to back.
struct Cursor<T> {
    entries: Entries<T>,
    head: Option<(u32, Vec<u32>, Slot<T>)>,
    /// How far the piece reaches that is being read.
    reach: Reach,
    /// How many indices its keys have.
    depth: usize,
    /// How many items of the source the pieces so far stand for.
    roots: i64,
}

impl<T> Default for Cursor<T> {
    fn default() -> Cursor<T> {
        Cursor { entries: Entries::default(), head: None, reach: Reach::End, depth: 0, roots: 0 }
    }
}

impl<T> Cursor<T> {
    /// Goes on with the next piece; the one before was read to its end.
    fn load(&mut self, ring: &Ring<T>, ticket: u64) {
        debug_assert!(self.head.is_none(), "a piece is read to its end");
        let mut column = ring.take(ticket).unwrap_or_default();
        self.reach = std::mem::take(&mut column.reach);
        self.depth = column.depth();
        self.roots += column.roots();
        self.entries = column.into_entries();
        self.advance();
    }

    fn advance(&mut self) {
        let mut path = Vec::new();
        self.head = self.entries.next(&mut path).map(|(off, slot)| (off, path, slot));
    }

    fn stand(&self, depth: usize) -> Stand<'_> {
        match &self.head {
            Some((off, path, _)) => Stand::At(*off, &path[..depth.min(path.len())]),
            None => Stand::Behind(&self.reach),
        }
    }

    /// The next entry, if it has this key.
    fn next_of(&mut self, key: &Key) -> Option<(Vec<u32>, Slot<T>)> {
        match self.stand(key.path.len()) {
            Stand::At(off, path) if (off, path) == (key.off, key.path.as_slice()) => {}
            _ => return None,
        }
        let (_, path, slot) = self.head.take()?;
        self.advance();
        Some((path, slot))
    }

    /// How far this got, if more of the key may come with the next piece.
    fn lacks(&self, key: &Key) -> Option<&Reach> {
        let lacks = self.head.is_none() && self.reach.against(key.off, &key.path) != Ordering::Greater;
        lacks.then_some(&self.reach)
    }
}

/// Where a branch is.
#[derive(Clone, Copy)]
enum Stand<'a> {
    /// Its next entry has this key.
    At(u32, &'a [u32]),
    /// Its piece is read; this is how far that reached.
    Behind(&'a Reach),
}

/// The key at which the branches meet.
struct Key {
    off: u32,
    path: Vec<u32>,
}

/// What comes next.
enum Next {
    /// This key, which is the least.
    Key(Key),
    /// Nothing is sure before this branch has a piece.
    Needs(u16),
    /// Nothing.
    End,
}

fn next_of(stands: &[Stand<'_>]) -> Next {
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
fn furthest_behind(lacks: &[Option<&Reach>]) -> Option<u16> {
    let lacks = lacks.iter().zip(0..).filter_map(|(reach, branch)| Some(((*reach)?, branch)));
    lacks.min().map(|(_, branch)| branch)
}

/// Which inputs have a piece for the turn.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Fed {
    /// All: it is the first turn of a ticket.
    #[default]
    All,
    /// The one that was needed.
    One(u16),
    /// None: the part parked because its slice was full.
    None,
}

impl Fed {
    fn has(self, input: u16) -> bool {
        self == Fed::All || self == Fed::One(input)
    }
}

/// What every zip and merge keeps from turn to turn.
struct Turns {
    fed: Fed,
    /// The items of the source that were accounted for so far.
    counted: i64,
    reach: Reach,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns { fed: Fed::All, counted: 0, reach: Reach::Begin }
    }
}

impl Turns {
    /// All that a part will ever get of a ticket is counted in the pieces that it makes, once.
    fn count(&mut self, cx: &mut Cx, roots: impl Iterator<Item = i64>) {
        let roots = roots.fold(self.counted, i64::max);
        cx.silent += roots - self.counted;
        self.counted = roots;
    }

    /// Ends a turn that parks.
    fn park(&mut self, cx: &mut Cx, waits: Option<u16>, stands: &[Stand<'_>], depth: usize) {
        self.reach = came_to(cx, stands, depth, self.reach.clone());
        cx.reach = self.reach.clone();
        self.fed = waits.map_or(Fed::None, Fed::One);
    }
}

fn resume<S: Default + 'static, T>(at: At, ring: &Ring<T>) -> Box<S> {
    let parked = if at.resumed { ring.unpark::<S>(at.ticket) } else { None };
    parked.unwrap_or_default()
}

/// A branch that has one item for each key.
#[derive(Debug)]
pub struct Strict<'a, T>(pub &'a Ring<T>);
/// A branch written `b?`.
#[derive(Debug)]
pub struct Optional<'a, T>(pub &'a Ring<T>);
/// A branch written `b*`, or one of a `[join = each]`: what it has for a key is held together.
#[derive(Debug)]
pub struct All<'a, T> {
    /// The columns.
    pub ring: &'a Ring<T>,
    /// What makes several items of one on this branch.
    pub op: u16,
    /// How many items are held at most.
    pub limit: usize,
}

/// How a branch of a zip gives what it has for a key.
pub trait Branch {
    /// What travels on the branch.
    type Item: Send + 'static;
    /// What the zip gets.
    type Out;
    /// What is held of a key.
    type Held: Default + Send + 'static;
    /// The columns.
    fn ring(&self) -> &Ring<Self::Item>;
    /// One more of the key.
    fn hold(&self, held: &mut Self::Held, slot: Slot<Self::Item>);
    /// The member of the tuple.
    fn member(&self, held: Self::Held, cx: &mut Cx) -> Slot<Self::Out>;
}

impl<T: Send + 'static> Branch for Strict<'_, T> {
    type Item = T;
    type Out = T;
    type Held = Option<Slot<T>>;
    fn ring(&self) -> &Ring<T> {
        self.0
    }
    fn hold(&self, held: &mut Option<Slot<T>>, slot: Slot<T>) {
        held.get_or_insert(slot);
    }
    fn member(&self, held: Option<Slot<T>>, _: &mut Cx) -> Slot<T> {
        held.unwrap_or(Slot::Gone)
    }
}

impl<T: Send + 'static> Branch for Optional<'_, T> {
    type Item = T;
    type Out = Option<T>;
    type Held = Option<Slot<T>>;
    fn ring(&self) -> &Ring<T> {
        self.0
    }
    fn hold(&self, held: &mut Option<Slot<T>>, slot: Slot<T>) {
        held.get_or_insert(slot);
    }
    fn member(&self, held: Option<Slot<T>>, _: &mut Cx) -> Slot<Option<T>> {
        held.unwrap_or(Slot::Gone).optional(true)
    }
}

/// The items of a key, up to a limit.
struct Group<T> {
    entries: Vec<(Vec<u32>, Slot<T>)>,
    /// There were more than the limit, and none is held any more.
    over: bool,
}

impl<T> Default for Group<T> {
    fn default() -> Group<T> {
        Group { entries: Vec::new(), over: false }
    }
}

impl<T> Group<T> {
    fn hold(&mut self, limit: usize, entry: (Vec<u32>, Slot<T>)) {
        self.over |= self.entries.len() == limit;
        if self.over {
            self.entries = Vec::new();
        } else {
            self.entries.push(entry);
        }
    }
}

/// See [`All`].
pub struct Held<T>(Group<T>);

impl<T> Default for Held<T> {
    fn default() -> Held<T> {
        Held(Group::default())
    }
}

impl<T: Send + 'static> Branch for All<'_, T> {
    type Item = T;
    type Out = Vec<T>;
    type Held = Held<T>;
    fn ring(&self) -> &Ring<T> {
        self.ring
    }
    fn hold(&self, held: &mut Held<T>, slot: Slot<T>) {
        held.0.hold(self.limit, (Vec::new(), slot));
    }
    fn member(&self, held: Held<T>, cx: &mut Cx) -> Slot<Vec<T>> {
        if held.0.over {
            return cx.too_many(self.op, self.limit);
        }
        let (mut values, mut failed) = (Vec::new(), Vec::new());
        for (_, slot) in held.0.entries {
            match slot {
                Slot::Val(value) => values.push(value),
                Slot::Fail(error) => failed.push(error),
                Slot::Gone => {}
            }
        }
        ItemError::of_all(failed).map_or(Slot::Val(values), Slot::Fail)
    }
}

/// The branches of a zip that come from different parts.
pub trait Branches {
    /// The tuple.
    type Out;
    /// Pairs what waits for a ticket; `item` gets each key's tuple. `depth` is that of the fork's keys.
    ///
    /// `keys`: what the fork had, where every branch may lack a key that it had.
    fn join<W: Work>(
        self,
        at: At,
        depth: usize,
        keys: Option<&Ring<()>>,
        work: &mut W,
        item: impl Fn(&mut W, Slot<Self::Out>),
    ) -> Ran;
}

/// The branches of a `[join = each]`.
pub trait BranchesEach {
    /// The tuple.
    type Out;
    /// Pairs every child of a branch with every child of the others; `item` gets each tuple. `depth` is that of the fork's keys,
    /// `own` that of the keys that are made here.
    ///
    /// The first branch that multiplies goes by, and decides the order; what the others have for a key is held meanwhile.
    fn join_each<W: Work>(
        self,
        at: At,
        depth: usize,
        own: usize,
        work: &mut W,
        item: impl Fn(&mut W, Slot<Self::Out>),
    ) -> Ran;
}

/// A zip that is parked.
struct Joining<C, H> {
    turns: Turns,
    keys: Cursor<()>,
    cursors: C,
    held: H,
    /// The key whose members are being gathered.
    open: Option<Key>,
}

impl<C: Default, H: Default> Default for Joining<C, H> {
    fn default() -> Joining<C, H> {
        Joining {
            turns: Turns::default(),
            keys: Cursor::default(),
            cursors: C::default(),
            held: H::default(),
            open: None,
        }
    }
}

/// A `[join = each]` that is parked.
struct Crossing<C, G> {
    turns: Turns,
    cursors: C,
    /// What is held of the open key; of the branch that goes by, one item.
    groups: G,
    open: Option<Cross>,
}

/// The key whose pairs are being made.
struct Cross {
    key: Key,
    /// All but the branch that goes by are complete.
    complete: bool,
    /// Some pair was made, or what is there instead of all of them.
    given: bool,
}

impl<C: Default, G: Default> Default for Crossing<C, G> {
    fn default() -> Crossing<C, G> {
        Crossing { turns: Turns::default(), cursors: C::default(), groups: G::default(), open: None }
    }
}

macro_rules! branches {
    ($count:literal: $($name:ident . $index:tt),+) => {
        impl<$($name: Branch),+> Branches for ($($name,)+) {
            type Out = ($($name::Out,)+);
            fn join<W: Work>(
                self,
                at: At,
                depth: usize,
                keys: Option<&Ring<()>>,
                work: &mut W,
                item: impl Fn(&mut W, Slot<Self::Out>),
            ) -> Ran {
                work.cx().begin(at.domain, at.first);
                let mut state =
                    resume::<Joining<($(Cursor<$name::Item>,)+), ($($name::Held,)+)>, _>(at, self.0.ring());
                let Joining { turns, keys: fork, cursors, held, open } = &mut *state;
                $(if turns.fed.has($index) {
                    cursors.$index.load(self.$index.ring(), at.ticket);
                })+
                if let Some(keys) = keys.filter(|_| turns.fed.has($count)) {
                    fork.load(keys, at.ticket);
                }
                turns.count(work.cx(), [$(cursors.$index.roots),+].into_iter());
                let (mut waits, mut took) = (None, 0);
                let next = |work: &mut W| {
                    let key = match open.take() {
                        Some(key) => key,
                        None => match next_of(&[$(cursors.$index.stand(depth),)+ fork.stand(depth)]) {
                            Next::Key(key) => key,
                            Next::Needs(branch) => {
                                waits = Some(branch);
                                return false;
                            }
                            Next::End => return false,
                        },
                    };
                    while fork.next_of(&key).is_some() {}
                    $(while let Some((_, slot)) = cursors.$index.next_of(&key) {
                        self.$index.hold(&mut held.$index, slot);
                    })+
                    waits = furthest_behind(&[$(cursors.$index.lacks(&key),)+ fork.lacks(&key)]);
                    if waits.is_some() {
                        *open = Some(key);
                        return false;
                    }
                    took += 1;
                    work.cx().enter(key.off, &key.path);
                    let members = ($(self.$index.member(std::mem::take(&mut held.$index), work.cx()),)+);
                    item(work, members.pair());
                    true
                };
                shielded(work, next, &item);
                if waits.is_some() {
                    turns.park(work.cx(), waits, &[$(cursors.$index.stand(depth),)+ fork.stand(depth)], depth);
                    self.0.ring().park(at.ticket, state);
                }
                Ran { done: waits.is_none(), waits, took }
            }
        }

        impl<'a, $($name: Clone + Send + 'static),+> BranchesEach for ($(All<'a, $name>,)+) {
            type Out = ($($name,)+);
            fn join_each<W: Work>(
                self,
                at: At,
                depth: usize,
                own: usize,
                work: &mut W,
                item: impl Fn(&mut W, Slot<Self::Out>),
            ) -> Ran {
                work.cx().begin(at.domain, at.first);
                let mut state = resume::<Crossing<($(Cursor<$name>,)+), ($((Group<$name>, usize),)+)>, _>(at, self.0.ring);
                let Crossing { turns, cursors, groups, open } = &mut *state;
                $(if turns.fed.has($index) {
                    cursors.$index.load(self.$index.ring, at.ticket);
                })+
                turns.count(work.cx(), [$(cursors.$index.roots),+].into_iter());
                let deeper = [$(cursors.$index.depth > depth),+];
                let lead = deeper.iter().position(|deeper| *deeper).unwrap_or(0);
                let (mut waits, mut took, mut room, mut path) = (None, 0, SLICE, Vec::new());
                // One pair a turn: a panic on one must not cost the others.
                let next = |work: &mut W| {
                    if room == 0 {
                        return false;
                    }
                    let mut cross = match open.take() {
                        Some(cross) => cross,
                        None => match next_of(&[$(cursors.$index.stand(depth)),+]) {
                            Next::Key(key) => Cross { key, complete: false, given: false },
                            Next::Needs(branch) => {
                                waits = Some(branch);
                                return false;
                            }
                            Next::End => return false,
                        },
                    };
                    if !cross.complete {
                        $(if lead != $index {
                            while let Some(entry) = cursors.$index.next_of(&cross.key) {
                                groups.$index.0.hold(self.$index.limit, entry);
                            }
                        })+
                        let lacks = |branch: usize, lacks| if branch == lead { None } else { lacks };
                        waits = furthest_behind(&[$(lacks($index, cursors.$index.lacks(&cross.key))),+]);
                        if waits.is_some() {
                            *open = Some(cross);
                            return false;
                        }
                        cross.complete = true;
                        took += 1;
                    }
                    let over = [$(groups.$index.0.over),+].iter().position(|over| *over);
                    if let Some(branch) = over.filter(|_| !cross.given) {
                        cross.given = true;
                        path.clone_from(&cross.key.path);
                        path.resize(own, NO_INDEX);
                        work.cx().enter(cross.key.off, &path);
                        let (op, limit) = [$((self.$index.op, self.$index.limit)),+][branch];
                        let slot = work.cx().too_many(op, limit);
                        *open = Some(cross);
                        item(work, slot);
                        return true;
                    }
                    let lacking = [$(lead != $index && groups.$index.0.entries.is_empty()),+].contains(&true);
                    let (mut passes, mut more) = (false, false);
                    $(if lead == $index {
                        let (group, cursor) = (&mut groups.$index.0.entries, &mut cursors.$index);
                        if lacking {
                            while cursor.next_of(&cross.key).is_some() {}
                        } else if group.is_empty() {
                            group.extend(cursor.next_of(&cross.key));
                        }
                        passes = !group.is_empty();
                        more = !passes && cursor.lacks(&cross.key).is_some();
                    })+
                    if more {
                        (waits, *open) = (Some(lead as u16), Some(cross));
                        return false;
                    }
                    if !passes {
                        *groups = Default::default();
                        if !cross.given {
                            work.cx().enter(cross.key.off, &cross.key.path);
                            item(work, Slot::Gone);
                        }
                        return true;
                    }
                    cross.given = true;
                    room -= 1;
                    path.clone_from(&cross.key.path);
                    $(path.extend_from_slice(&groups.$index.0.entries[groups.$index.1].0[depth..]);)+
                    work.cx().enter(cross.key.off, &path);
                    let pair = ($(groups.$index.0.entries[groups.$index.1].1.clone(),)+).pair();
                    let counts = [$(groups.$index.0.entries.len()),+];
                    if !advance(&mut [$(&mut groups.$index.1),+], &counts) {
                        $(if lead == $index {
                            groups.$index.0.entries.clear();
                        })+
                    }
                    *open = Some(cross);
                    item(work, pair);
                    true
                };
                shielded(work, next, &item);
                let done = waits.is_none() && open.is_none() && room > 0;
                if !done {
                    turns.park(work.cx(), waits, &[$(cursors.$index.stand(depth)),+], depth);
                    self.0.ring.park(at.ticket, state);
                }
                Ran { done, waits, took }
            }
        }
    };
}

branches!(2: A.0, B.1);
branches!(3: A.0, B.1, C.2);
branches!(4: A.0, B.1, C.2, D.3);
branches!(5: A.0, B.1, C.2, D.3, E.4);
branches!(6: A.0, B.1, C.2, D.3, E.4, F.5);
branches!(7: A.0, B.1, C.2, D.3, E.4, F.5, G.6);
branches!(8: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7);
branches!(9: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8);
branches!(10: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
branches!(11: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
branches!(12: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);

/// The next combination, the last member turning fastest.
fn advance(picks: &mut [&mut usize], counts: &[usize]) -> bool {
    for (pick, count) in picks.iter_mut().zip(counts).rev() {
        **pick += 1;
        if **pick < *count {
            return true;
        }
        **pick = 0;
    }
    false
}

/// A merge that is parked.
struct Merging<T> {
    turns: Turns,
    cursors: Vec<Cursor<T>>,
    /// The key whose items go by, the branch that gives them, and whether any did.
    open: Option<(Key, u16, bool)>,
}

impl<T> Default for Merging<T> {
    fn default() -> Merging<T> {
        Merging { turns: Turns::default(), cursors: Vec::new(), open: None }
    }
}

fn stands<T>(cursors: &[Cursor<T>], depth: usize) -> Vec<Stand<'_>> {
    cursors.iter().map(|cursor| cursor.stand(depth)).collect()
}

/// A merge of branches of one fork: for each key, the items of each branch in the order written.
///
/// `depth` is that of the fork's keys, `own` that of the keys that are made here.
pub fn merge<T: Send + 'static, W: Work>(
    at: At,
    rings: &[&Ring<T>],
    depth: usize,
    own: usize,
    work: &mut W,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran {
    work.cx().begin(at.domain, at.first);
    let mut state = resume::<Merging<T>, _>(at, rings[0]);
    let Merging { turns, cursors, open } = &mut *state;
    cursors.resize_with(rings.len(), Cursor::default);
    for (branch, (cursor, ring)) in (0..).zip(cursors.iter_mut().zip(rings)) {
        if turns.fed.has(branch) {
            cursor.load(ring, at.ticket);
        }
    }
    turns.count(work.cx(), cursors.iter().map(|cursor| cursor.roots));
    let (mut waits, mut took) = (None, 0);
    let next = |work: &mut W| {
        let Some((key, branch, any)) = open else {
            match next_of(&stands(cursors, depth)) {
                Next::Key(key) => *open = Some((key, 0, false)),
                Next::Needs(branch) => waits = Some(branch),
                Next::End => {}
            }
            return open.is_some();
        };
        let Some(cursor) = cursors.get_mut(usize::from(*branch)) else {
            let any = *any;
            let key = open.take();
            if let Some((key, ..)) = key.filter(|_| !any) {
                work.cx().enter(key.off, &key.path);
                item(work, Slot::Gone);
            }
            return true;
        };
        let Some((path, slot)) = cursor.next_of(key) else {
            if cursor.lacks(key).is_some() {
                waits = Some(*branch);
                return false;
            }
            *branch += 1;
            return true;
        };
        if slot.is_present() {
            *any = true;
            took += 1;
            let mut merged = key.path.clone();
            merged.push(u32::from(*branch));
            merged.extend_from_slice(&path[key.path.len()..]);
            // The keys of one stream are equally deep, whatever the branch.
            merged.resize(own, NO_INDEX);
            work.cx().enter(key.off, &merged);
            item(work, slot);
        }
        true
    };
    shielded(work, next, &item);
    if waits.is_some() {
        turns.park(work.cx(), waits, &stands(cursors, depth), depth);
        rings[0].park(at.ticket, state);
    }
    Ran { done: waits.is_none(), waits, took }
}
