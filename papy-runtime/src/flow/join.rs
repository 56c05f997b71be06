//! Zips of branches of one fork.
//!
//! Of each branch no more is held than the piece that is being read, and what one key gathers.

use super::cursor::{Cursor, Key, Next, Turns, furthest_behind, next_of, resume};
use super::drive::{At, NOTHING, Ran, Work, shielded};
use super::place::Ring;
use super::rates::Carry;
use crate::error::ItemError;
use crate::plumbing::keys::{self, NO_INDEX};
use crate::plumbing::{Beat, Cx, Pairs, SLICE, Slot, panics};

/// A branch that has one item for each key.
#[derive(Debug)]
pub struct Strict<'a, T>(pub &'a Ring<T>);
/// A branch that has one item for each key, as soon as so many of its own go together.
#[derive(Debug)]
pub struct Regrouped<'a, T> {
    /// The columns.
    pub ring: &'a Ring<T>,
    /// What is left of a ticket.
    pub carry: &'a Carry<Slot<T>>,
    /// How many; 0 where they go one by one.
    pub items: usize,
}
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
    /// How many of its items go together, if they do, and where those wait whose group is not whole.
    fn group(&self) -> Option<(&Carry<Slot<Self::Item>>, usize)> {
        None
    }
    /// Whether something is held.
    fn holds(held: &Self::Held) -> bool;
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
    fn holds(held: &Option<Slot<T>>) -> bool {
        held.is_some()
    }
    fn hold(&self, held: &mut Option<Slot<T>>, slot: Slot<T>) {
        held.get_or_insert(slot);
    }
    fn member(&self, held: Option<Slot<T>>, _: &mut Cx) -> Slot<T> {
        held.unwrap_or(Slot::Gone)
    }
}

impl<T: Send + 'static> Branch for Regrouped<'_, T> {
    type Item = T;
    type Out = T;
    type Held = Option<Slot<T>>;
    fn ring(&self) -> &Ring<T> {
        self.ring
    }
    fn group(&self) -> Option<(&Carry<Slot<T>>, usize)> {
        (self.items > 0).then_some((self.carry, self.items))
    }
    fn holds(held: &Option<Slot<T>>) -> bool {
        held.is_some()
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
    fn holds(held: &Option<Slot<T>>) -> bool {
        held.is_some()
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
    fn holds(held: &Held<T>) -> bool {
        held.0.over || !held.0.entries.is_empty()
    }
    fn hold(&self, held: &mut Held<T>, slot: Slot<T>) {
        held.0.hold(self.limit, (Vec::new(), slot));
    }
    fn member(&self, held: Held<T>, cx: &mut Cx) -> Slot<Vec<T>> {
        if held.0.over {
            // What is skipped is dropped, and of what was dropped there is nothing.
            return match cx.too_many(self.op, self.limit) {
                Slot::Gone => Slot::Val(Vec::new()),
                slot => slot,
            };
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
    /// Pairs what waits for a ticket; `item` gets each key's tuple. `depth` is that of the fork's keys. The operation `zip.0` has a
    /// beat, `zip.1`: each branch has as many items for a key as it says, which are paired one after the other.
    ///
    /// `keys`: what the fork had, where every branch may lack a key that it had.
    fn join<W: Work>(
        self,
        at: At,
        depth: usize,
        zip: (u16, Beat),
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
    /// `own` that of the keys that are made here. Where a branch has nothing for a key the failures of the others come alone.
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
    /// How many pairs were made of it.
    step: u32,
    /// Of batches of several: the first item in the pair with its indices at the fork, and the last item of the source.
    range: Option<(u64, Vec<u32>, u64)>,
    /// How many items of the open key a branch had that went together and were too few.
    short: Option<u32>,
}

impl<C: Default, H: Default> Default for Joining<C, H> {
    fn default() -> Joining<C, H> {
        Joining {
            turns: Turns::default(),
            keys: Cursor::default(),
            cursors: C::default(),
            held: H::default(),
            open: None,
            step: 0,
            range: None,
            short: None,
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
    /// Some pair was made.
    paired: bool,
    /// Something was given for the key, a pair or a failure.
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
                (op, beat): (u16, Beat),
                keys: Option<&Ring<()>>,
                work: &mut W,
                item: impl Fn(&mut W, Slot<Self::Out>),
            ) -> Ran {
                work.cx().begin(at.domain, at.first);
                let mut state =
                    resume::<Joining<($(Cursor<$name::Item>,)+), ($($name::Held,)+)>, _>(at, self.0.ring());
                let Joining { turns, keys: fork, cursors, held, open, step, range, short } = &mut *state;
                $(if turns.fed.has($index) {
                    match self.$index.group() {
                        Some(group) => cursors.$index.load_grouped(self.$index.ring(), at, group),
                        None => cursors.$index.load(self.$index.ring(), at.ticket),
                    }
                })+
                if let Some(keys) = keys.filter(|_| turns.fed.has($count)) {
                    fork.load(keys, at.ticket);
                }
                turns.count(work.cx(), &[$(cursors.$index.counted()),+]);
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
                    let one = beat.items > 1;
                    $(while !(one && $name::holds(&held.$index)) {
                        let Some((path, slot)) = cursors.$index.next_of(&key) else { break };
                        if beat.every > 1 && range.is_none() {
                            let ((first, indices), last) = keys::range(at.first + u64::from(key.off), &path);
                            *range = Some((first, indices[..depth.min(indices.len())].to_vec(), last));
                        }
                        self.$index.hold(&mut held.$index, slot);
                    })+
                    let lacks = |holds: bool, lacks| if one && holds { None } else { lacks };
                    waits = furthest_behind(&[
                        $(lacks($name::holds(&held.$index), cursors.$index.lacks(&key)),)+ fork.lacks(&key),
                    ]);
                    if waits.is_some() {
                        *open = Some(key);
                        return false;
                    }
                    took += 1;
                    work.cx().enter(key.off, &key.path);
                    if one {
                        work.cx().descend(*step);
                    }
                    if let Some((first, indices, last)) = range.take() {
                        work.cx().span((first, &indices), last, depth);
                    }
                    if [$(self.$index.group().is_some() && !$name::holds(&held.$index)),+].contains(&true) {
                        short.get_or_insert(*step);
                    }
                    // Where all have ended, nothing is missing.
                    let unmet = short.filter(|_| [$($name::holds(&held.$index)),+].contains(&true));
                    *step += 1;
                    if *step < beat.items {
                        *open = Some(key);
                    } else {
                        (*step, *short) = (0, None);
                    }
                    let members = ($(self.$index.member(std::mem::take(&mut held.$index), work.cx()),)+);
                    let pair = match (members.pair(), unmet) {
                        (Slot::Gone, Some(items)) => work.cx().unmet(op, items as usize, beat.items as usize),
                        (pair, _) => pair,
                    };
                    item(work, pair);
                    true
                };
                shielded(work, next, &item);
                if waits.is_some() {
                    turns.park(work.cx(), waits, &[$(cursors.$index.stand(depth),)+ fork.stand(depth)], depth);
                    self.0.ring().park(at.ticket, state);
                } else {
                    panics::contain(|| drop(state));
                }
                Ran { done: waits.is_none(), waits, took, ..NOTHING }
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
                turns.count(work.cx(), &[$(cursors.$index.counted()),+]);
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
                            Next::Key(key) => Cross { key, complete: false, paired: false, given: false },
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
                    let (mut passes, mut more, mut alone) = (false, false, None);
                    $(if lead == $index {
                        let (group, cursor) = (&mut groups.$index.0.entries, &mut cursors.$index);
                        if lacking {
                            while alone.is_none() && let Some((own, slot)) = cursor.next_of(&cross.key) {
                                alone = slot.failure().filter(|_| over.is_none()).map(|error| (own, error));
                            }
                        } else if group.is_empty() {
                            group.extend(cursor.next_of(&cross.key));
                        }
                        passes = !group.is_empty();
                        more = alone.is_none() && !passes && cursor.lacks(&cross.key).is_some();
                    })+
                    if let Some((own_path, error)) = alone {
                        cross.given = true;
                        room -= 1;
                        path.clone_from(&cross.key.path);
                        path.extend_from_slice(&own_path[depth..]);
                        path.resize(own, NO_INDEX);
                        work.cx().enter(cross.key.off, &path);
                        *open = Some(cross);
                        item(work, Slot::Fail(error));
                        return true;
                    }
                    if more {
                        (waits, *open) = (Some(lead as u16), Some(cross));
                        return false;
                    }
                    cross.paired |= passes;
                    if !passes {
                        let mut unmet = Vec::new();
                        if over.is_none() && !cross.paired {
                            $(unmet.extend(groups.$index.0.entries.drain(..).filter_map(|(_, slot)| slot.failure()));)+
                        }
                        *groups = Default::default();
                        if let Some(error) = ItemError::of_all(unmet) {
                            path.clone_from(&cross.key.path);
                            path.resize(own, NO_INDEX);
                            work.cx().enter(cross.key.off, &path);
                            item(work, Slot::Fail(error));
                            return true;
                        }
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
                } else {
                    panics::contain(|| drop(state));
                }
                Ran { done, waits, took, ..NOTHING }
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
