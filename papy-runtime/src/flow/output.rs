//! What a program reads a run by: an output as a stream and as a blocking iterator.

use std::fmt;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::column::{Column, Entries};
use super::graph::Graph;
use super::lease::{Front, Lead, NoLease};
use super::live::Live;
use super::place::Ring;
use super::run::{Core, Found, Taker};
use crate::engine::OutputId;
use crate::error::{Cause, ItemError, Lineage, Origin, Result, Worker};
use crate::plumbing::Slot;

/// What an output reads: the run, without its graph's type.
pub(crate) trait Feed<T>: Send + Sync {
    fn read(&self, waker: Option<&Waker>, most: u32) -> Found<Column<T>>;
    fn core(&self) -> &Arc<Core>;
}

struct Exit<G: Graph, T> {
    core: Arc<Core>,
    live: Arc<Live<G>>,
    output: OutputId,
    ring: fn(&G::Store) -> &Ring<T>,
}

impl<G: Graph, T: Send + 'static> Feed<T> for Exit<G, T> {
    fn read(&self, waker: Option<&Waker>, most: u32) -> Found<Column<T>> {
        let mut taker = Taker::new((self.ring)(&self.live.store));
        self.core.read(self.output, waker, most, &mut taker).map(|()| taker.piece())
    }

    fn core(&self) -> &Arc<Core> {
        &self.core
    }
}

/// The items of one output of a run, each as a value or as the error in its place.
///
/// It is a [`Stream`], with `next` and `collect` of its own, and it turns into a blocking iterator: `for hit in &mut run.hits`.
/// Nothing runs before it is read, and a reader that is slow slows the source: at most the declared buffer is in flight.
///
/// A blocking reader works too: cheap work never leaves its thread. An async reader runs inline pipers only.
///
/// Dropping it discards its further items; dropping the last output of a run cancels the run.
///
/// # Panics
///
/// A run that was read to its end has its ledger checked, finished or not. That it does not balance is a bug of papy: the read that finds the end panics.
#[must_use = "nothing runs before an output is read or the run is finished"]
pub struct Output<T, L: Front<T> = NoLease> {
    name: &'static str,
    id: OutputId,
    feed: Arc<dyn Feed<T>>,
    lease: Option<L>,
    entries: Entries<T>,
    path: Vec<u32>,
    released: bool,
}

impl<T: Send + 'static, L: Front<T>> Output<T, L> {
    pub(crate) fn new<G: Graph>(
        core: Arc<Core>,
        live: Arc<Live<G>>,
        output: u16,
        name: &'static str,
        ring: fn(&G::Store) -> &Ring<T>,
        lease: Option<L>,
    ) -> Output<T, L> {
        let id = OutputId(u32::from(output));
        let feed = Arc::new(Exit { core, live, output: id, ring });
        Output { name, id, feed, lease, entries: Entries::default(), path: Vec::new(), released: false }
    }

    /// The output's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// This output with a type that does not name its source: for struct fields. Work that stayed on the reader's thread goes to
    /// the shared run.
    pub fn boxed(mut self) -> Output<T> {
        self.give_back();
        self.released = true;
        Output {
            name: self.name,
            id: self.id,
            feed: self.feed.clone(),
            lease: None,
            entries: std::mem::take(&mut self.entries),
            path: Vec::new(),
            released: false,
        }
    }

    fn give_back(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.give_back();
        }
    }

    /// Leaves the rest to whoever finishes the run.
    pub(crate) fn release(mut self) -> OutputId {
        self.give_back();
        self.released = true;
        self.id
    }

    /// The next item; `None` at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "it is awaited, as `StreamExt::next`; an output is no iterator, but becomes one"
    )]
    pub fn next(&mut self) -> impl Future<Output = Option<Result<T, ItemError>>> + use<'_, T, L> {
        Next { output: self, waits: false }
    }

    /// All items that are left; the first error ends it.
    ///
    /// # Errors
    ///
    /// The first item that failed.
    pub async fn collect<C: Default + Extend<T>>(mut self) -> Result<C, ItemError> {
        let mut all = C::default();
        while let Some(item) = self.next().await {
            all.extend([item?]);
        }
        Ok(all)
    }

    /// [`collect`](Output::collect) for programs without an executor; works on the run meanwhile.
    ///
    /// # Errors
    ///
    /// The first item that failed.
    pub fn collect_blocking<C: Default + Extend<T>>(mut self) -> Result<C, ItemError> {
        let flow = self.fold(C::default(), |mut all, item| match item {
            Ok(item) => {
                all.extend([item]);
                ControlFlow::Continue(all)
            }
            Err(error) => ControlFlow::Break(error),
        });
        match flow {
            ControlFlow::Continue(all) => Ok(all),
            ControlFlow::Break(error) => Err(error),
        }
    }

    /// Gives the items in the chunks in which they came, values and errors in their order; `fold` over a chunk is the cheapest way to read.
    ///
    /// Blocks, and works on the run meanwhile. A chunk holds at least one item, and at most 65 536 unless a larger `batch` or `slice` is written.
    pub fn for_each_chunk(mut self, mut body: impl FnMut(Chunk<T>)) {
        let begun = std::mem::take(&mut self.entries);
        if begun.left() > 0 {
            body(Chunk(begun));
        }
        while let Some(lease) = &mut self.lease {
            match lease.fill() {
                Some(column) => body(Chunk(column.into_entries())),
                None => self.give_back(),
            }
        }
        loop {
            match self.feed.read(None, u32::MAX) {
                Found::Piece(column) if column.is_empty() => {}
                Found::Piece(column) => body(Chunk(column.into_entries())),
                Found::Ended => return,
                Found::Stalled(unread) => body(Chunk::of(self.stalled(unread))),
                Found::Failed(error) => body(Chunk::of(error)),
                Found::Pending => unreachable!("a reader that blocks gives no waker"),
            }
        }
    }

    #[inline]
    fn next_blocking(&mut self) -> Option<Result<T, ItemError>> {
        match self.next_quick() {
            None => self.next_otherwise(),
            item => item,
        }
    }

    /// The next item, if it is here. What a lease gave lies in `entries` only where its graph is on an IMap, so either has none.
    #[inline(always)]
    fn next_quick(&mut self) -> Option<Result<T, ItemError>> {
        if let Some(lease) = &mut self.lease
            && let Some(item) = lease.quick()
        {
            return Some(item);
        }
        self.entries.next_value().map(Ok)
    }

    #[inline(never)]
    fn next_otherwise(&mut self) -> Option<Result<T, ItemError>> {
        loop {
            if let Some(item) = item_of(&mut self.entries, &mut self.path) {
                return Some(item);
            }
            if let Some(lease) = &mut self.lease {
                // A graph without IMaps takes one item of its input for one that is read; another may read ahead.
                let lead = if lease.is_placed() { lease.fill().map(Column::into_entries) } else { None };
                match lead {
                    Some(entries) => self.entries = entries,
                    None if lease.is_placed() => self.give_back(),
                    None => match lease.next(u32::MAX) {
                        Lead::Item(item) => return Some(item),
                        Lead::Nothing => {}
                        Lead::Over => self.give_back(),
                    },
                }
                continue;
            }
            match self.feed.read(None, 1) {
                Found::Piece(column) => self.entries = column.into_entries(),
                Found::Ended => return None,
                Found::Stalled(unread) => return Some(Err(self.stalled(unread))),
                Found::Failed(error) => return Some(Err(error)),
                Found::Pending => unreachable!("a reader that blocks gives no waker"),
            }
        }
    }

    /// Folds every item until `give` breaks: internal iteration, the fast way.
    fn fold<B, C>(
        &mut self,
        init: B,
        mut give: impl FnMut(B, Result<T, ItemError>) -> ControlFlow<C, B>,
    ) -> ControlFlow<C, B> {
        let mut sum = init;
        loop {
            while self.entries.left() > 0 {
                for value in self.entries.take_run() {
                    sum = give(sum, Ok(value))?;
                }
                if let Some(item) = item_of(&mut self.entries, &mut self.path) {
                    sum = give(sum, item)?;
                }
            }
            if let Some(lease) = &mut self.lease {
                sum = lease.fold(sum, &mut give)?;
                self.give_back();
                continue;
            }
            match self.feed.read(None, u32::MAX) {
                Found::Piece(column) => self.entries = column.into_entries(),
                Found::Ended => return ControlFlow::Continue(sum),
                Found::Stalled(unread) => sum = give(sum, Err(self.stalled(unread)))?,
                Found::Failed(error) => sum = give(sum, Err(error))?,
                Found::Pending => unreachable!("a reader that blocks gives no waker"),
            }
        }
    }

    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, ItemError>>> {
        match self.next_quick() {
            None => self.poll_otherwise(context),
            item => Poll::Ready(item),
        }
    }

    #[inline(never)]
    fn poll_otherwise(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, ItemError>>> {
        loop {
            if let Some(item) = item_of(&mut self.entries, &mut self.path) {
                return Poll::Ready(Some(item));
            }
            if let Some(lease) = &mut self.lease {
                if lease.is_placed() {
                    // An async reader must not run a pool's pipers.
                    self.give_back();
                    continue;
                }
                match lease.next(ITEMS_MAX) {
                    Lead::Item(item) => return Poll::Ready(Some(item)),
                    Lead::Nothing => {
                        // Others on this executor want their turn.
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Lead::Over => self.give_back(),
                }
                continue;
            }
            match self.feed.read(Some(context.waker()), 1) {
                Found::Piece(column) => self.entries = column.into_entries(),
                Found::Ended => return Poll::Ready(None),
                Found::Stalled(unread) => return Poll::Ready(Some(Err(self.stalled(unread)))),
                Found::Failed(error) => return Poll::Ready(Some(Err(error))),
                Found::Pending => return Poll::Pending,
            }
        }
    }

    fn stalled(&self, unread: Vec<String>) -> ItemError {
        let lineage = Lineage { seq: 0, path: Vec::new(), since: None };
        let (pipeline, worker) = (self.feed.core().pipeline(), Worker::Reader);
        let node = self.name.into();
        let origin = Origin { pipeline, node, input: self.name, lineage, attempt: 0, worker, host: None };
        ItemError::new(origin, Cause::Stalled { unread })
    }
}

/// How many items that come to nothing an async reader takes before others on its executor get a turn.
const ITEMS_MAX: u32 = 256;

/// The next value or failure of a column; gaps go by.
#[inline(always)]
fn item_of<T>(entries: &mut Entries<T>, path: &mut Vec<u32>) -> Option<Result<T, ItemError>> {
    loop {
        return match entries.next(path)?.1 {
            Slot::Val(value) => Some(Ok(value)),
            Slot::Fail(error) => Some(Err(error)),
            Slot::Gone => continue,
        };
    }
}

impl<T, L: Front<T>> Drop for Output<T, L> {
    fn drop(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.abandon();
        }
        if !self.released {
            self.feed.core().drop_output(self.id);
        }
    }
}

impl<T, L: Front<T>> fmt::Debug for Output<T, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Output({})", self.name)
    }
}

impl<T, L: Front<T>> Unpin for Output<T, L> {}

/// The next item. One that is dropped while it waits tells the run, which must not count on its reader any more.
struct Next<'a, T: Send + 'static, L: Front<T>> {
    output: &'a mut Output<T, L>,
    waits: bool,
}

impl<T: Send + 'static, L: Front<T>> Future for Next<'_, T, L> {
    type Output = Option<Result<T, ItemError>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let next = self.output.poll(context);
        self.waits = next.is_pending();
        next
    }
}

impl<T: Send + 'static, L: Front<T>> Drop for Next<'_, T, L> {
    #[inline]
    fn drop(&mut self) {
        if self.waits {
            self.output.feed.core().give_up(self.output.id);
        }
    }
}

impl<T: Send + 'static, L: Front<T>> Stream for Output<T, L> {
    type Item = Result<T, ItemError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Some items of an output that came together, in order: an iterator.
#[derive(Debug)]
pub struct Chunk<T>(Entries<T>);

impl<T> Chunk<T> {
    fn of(error: ItemError) -> Chunk<T> {
        let mut column = Column::new(0);
        column.push_source(Err(error));
        Chunk(column.into_entries())
    }
}

impl<T> Iterator for Chunk<T> {
    type Item = Result<T, ItemError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.0.next_value() {
            Some(value) => Some(Ok(value)),
            None => item_of(&mut self.0, &mut Vec::new()),
        }
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut body: F) -> B {
        let mut sum = init;
        loop {
            if self.0.has_values_only() {
                return self.0.into_values().map(Ok).fold(sum, body);
            }
            sum = self.0.take_run().fold(sum, |sum, value| body(sum, Ok(value)));
            match self.next() {
                Some(item) => sum = body(sum, item),
                None => return sum,
            }
        }
    }
}

/// An output as a blocking iterator.
#[derive(Debug)]
pub struct Iter<O>(O);

impl<T: Send + 'static, L: Front<T>> IntoIterator for Output<T, L> {
    type Item = Result<T, ItemError>;
    type IntoIter = Iter<Output<T, L>>;
    fn into_iter(self) -> Self::IntoIter {
        Iter(self)
    }
}

impl<'a, T: Send + 'static, L: Front<T>> IntoIterator for &'a mut Output<T, L> {
    type Item = Result<T, ItemError>;
    type IntoIter = Iter<&'a mut Output<T, L>>;
    fn into_iter(self) -> Self::IntoIter {
        Iter(self)
    }
}

impl<T: Send + 'static, L: Front<T>> Iterator for Iter<Output<T, L>> {
    type Item = Result<T, ItemError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, body: F) -> B {
        fold(&mut self.0, init, body)
    }
}

impl<T: Send + 'static, L: Front<T>> Iterator for Iter<&mut Output<T, L>> {
    type Item = Result<T, ItemError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, body: F) -> B {
        fold(self.0, init, body)
    }
}

fn fold<T, L, B>(output: &mut Output<T, L>, init: B, mut body: impl FnMut(B, Result<T, ItemError>) -> B) -> B
where
    T: Send + 'static,
    L: Front<T>,
{
    match output.fold(init, |sum, item| ControlFlow::<std::convert::Infallible, B>::Continue(body(sum, item))) {
        ControlFlow::Continue(sum) => sum,
        ControlFlow::Break(never) => match never {},
    }
}

/// Leaves what is unread of an output to whoever finishes the run.
pub fn release<T: Send + 'static, L: Front<T>>(output: Output<T, L>) -> OutputId {
    output.release()
}
