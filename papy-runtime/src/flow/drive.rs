//! Runs a part on one ticket: takes the columns that wait for it and enters their items one by one.
//!
//! Each way to drive a part is a function here; generated code gives the part itself as a closure.

use std::num::NonZeroU32;
use std::time::Duration;

use super::column::{Column, Entries};
use super::fold::fold;
use super::place::Ring;
use super::reach::Reach;
use crate::plumbing::keys::NO_INDEX;
use crate::plumbing::{Context, Cx, Depth, Lending, Local, Node, Piper, Site, Slot, Step, Travels, panics, slot};

/// The unit of work that the engine gave out.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
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
    /// Of a parked zip or merge, the input of which it needs a piece.
    pub waits: Option<u16>,
    /// Instead of all that: what it took is awaited, so many at once in a worker, and the part goes on when it is there.
    pub away: Option<NonZeroU32>,
    /// How many entries it took; of a part that is entered by what it reads, how many of these were values.
    pub took: u32,
    /// It laid no pieces, and goes on no sooner than after this pause.
    pub rests: Option<Duration>,
    /// The turn was given up meanwhile: nothing of it is wanted any more.
    pub late: bool,
}

impl Ran {
    /// Whether it has pieces to lay, empty ones too.
    #[inline]
    pub fn laid(&self) -> bool {
        self.rests.is_none() && self.away.is_none() && !self.late
    }
}

/// There was no piece: the last ticket of a domain is empty.
pub(super) const NOTHING: Ran = Ran { done: true, waits: None, away: None, took: 0, rests: None, late: false };

/// What drives a part needs from generated code: where a worker keeps its things.
pub trait Work: Send + 'static {
    /// Where the worker is.
    fn cx(&mut self) -> &mut Cx;
    /// The same for an operation, which may be one of a stage that is a pipeline; and its number there.
    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16);
}

/// Enters entries until `next` says that there are no more. A panic costs the running item only: `lost` delivers it.
pub(crate) fn shielded<W: Work, T>(
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
    let Some(column) = ring.take(at.ticket) else { return NOTHING };
    entered(column, work, item)
}

/// What [`each`] does with what it took.
pub(super) fn entered<X, W: Work>(mut column: Column<X>, work: &mut W, item: impl Fn(&mut W, Slot<X>)) -> Ran {
    work.cx().reach = std::mem::take(&mut column.reach);
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
    Ran { took, ..NOTHING }
}

/// A `flat_map` or a `produce` that was interrupted because its slice was full, or has not begun.
pub(super) struct Parked<X, C> {
    entries: Entries<X>,
    /// How far the entries reach.
    reach: Reach,
    open: Option<Open<C>>,
}

impl<X, C> Parked<X, C> {
    /// Begins with a column.
    pub(super) fn begin(mut column: Column<X>, cx: &mut Cx) -> Parked<X, C> {
        let reach = std::mem::take(&mut column.reach);
        let entries = column.into_entries();
        cx.silent += entries.roots();
        cx.folded += entries.folded();
        Parked { entries, reach, open: None }
    }
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
#[expect(clippy::too_many_arguments, reason = "called by one driver, which has them all at hand")]
pub(super) fn many<X, C, T, W>(
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
    let open = |work: &mut W, slot| match slot {
        Slot::Val(value) => expand(work, value),
        Slot::Fail(error) => Slot::Fail(error),
        Slot::Gone => Slot::Gone,
    };
    let child = |work: &mut W, given| slot::settle(work.cx(), site, child(given));
    slices(at, ring, work, (site, slice), open, child, item)
}

/// What [`many`] does, and the unrolling of a `produce`: `open` makes children of an entry, `child` an item of each.
pub(super) fn slices<X, C, T, W>(
    at: At,
    ring: &Ring<X>,
    work: &mut W,
    (site, slice): (Site, usize),
    open: impl Fn(&mut W, Slot<X>) -> Slot<C>,
    child: impl Fn(&mut W, C::Item) -> Slot<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    X: Send + 'static,
    C: Iterator + Send + 'static,
    W: Work,
{
    work.cx().begin(at.domain, at.first);
    let parked = if at.resumed { ring.unpark::<Parked<X, C>>(at.ticket) } else { None };
    let state = match parked {
        // What is left of it was counted in the first piece, and that of the open item again when it was entered.
        Some(parked) => *parked,
        None => {
            let Some(column) = ring.take(at.ticket) else { return NOTHING };
            Parked::begin(column, work.cx())
        }
    };
    let (ran, rest) = sliced(state, work, (site, slice), open, child, item);
    if let Some(rest) = rest {
        ring.park(at.ticket, Box::new(rest));
    }
    ran
}

/// A slice of the children; and what is left, to be parked.
pub(super) fn sliced<X, C, T, W>(
    mut state: Parked<X, C>,
    work: &mut W,
    (site, slice): (Site, usize),
    open: impl Fn(&mut W, Slot<X>) -> Slot<C>,
    child: impl Fn(&mut W, C::Item) -> Slot<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> (Ran, Option<Parked<X, C>>)
where
    C: Iterator,
    W: Work,
{
    let before = state.entries.left();
    let (mut room, mut path) = (slice, Vec::new());
    let next = |work: &mut W| {
        if room == 0 {
            return false;
        }
        if state.open.is_none() {
            let Some((off, slot)) = state.entries.next(&mut path) else { return false };
            work.cx().enter(off, &path);
            match open(work, slot) {
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
                let slot = child(work, given);
                item(work, slot);
            }
            None => {
                let Open { off, path, children, .. } = open;
                // Here, where a panic of its destructor is one of the next child.
                drop(children);
                // Tells items that gave nothing, at all or in this turn.
                work.cx().enter(off, &path);
                item(work, Slot::Gone);
            }
        }
        true
    };
    shielded(work, next, &item);
    let took = (before - state.entries.left()) as u32;
    let done = state.open.is_none() && state.entries.left() == 0;
    if done {
        work.cx().reach = state.reach;
    } else {
        // The last that was entered is a child, or there would be room for more.
        work.cx().reach = work.cx().entered().expect("a slice has an item");
        return (Ran { done, took, ..NOTHING }, Some(state));
    }
    (Ran { took, ..NOTHING }, None)
}

/// `[every = n]`: how many, and how a running result is made.
pub type Every<S> = Option<(usize, fn(&S) -> S)>;

/// How a piper is driven that leads a part.
#[derive(Debug)]
pub(super) struct Led<S> {
    /// After so many children the rest of them is parked.
    pub(super) slice: usize,
    /// `[collect = n]`
    pub(super) collect: Option<usize>,
    /// `[every = n]`
    pub(super) every: Every<S>,
    /// How many indices of this pipeline the keys have that come to it.
    pub(super) depth: Depth,
}

/// A part that is entered by what its first piper makes of the items that it reads, which travel as `How` says.
pub(super) fn led<N, I, How, W>(
    at: At,
    ring: &Ring<How::As>,
    work: &mut W,
    (node, site): (&N, Site),
    local: impl Fn(&mut W) -> (&mut Local<N>, &mut Cx),
    Led { slice, collect, every, depth }: Led<N::Sum>,
    item: impl Fn(&mut W, Slot<N::Out>),
) -> Ran
where
    N: Piper<I>,
    N::Mode: Lending,
    How: Travels<I>,
    How::As: Send,
    N::Out: Send,
    W: Work,
{
    if const { N::FACTS.folds() } {
        return fold::<N, I, How, W>(at, ring, work, site, node, local, (every, depth), item);
    }
    match collect {
        None => many(at, ring, work, site, slice, open(node, site, local, How::expand), N::settle, item),
        Some(limit) => {
            let gather = |node: &N, local: &mut N::Local, context: &Context, item| {
                How::gather(node, local, context, item, limit).map(Vec::into_iter)
            };
            many(at, ring, work, site, slice, open(node, site, local, gather), Step::Val, item)
        }
    }
}

/// Opens items of a `flat_map`.
fn open<N: Node, X, C, W: Work>(
    node: &N,
    site: Site,
    local: impl Fn(&mut W) -> (&mut Local<N>, &mut Cx),
    run: impl Fn(&N, &mut N::Local, &Context, X) -> Step<C>,
) -> impl Fn(&mut W, X) -> Slot<C> {
    move |work, item| {
        let (local, cx) = local(work);
        cx.call(site);
        let call = |node: &N, local: &mut N::Local, cx: &mut Cx| run(node, local, cx.context(), item);
        let step = slot::call(node, local, cx, Site { guard: true, ..site }, call);
        slot::settle(cx, site, step)
    }
}

#[cfg(test)]
mod tests;
