//! Drives folds and reduces: accumulators that many workers fill, and what comes of all of them.
//!
//! A fold in one sequence has one accumulator, one that is commutative has as many as there were workers at once. All others have one for
//! each chunk; so many neighbours become one, and so many of these, always in the same order: so what is merged with what does not depend on who was first.
//! The end of the input comes when everything before it was folded.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::column::Entries;
use super::drive::{At, Every, NOTHING, Ran, Work};
use super::place::Ring;
use super::reach::Reach;
use crate::error::{Cause, ItemError};
use crate::plumbing::Depth;
use crate::plumbing::keys::{NO_INDEX, RANGE, push_range};
use crate::plumbing::{Cx, Kind, Lending, Local, OnError, Piper, Site, Slot, Step, Travels, Way, panics, slot};

/// What a fold keeps in a run.
struct Sums<S> {
    /// Accumulators that nobody fills just now: of a fold in one sequence the only one.
    idle: Vec<S>,
    /// By level and number: chunks, groups of chunks, groups of groups.
    groups: HashMap<(u32, u64), Group<S>>,
    /// Tickets of which more will come.
    open: HashMap<u64, Part<S>>,
    /// Why there is no result.
    failed: Option<ItemError>,
    /// Of `[every = n]`: items since the last result.
    since: usize,
}

/// So many become one: fewer would be merged more often, more would be merged by one worker.
const GROUP: u64 = 16;

/// Neighbours that become one, the first first.
struct Group<S> {
    /// What was made of the first ones; nothing, where all of them came empty.
    all: Option<S>,
    /// How many these are.
    count: u64,
    /// Others, by their number.
    waiting: BTreeMap<u64, Option<S>>,
    /// Some worker merges just now.
    busy: bool,
}

/// What is to be done next with a group.
enum Then<S> {
    /// This one follows.
    Member(Option<S>),
    /// The one that follows is not there.
    Wait,
    /// There are no more.
    Complete,
}

impl<S> Default for Group<S> {
    fn default() -> Group<S> {
        Group { all: None, count: 0, waiting: BTreeMap::new(), busy: false }
    }
}

impl<S> Group<S> {
    /// A member comes. If it is its turn, gives what it is to be merged with, and it.
    fn add(&mut self, member: u64, sum: Option<Option<S>>) -> Option<(Option<S>, Option<S>)> {
        self.waiting.insert(member, sum.flatten());
        if self.busy {
            return None;
        }
        let next = self.waiting.remove(&self.count)?;
        self.busy = true;
        Some((self.all.take(), next))
    }

    /// One was merged, and `all` is what came of it.
    fn go_on(&mut self, all: &mut Option<S>) -> Then<S> {
        self.count += 1;
        if self.count == GROUP {
            return Then::Complete;
        }
        if let Some(next) = self.waiting.remove(&self.count) {
            return Then::Member(next);
        }
        (self.all, self.busy) = (all.take(), false);
        Then::Wait
    }
}

/// What was made of a ticket so far. As what a turn made in another process it comes here, where it is merged with the others.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Part<S> {
    sum: Option<S>,
    /// The first and the last item of the source of which something was folded.
    first: Option<u32>,
    root: Option<u32>,
}

impl<S> Default for Part<S> {
    fn default() -> Part<S> {
        Part { sum: None, first: None, root: None }
    }
}

impl<S> Default for Sums<S> {
    fn default() -> Sums<S> {
        let (groups, open) = (HashMap::new(), HashMap::new());
        Sums { idle: Vec::new(), groups, open, failed: None, since: 0 }
    }
}

/// A fold in one turn.
struct Turn<'a, N: Piper<I>, I, W, L> {
    node: &'a N,
    site: Site,
    local: L,
    every: Every<N::Sum>,
    way: Way,
    _for: std::marker::PhantomData<fn(I, W)>,
}

/// A part that is entered by what is folded of the items that it reads. `depth`: how many indices of this pipeline their keys have.
#[expect(clippy::too_many_arguments, reason = "called by one driver, which has them all at hand")]
pub(super) fn fold<N, I, How, W>(
    at: At,
    ring: &Ring<How::As>,
    work: &mut W,
    site: Site,
    node: &N,
    local: impl Fn(&mut W) -> (&mut Local<N>, &mut Cx),
    (every, depth): (Every<N::Sum>, Depth),
    item: impl Fn(&mut W, Slot<N::Out>),
) -> Ran
where
    N: Piper<I>,
    N::Mode: Lending,
    How: Travels<I>,
    W: Work,
{
    let way = match (N::FACTS.kind, every) {
        (Kind::Fold(Way::Commutative), None) => Way::Commutative,
        (Kind::Fold(Way::Merged) | Kind::Reduce, None) => Way::Merged,
        _ => Way::Sequence,
    };
    // A panic is not that of one item alone.
    let site = Site { guard: false, ..site };
    let turn = Turn { node, site, local, every, way, _for: std::marker::PhantomData };
    turn.run::<How>(at, ring, work, depth, &item)
}

impl<N, I, W, L> Turn<'_, N, I, W, L>
where
    N: Piper<I>,
    N::Mode: Lending,
    W: Work,
    L: Fn(&mut W) -> (&mut Local<N>, &mut Cx),
{
    fn run<How: Travels<I>>(
        &self,
        at: At,
        ring: &Ring<How::As>,
        work: &mut W,
        depth: Depth,
        item: &impl Fn(&mut W, Slot<N::Out>),
    ) -> Ran {
        work.cx().begin(at.domain, at.first);
        work.cx().at(self.site);
        if let Some(part) = ring.unpark::<Part<N::Sum>>(at.ticket) {
            self.take_over(at, work, *part);
            return NOTHING;
        }
        let mut column = ring.take(at.ticket).unwrap_or_default();
        // What comes of all has a key that no item has, before those of the last ticket's own.
        let early = at.end && !at.last;
        work.cx().reach = if early { Reach::Begin } else { std::mem::take(&mut column.reach) };
        let entries = column.into_entries();
        work.cx().silent += entries.roots();
        work.cx().folded += entries.folded();
        let took = entries.left() as u32;
        if work.cx().is_away() {
            let mut part = Part::default();
            self.fill::<How>(at, entries, work, &mut part, depth, item);
            ring.park(at.ticket, Box::new(part));
            return Ran { took, ..NOTHING };
        }
        let before = self.with(work, |sums| {
            let open = sums.open.remove(&at.ticket).unwrap_or_default();
            // Those of chunks are made anew, so that a panic costs no more than one of them.
            let sum = if self.way == Way::Merged { None } else { sums.idle.pop() };
            (open, sum)
        });
        let (open, sum) = before;
        let mut part = Part { sum, first: open.first, root: open.root };
        self.fill::<How>(at, entries, work, &mut part, depth, item);
        self.put_back(at, work, open.sum, part);
        if at.end && at.last {
            self.end(at, work, depth, item);
        }
        Ran { took, ..NOTHING }
    }

    /// What a turn in another process made of the items.
    fn take_over(&self, at: At, work: &mut W, part: Part<N::Sum>) {
        let (open, idle) = self.with(work, |sums| {
            let idle = if self.way == Way::Merged { None } else { sums.idle.pop() };
            (sums.open.remove(&at.ticket).unwrap_or_default(), idle)
        });
        if part.first.is_some() && part.first == open.root {
            // It was counted in the piece before.
            work.cx().folded -= 1;
        }
        let sum = self.merged(work, idle, part.sum);
        let (first, root) = (open.first.or(part.first), part.root.or(open.root));
        self.put_back(at, work, open.sum, Part { sum, first, root });
    }

    fn with<T>(&self, work: &mut W, body: impl FnOnce(&mut Sums<N::Sum>) -> T) -> T {
        let kept = work.cx().context().kept.clone();
        kept.with(self.site.op, Sums::default, body)
    }

    /// Folds the entries.
    fn fill<How: Travels<I>>(
        &self,
        at: At,
        mut entries: Entries<How::As>,
        work: &mut W,
        part: &mut Part<N::Sum>,
        depth: Depth,
        item: &impl Fn(&mut W, Slot<N::Out>),
    ) {
        let (mut path, mut again) = (Vec::new(), Vec::new());
        let again_at_all = self.way == Way::Merged && N::Mode::LENDS;
        let (mut folded, (mut since, failed)) = (0, self.with(work, |sums| (sums.since, sums.failed.is_some())));
        let is_broken = Cell::new(failed);
        let mut next = |work: &mut W, part: &mut Part<N::Sum>, again: &mut Vec<Seen<How::As>>| {
            let Some((off, slot)) = entries.next(&mut path) else { return false };
            let value = match slot {
                Slot::Val(value) => value,
                Slot::Fail(error) if error.halts() => {
                    self.give(work, off, &path, depth, item, Slot::Fail(error));
                    return true;
                }
                Slot::Fail(_) => {
                    work.cx().left_out(self.site.op, false);
                    return true;
                }
                Slot::Gone => return true,
            };
            if part.root != Some(off) {
                part.first = part.first.or(Some(off));
                part.root = Some(off);
                folded += 1;
            }
            if is_broken.get() {
                return true;
            }
            let (local, cx) = (self.local)(work);
            cx.locate(off, &path);
            cx.call(self.site);
            let step = if again_at_all {
                again.push((off, path.as_slice().into(), value));
                let value = &again.last().expect("pushed above").2;
                let sum = &mut part.sum;
                slot::call(self.node, local, cx, self.site, |node, local, cx| {
                    How::fold_ref(node, sum, local, cx.context(), value)
                })
            } else {
                let sum = &mut part.sum;
                slot::call(self.node, local, cx, self.site, |node, local, cx| {
                    How::fold(node, sum, local, cx.context(), value)
                })
            };
            match step {
                Step::Val(()) | Step::Gone => {}
                Step::Fail(cause) => {
                    if let Some(error) = self.left_out(work, *cause) {
                        self.give(work, off, &path, depth, item, Slot::Fail(error));
                    }
                    return true;
                }
            }
            if let (Some((every, copy)), Some(sum)) = (self.every, &part.sum) {
                since += 1;
                if since >= every {
                    since = 0;
                    // The item that completes it is its key.
                    folded -= 1;
                    let total = self.node.total(Some(copy(sum)));
                    let seq = at.first + u64::from(off);
                    let slot = settled(work.cx(), self.site, total);
                    self.give_of(work, (off, &path), (seq, seq), item, slot);
                }
            }
            true
        };
        while let Err(panic) = panics::catch(|| while next(work, part, &mut again) {}) {
            is_broken.set(self.broken::<How>(work, panic.into_cause(), part, &mut again));
        }
        work.cx().folded += folded;
        self.with(work, |sums| sums.since = since);
        panics::drop_each(again);
    }

    /// An item failed, and is left out; or, if that is written, ends the run.
    #[cold]
    fn left_out(&self, work: &mut W, cause: Cause) -> Option<ItemError> {
        let cx = work.cx();
        let stops = self.site.on_error == OnError::Stop || matches!(cause, Cause::Local(_));
        if !stops {
            cx.left_out(self.site.op, true);
            return None;
        }
        cx.failed::<()>(self.site, cause).failure()
    }

    /// The function panicked, and what it worked on cannot be trusted. It is made again, if the items are still there; else there is no result.
    #[cold]
    fn broken<How: Travels<I>>(
        &self,
        work: &mut W,
        cause: Cause,
        part: &mut Part<N::Sum>,
        again: &mut Vec<Seen<How::As>>,
    ) -> bool {
        let lost = part.sum.take();
        panics::contain(|| drop(lost));
        if again.is_empty() {
            let on_error = if self.site.on_error == OnError::Stop { OnError::Stop } else { OnError::Pass };
            let error = work.cx().failed::<()>(Site { on_error, ..self.site }, cause).failure();
            self.with(work, |sums| sums.failed = sums.failed.take().or(error));
            return true;
        }
        let mut bad = again.len() - 1;
        loop {
            let out = again.remove(bad);
            panics::contain(|| drop(out));
            work.cx().left_out(self.site.op, true);
            let mut done = 0;
            let refold = panics::catch(|| {
                for (off, path, value) in again.iter() {
                    let (local, cx) = (self.local)(work);
                    cx.locate(*off, path);
                    cx.call(self.site);
                    let sum = &mut part.sum;
                    // One that failed fails again, and was counted.
                    let _counted = slot::call(self.node, local, cx, self.site, |node, local, cx| {
                        How::fold_ref(node, sum, local, cx.context(), value)
                    });
                    done += 1;
                }
            });
            if refold.is_ok() {
                return false;
            }
            let lost = part.sum.take();
            panics::contain(|| drop(lost));
            bad = done;
        }
    }

    /// Lays aside what was made, for whoever needs it next.
    fn put_back(&self, at: At, work: &mut W, before: Option<N::Sum>, mut part: Part<N::Sum>) {
        if self.way == Way::Merged {
            part.sum = self.merged(work, before, part.sum);
        }
        let rest = self.with(work, |sums| {
            if self.way != Way::Merged {
                sums.idle.extend(part.sum.take());
            }
            if at.last {
                return Some(part.sum);
            }
            sums.open.insert(at.ticket, part);
            None
        });
        if let Some(sum) = rest.filter(|_| self.way == Way::Merged) {
            self.enlist(work, at.ticket, sum);
        }
    }

    /// A chunk is complete: it comes to those before it in its group, a group that is complete to those before that, and so on.
    fn enlist(&self, work: &mut W, ticket: u64, sum: Option<N::Sum>) {
        let (mut level, mut place, mut own) = (0, ticket, Some(sum));
        loop {
            let (group, member) = ((level, place / GROUP), place % GROUP);
            let begun = self.with(work, |sums| sums.groups.entry(group).or_default().add(member, own.take()));
            let Some((mut all, mut next)) = begun else { return };
            let complete = loop {
                all = self.merged(work, all, next);
                match self.with(work, |sums| sums.groups.entry(group).or_default().go_on(&mut all)) {
                    Then::Member(more) => next = more,
                    Then::Wait => return,
                    Then::Complete => break all,
                }
            };
            self.with(work, |sums| sums.groups.remove(&group));
            (level, place, own) = (level + 1, group.1, Some(complete));
        }
    }

    fn merged(&self, work: &mut W, earlier: Option<N::Sum>, later: Option<N::Sum>) -> Option<N::Sum> {
        match (earlier, later) {
            (Some(earlier), Some(later)) => match panics::catch(|| self.node.merge(earlier, later)) {
                Ok(sum) => Some(sum),
                Err(panic) => {
                    let on_error = if self.site.on_error == OnError::Stop { OnError::Stop } else { OnError::Pass };
                    let error = work.cx().failed::<()>(Site { on_error, ..self.site }, panic.into_cause()).failure();
                    self.with(work, |sums| sums.failed = sums.failed.take().or(error));
                    None
                }
            },
            (one, other) => one.or(other),
        }
    }

    /// Gives what came of all.
    fn end(&self, at: At, work: &mut W, depth: Depth, item: &impl Fn(&mut W, Slot<N::Out>)) {
        let taken = self.with(work, |sums| {
            let groups = std::mem::take(&mut sums.groups);
            (std::mem::take(&mut sums.idle), groups, sums.since)
        });
        let (idle, groups, since) = taken;
        // What is left of the largest comes first: those behind it were not complete.
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|((level, _), _)| std::cmp::Reverse(*level));
        let sums = idle.into_iter().map(Some).chain(groups.into_iter().map(|(_, group)| group.all));
        let sum = sums.fold(None, |all, sum| self.merged(work, all, sum));
        let failed = self.with(work, |sums| sums.failed.take());
        let path = vec![NO_INDEX; work.cx().deep(depth)];
        let range = (at.first, at.first.saturating_sub(1));
        if let Some(error) = failed {
            return self.give_of(work, (0, &path), range, item, Slot::Fail(error));
        }
        if self.every.is_some() && since == 0 && sum.is_some() {
            // The last running result was that of all.
            return panics::drop_each(Vec::from_iter(sum));
        }
        let step = match panics::catch(|| self.node.total(sum)) {
            Ok(step) => step,
            Err(panic) => Step::Fail(Box::new(panic.into_cause())),
        };
        // The key first: a failure has it too.
        self.enter(work, (0, &path), range);
        let slot = settled(work.cx(), self.site, step);
        shield(work, slot, item);
    }

    /// Gives a failure in the place of its item.
    #[cold]
    fn give(
        &self,
        work: &mut W,
        off: u32,
        path: &[u32],
        depth: Depth,
        item: &impl Fn(&mut W, Slot<N::Out>),
        slot: Slot<N::Out>,
    ) {
        debug_assert_eq!(path.len(), work.cx().deep(depth), "keys of one stream are equally deep");
        let seq = work.cx().first + u64::from(off);
        self.give_of(work, (off, path), (seq, seq), item, slot);
    }

    /// Gives something that is made of the items from the first on up to that which comes `range` behind.
    fn give_of(
        &self,
        work: &mut W,
        key: (u32, &[u32]),
        range: (u64, u64),
        item: &impl Fn(&mut W, Slot<N::Out>),
        slot: Slot<N::Out>,
    ) {
        self.enter(work, key, range);
        shield(work, slot, item);
    }

    fn enter(&self, work: &mut W, (off, path): (u32, &[u32]), (seq, last): (u64, u64)) {
        let mut path = path.to_vec();
        match seq {
            // Of nothing there is no range.
            0 if last == 0 && off == 0 => path.extend([NO_INDEX; RANGE as usize]),
            _ => push_range(&mut path, seq, (0, &[]), last),
        }
        work.cx().enter(off, &path);
    }
}

/// An item that may be folded once more, with its key.
type Seen<X> = (u32, Box<[u32]>, X);

fn settled<T>(cx: &mut Cx, site: Site, step: Step<T>) -> Slot<T> {
    match step {
        Step::Val(value) => Slot::Val(value),
        Step::Gone => Slot::Gone,
        Step::Fail(cause) => cx.failed(site, *cause),
    }
}

/// Enters the part. A panic there is that of a piper behind the fold.
fn shield<W: Work, T>(work: &mut W, slot: Slot<T>, item: &impl Fn(&mut W, Slot<T>)) {
    if let Err(panic) = panics::catch(|| item(work, slot)) {
        let slot = work.cx().panicked(panic.into_cause());
        item(work, slot);
    }
}
