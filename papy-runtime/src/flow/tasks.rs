//! Async pipers: what a part takes of a ticket is handed to a [lane](lane), where the workers of its IMap poll it, and the turn ends. When all
//! items of the ticket are done the part has a second turn, which takes what they gave in order, as any other part takes its column.

use std::iter;
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::rc::Rc;
use std::sync::Arc;

use super::attempts::{Once, Tries};
use super::column::{Column, Entries, Remember};
use super::drive::{self, At, NOTHING, Parked, Ran, Work};
use super::place::Ring;
use super::reach::Reach;
use crate::error::ItemError;
use crate::plumbing::{ByRef, ByVal, Context, Hold, Keep, Lends, Piper, Site, Slot, Step, Task, slot};
use lane::{Attempting, Batch, Done, Lane, Waiting};

pub(crate) mod bench;
pub(crate) mod lane;

/// How a stage awaits its piper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Awaits {
    /// Futures at once in a worker.
    pub(super) in_flight: usize,
    /// Of a `flat_map`: items of a slice.
    pub(super) slice: usize,
    /// Of a `flat_map`: gathers so many at most, instead of streaming.
    pub(super) collect: Option<usize>,
    /// How an item is attempted.
    pub(super) tries: Tries,
}

/// The item `I` of an async piper, as a future has it that another may follow.
#[derive(Debug)]
pub enum Lent<I, H> {
    /// It has the item.
    Own(H),
    /// It looks at it.
    Look(Rc<H>, PhantomData<I>),
}

impl<I: 'static, H: Hold<I>> Hold<I> for Lent<I, H> {
    fn own(self) -> I {
        match self {
            Lent::Own(item) => item.own(),
            Lent::Look(..) => unreachable!("a piper that only looks does not take its item"),
        }
    }

    fn look(&self) -> &I {
        match self {
            Lent::Own(item) => item.look(),
            Lent::Look(item, _) => (**item).look(),
        }
    }
}

/// How the item of an async piper is there for another attempt.
pub trait Lasts<I, H> {
    /// The item, and once more if it can be.
    fn copy(item: Lent<I, H>) -> (Lent<I, H>, Option<Lent<I, H>>);
}

impl<I, H> Lasts<I, H> for Once {
    fn copy(item: Lent<I, H>) -> (Lent<I, H>, Option<Lent<I, H>>) {
        (item, None)
    }
}

#[diagnostic::do_not_recommend]
impl<I, H: Clone> Lasts<I, H> for ByVal {
    fn copy(item: Lent<I, H>) -> (Lent<I, H>, Option<Lent<I, H>>) {
        match item {
            Lent::Own(item) => (Lent::Own(item.clone()), Some(Lent::Own(item))),
            Lent::Look(..) => unreachable!("only what is looked at is shared"),
        }
    }
}

impl<I, H> Lasts<I, H> for ByRef {
    fn copy(item: Lent<I, H>) -> (Lent<I, H>, Option<Lent<I, H>>) {
        let item = match item {
            Lent::Own(item) => Rc::new(item),
            Lent::Look(item, _) => item,
        };
        (Lent::Look(item.clone(), PhantomData), Some(Lent::Look(item, PhantomData)))
    }
}

/// What waits in the place of a ticket.
enum Held<R, C> {
    Away(Away<R>),
    Open(Parked<Done<R>, C>),
}

/// A ticket whose items are in a lane.
struct Away<R> {
    entries: Vec<Entry>,
    depth: usize,
    roots: i64,
    folded: i64,
    reach: Reach,
    batch: Arc<Batch<R>>,
}

struct Entry {
    off: u32,
    path: Box<[u32]>,
    /// A failure that goes by; of all others the next result of the batch stands here.
    failure: Option<ItemError>,
}

/// An async piper.
pub(super) fn tasks<K, N, I, H, W>(
    at: At,
    ring: &Ring<H>,
    work: &mut W,
    site: Site,
    node: &N::Kept,
    awaits: Awaits,
    item: impl Fn(&mut W, Slot<N::Out>),
) -> Ran
where
    K: Lasts<I, H>,
    N: Piper<I> + Send + Sync,
    N::Out: Send,
    I: 'static,
    H: Hold<I> + Send,
    W: Work,
{
    if const { !N::FACTS.multiplies() } {
        let held = ring.unpark::<Held<N::Out, iter::Empty<()>>>(at.ticket).map(|held| *held);
        return match turn::<K, N, I, _, _, _, W>(at, held, ring, work, site, node, awaits, N::task) {
            Turn::Nothing => NOTHING,
            Turn::Away(ran) => ran,
            Turn::Whole(column) => drive::entered(column, work, |work, slot| {
                let slot = given(work, site, slot);
                item(work, slot);
            }),
            Turn::Open(_) => unreachable!("it makes one of each"),
        };
    }
    match awaits.collect {
        None => {
            let child = |work: &mut W, child| slot::settle(work.cx(), site, N::settle(child));
            opened::<K, N, I, _, _, _, _, _>(at, ring, work, site, node, awaits, N::open_task, |open| open, child, item)
        }
        Some(limit) => {
            let gather = move |node, local, context, item| N::gather_task(node, local, context, item, limit);
            let child = |_: &mut W, child| Slot::Val(child);
            opened::<K, N, I, _, _, _, _, _>(at, ring, work, site, node, awaits, gather, Vec::into_iter, child, item)
        }
    }
}

/// One that makes several of one, which come in slices.
#[expect(clippy::too_many_arguments, reason = "what `tasks` was given, and how this kind of it goes on")]
fn opened<K, N, I, H, R, C, T, W>(
    at: At,
    ring: &Ring<H>,
    work: &mut W,
    site: Site,
    node: &N::Kept,
    awaits: Awaits,
    begin: impl Fn(Arc<N>, Lends<N::Local>, Context, Lent<I, H>) -> Task<Step<R>> + Send + Sync + 'static,
    open: impl Fn(R) -> C,
    child: impl Fn(&mut W, C::Item) -> Slot<T>,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran
where
    K: Lasts<I, H>,
    N: crate::plumbing::Node + Send + Sync,
    I: 'static,
    H: Send + 'static,
    R: Send + 'static,
    C: Iterator + Send + 'static,
    W: Work,
{
    let held = ring.unpark::<Held<R, C>>(at.ticket).map(|held| *held);
    let state = match turn::<K, N, I, H, R, C, W>(at, held, ring, work, site, node, awaits, begin) {
        Turn::Nothing => return NOTHING,
        Turn::Away(ran) => return ran,
        Turn::Whole(column) => Parked::begin(column, work.cx()),
        Turn::Open(state) => state,
    };
    let open = |work: &mut W, slot| match given(work, site, slot) {
        Slot::Val(value) => Slot::Val(open(value)),
        Slot::Fail(error) => Slot::Fail(error),
        Slot::Gone => Slot::Gone,
    };
    let (ran, rest) = drive::sliced(state, work, (site, awaits.slice), open, child, item);
    if let Some(rest) = rest {
        ring.park(at.ticket, Box::new(Held::Open::<R, C>(rest)));
    }
    ran
}

/// What a turn finds.
enum Turn<R, C> {
    Nothing,
    /// It began, and what it took is away.
    Away(Ran),
    /// All is there.
    Whole(Column<Done<R>>),
    /// Some of its children were taken.
    Open(Parked<Done<R>, C>),
}

#[expect(clippy::too_many_arguments, reason = "what `tasks` was given, and how this kind of it begins")]
fn turn<K, N, I, H, R, C, W>(
    at: At,
    held: Option<Held<R, C>>,
    ring: &Ring<H>,
    work: &mut W,
    site: Site,
    node: &N::Kept,
    awaits: Awaits,
    begin: impl Fn(Arc<N>, Lends<N::Local>, Context, Lent<I, H>) -> Task<Step<R>> + Send + Sync + 'static,
) -> Turn<R, C>
where
    K: Lasts<I, H>,
    N: crate::plumbing::Node + Send + Sync,
    I: 'static,
    H: Send + 'static,
    R: Send + 'static,
    C: Send + 'static,
    W: Work,
{
    let cx = work.cx();
    cx.begin(at.domain, at.first);
    match held {
        Some(Held::Open(state)) => return Turn::Open(state),
        Some(Held::Away(away)) => {
            cx.polled += away.batch.spent();
            return Turn::Whole(away.whole());
        }
        None => {}
    }
    let Some(mut column) = ring.take(at.ticket) else { return Turn::Nothing };
    let (depth, reach) = (column.depth(), std::mem::take(&mut column.reach));
    let entries = column.into_entries();
    let (roots, folded) = (entries.roots(), entries.folded());
    let batch = Arc::new(Batch::new(at.ticket, entries.values()));
    let (waiting, entries) = dealt(entries, work, site, &batch);
    let away = Away { entries, depth, roots, folded, reach, batch };
    if waiting.is_empty() {
        return Turn::Whole(away.whole());
    }
    ring.park(at.ticket, Box::new(Held::Away::<R, C>(away)));
    let Awaits { in_flight, tries, .. } = awaits;
    let attempting = Attempting { tries, lend: Lent::Own, copy: K::copy };
    let lane = ring.lane(|| Lane::new(node.share(), in_flight, attempting, Box::new(begin)));
    lane.add(waiting);
    work.cx().lane = Some(lane);
    let most = u32::try_from(in_flight).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX);
    Turn::Away(Ran { done: false, away: Some(most), ..NOTHING })
}

/// The values of a column for a lane, and what stays of all entries.
fn dealt<H, R, W: Work>(
    mut entries: Entries<H>,
    work: &mut W,
    site: Site,
    batch: &Arc<Batch<R>>,
) -> (Vec<Waiting<H, R>>, Vec<Entry>) {
    let (mut path, mut waiting, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    while let Some((off, slot)) = entries.next(&mut path) {
        let failure = match slot {
            Slot::Val(item) => {
                let cx = work.cx();
                cx.enter(off, &path);
                cx.call(site);
                let at = waiting.len() as u32;
                waiting.push(Waiting { item, context: cx.context().clone(), batch: batch.clone(), at });
                None
            }
            Slot::Fail(error) => Some(error),
            Slot::Gone => continue,
        };
        kept.push(Entry { off, path: path.as_slice().into(), failure });
    }
    (waiting, kept)
}

impl<R> Away<R> {
    /// What all of them gave, as a column.
    fn whole(self) -> Column<Done<R>> {
        let Away { entries, depth, roots, folded, reach, batch } = self;
        let (mut column, mut results) = (Column::new(depth), batch.take().into_iter());
        for Entry { off, path, failure } in entries {
            let slot = match failure {
                Some(error) => Slot::Fail(error),
                None => results.next().flatten().map_or(Slot::Gone, Slot::Val),
            };
            column.push(slot, off, &path, Remember::Keys);
        }
        column.account(roots, folded);
        column.reach = reach;
        column
    }
}

/// What a future gave, told in the name of the worker that polled it.
fn given<R, W: Work>(work: &mut W, site: Site, slot: Slot<Done<R>>) -> Slot<R> {
    let Done { step, worker, attempts } = match slot {
        Slot::Val(done) => done,
        Slot::Fail(error) => return Slot::Fail(error),
        Slot::Gone => return Slot::Gone,
    };
    let cx = work.cx();
    let here = std::mem::replace(&mut cx.context.worker, worker);
    // The first was counted when the item went to the lane.
    (1..attempts).for_each(|_| {
        cx.retry(site);
        cx.call(site);
    });
    cx.of_attempt(attempts);
    let slot = slot::settle(cx, site, step);
    cx.of_attempt(1);
    cx.context.worker = here;
    slot
}
