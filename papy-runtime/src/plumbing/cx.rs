//! What a worker has with it while it runs a part: where it is, what it counted, and the `#[local]` values.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::kept::Kept;
use super::keys::{NO_INDEX, RANGE, push_range};
use super::op::{Depth, OnError, Op, What};
use super::piper::{Context, Node, Step};
use super::slot::Slot;
use crate::error::{Batch, Cause, ItemError, Origin, Worker};
use crate::flow::column::{Laid, Remember};
use crate::flow::pump::SourcePanic;
use crate::flow::reach::Reach;
use crate::flow::tasks::lane::AnyLane;
use crate::flow::trace;
use crate::flow::watch::Post;

/// How many failed items of sinks a report lists. A worker keeps as many of a turn, which goes by lineage: so the first are among them.
pub(crate) const SUNK_MAX: usize = 100;

/// The names of a pipeline, for errors and statistics.
#[derive(Debug)]
pub struct Info {
    /// The pipeline's name.
    pub pipeline: &'static str,
    /// Each operation's id.
    pub nodes: &'static [&'static str],
    /// Each domain's input, or the inputs that meet there.
    pub domains: &'static [&'static str],
    /// Each IMap's name.
    pub imaps: &'static [&'static str],
    /// The table of operations.
    pub ops: &'static [Op],
    /// For each operation, the part in which it runs.
    pub runs: &'static [u16],
    /// For each operation that leads a part, whether its calls are not counted one by one.
    pub denses: &'static [bool],
}

/// In which run a pipeline stands: its own, or that of a pipeline of which it is a stage.
#[derive(Debug, Clone)]
struct Frame {
    pipeline: &'static str,
    domains: &'static [&'static str],
    /// The ids of the stages that this is within, each followed by a `/`.
    within: Arc<str>,
    /// How many indices keys have where items come in.
    depth: usize,
}

/// A node in the table of operations, and what becomes of its failures.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    /// The operation.
    pub op: u16,
    /// What happens to failed items.
    pub on_error: OnError,
    /// A panic is caught in the call, because a sibling branch still has its own value to deliver.
    pub guard: bool,
    /// The call is counted in the call, because the driver cannot derive how many there were.
    pub count: bool,
}

impl Site {
    /// The operation that leads a part.
    pub const fn leading(info: &Info, op: u16) -> Site {
        Site { op, on_error: info.ops[op as usize].on_error, guard: true, count: !info.denses[op as usize] }
    }

    /// An operation of a unit that is attempted as a whole.
    pub const fn attempted<const N: usize>(plan: &super::Plan<N>, op: u16) -> Site {
        Site { op, on_error: plan.ops()[op as usize].on_error, guard: true, count: true }
    }
}

/// What one node did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Calls.
    pub calls: u64,
    /// Items that failed here.
    pub failed: u64,
    /// Failed items that `[on_error = skip]` dropped.
    pub skipped: u64,
    /// Attempts that failed and were followed by another.
    pub retried: u64,
}

impl Tally {
    /// Adds what another counted.
    pub(crate) fn add(&mut self, other: Tally) {
        self.calls = self.calls.wrapping_add(other.calls);
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.retried += other.retried;
    }
}

/// Where a worker is in a part.
#[derive(Debug)]
pub struct Cx {
    pub(crate) context: Context,
    pub(crate) first: u64,
    /// Items of the source that an earlier part dropped without leaving an entry, less those counted twice.
    pub(crate) silent: i64,
    /// Those that went into a batch under the key of another.
    pub(crate) folded: i64,
    last: Option<u32>,
    /// How far the turn came.
    pub(crate) reach: Reach,
    domain: u16,
    pub(crate) info: &'static Info,
    frame: Frame,
    /// For each operation.
    pub(crate) tallies: Box<[Tally]>,
    /// Failed items of sinks.
    pub(crate) sunk: Vec<ItemError>,
    /// How many sinks failed, listed or not.
    pub(crate) sunk_count: u64,
    /// The failure of the first item at which the run must stop.
    pub(crate) halt: Option<ItemError>,
    /// How long the futures were polled whose results the turn took.
    pub(crate) polled: Duration,
    /// The lane to which the turn gave what it took.
    pub(crate) lane: Option<Arc<dyn AnyLane>>,
    /// A worker that cannot work.
    pub(crate) fatal: Option<ItemError>,
    /// What a sink prints is read by nobody any more: no more input is wanted.
    pub(crate) unread: bool,
    /// Another attempt follows the one that runs, if that fails.
    trial: bool,
    /// It failed.
    tripped: bool,
    /// The worker is in another process than the run: what is kept of all items is not here.
    away: bool,
    /// Who watches over the worker, where some call may take no longer than a `timeout`.
    pub(crate) post: Option<Arc<Post>>,
}

/// What a worker counted and found in calls, to be taken over by another.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    tallies: Vec<(usize, Tally)>,
    halt: Option<ItemError>,
    fatal: Option<ItemError>,
}

impl Cx {
    pub(crate) fn new(info: &'static Info, worker: Worker, cancelled: Arc<AtomicBool>, kept: Arc<Kept>) -> Cx {
        Cx {
            context: Context { seq: 0, path: Vec::new(), attempt: 1, worker, cancelled, at: 0, kept },
            silent: 0,
            folded: 0,
            last: None,
            reach: Reach::End,
            first: 0,
            domain: 0,
            info,
            frame: Frame { pipeline: info.pipeline, domains: info.domains, within: Arc::from(""), depth: 0 },
            tallies: vec![Tally::default(); info.nodes.len()].into_boxed_slice(),
            sunk: Vec::new(),
            sunk_count: 0,
            halt: None,
            polled: Duration::ZERO,
            lane: None,
            fatal: None,
            unread: false,
            trial: false,
            tripped: false,
            away: false,
            post: None,
        }
    }

    /// The same in another process than the run.
    pub(crate) fn away(self) -> Cx {
        Cx { away: true, ..self }
    }

    /// Whether the worker is in another process than the run.
    pub(crate) fn is_away(&self) -> bool {
        self.away
    }

    /// The same worker within a stage that is a pipeline. `depth`: how many indices the stage's keys have.
    pub fn within(&self, info: &'static Info, stage: u16, depth: Depth) -> Cx {
        let Context { worker, cancelled, kept, .. } = &self.context;
        let kept = kept.within(stage, info.ops.len());
        let Frame { pipeline, domains, .. } = self.frame;
        let within = format!("{}{}/", self.frame.within, self.info.nodes[usize::from(stage)]).into();
        let frame = Frame { pipeline, domains, within, depth: self.deep(depth) };
        Cx { frame, away: self.away, post: self.post.clone(), ..Cx::new(info, *worker, cancelled.clone(), kept) }
    }

    /// How many indices keys have here.
    pub fn deep(&self, depth: Depth) -> usize {
        depth.within(self.frame.depth)
    }

    /// What an output has to remember: who reads it may be another pipeline.
    pub fn remembers(&self) -> Remember {
        if self.frame.within.is_empty() { Remember::Values } else { Remember::Keys }
    }

    /// Begins a ticket.
    pub(crate) fn begin(&mut self, domain: u16, first: u64) {
        self.domain = domain;
        self.first = first;
        self.silent = 0;
        self.folded = 0;
        self.last = None;
        self.reach = Reach::End;
        self.context.seq = first;
        self.context.path.clear();
    }

    /// Begins an item.
    #[inline(always)]
    pub(crate) fn enter(&mut self, off: u32, path: &[u32]) {
        if self.last != Some(off) {
            self.last = Some(off);
            self.silent -= 1;
        }
        self.locate(off, path);
    }

    /// Begins an attempt at an item that is entered later. `trial`: another follows if it fails.
    pub(crate) fn attempt(&mut self, (off, path): (u32, &[u32]), attempt: u32, trial: bool) {
        self.context.seq = self.first + u64::from(off);
        self.context.path.clear();
        self.context.path.extend_from_slice(path);
        self.context.attempt = attempt;
        (self.trial, self.tripped) = (trial, false);
    }

    /// What fails from now on does so in this attempt.
    pub(crate) fn of_attempt(&mut self, attempt: u32) {
        self.context.attempt = attempt;
    }

    /// Notes what was counted and found since it was last noted.
    pub(crate) fn note(&mut self, notes: &mut Notes) {
        for (op, tally) in self.tallies.iter_mut().enumerate() {
            if *tally != Tally::default() {
                notes.tallies.push((op, std::mem::take(tally)));
            }
        }
        notes.halt = self.halt.take().or(notes.halt.take());
        notes.fatal = self.fatal.take().or(notes.fatal.take());
    }

    /// Takes over what was noted.
    pub(crate) fn take_over(&mut self, notes: Notes) {
        for (op, tally) in notes.tallies {
            self.tallies[op].add(tally);
        }
        self.halt = self.halt.take().or(notes.halt);
        self.fatal = self.fatal.take().or(notes.fatal);
    }

    /// The running item failed in this operation, in a process that is no more. What stands in its place, if anything does.
    pub(crate) fn fail_at(&mut self, op: u16, cause: Cause) -> Option<ItemError> {
        let on_error = self.info.ops[usize::from(op)].on_error;
        let slot = self.failed::<()>(Site { op, on_error, guard: false, count: false }, cause);
        slot.failure()
    }

    /// An item failed in a call of another worker, which counts here.
    pub(crate) fn failed_at<T>(&mut self, site: Site, worker: Worker, cause: Cause) -> Slot<T> {
        self.tallies[site.op as usize].calls += 1;
        let own = std::mem::replace(&mut self.context.worker, worker);
        let slot = self.failed(site, cause);
        self.context.worker = own;
        slot
    }

    /// Counts an attempt that failed here and is followed by another.
    pub(crate) fn retry(&mut self, site: Site) {
        self.tallies[site.op as usize].retried += 1;
    }

    /// Ends an attempt. Returns whether another is to follow.
    pub(crate) fn attempted(&mut self) -> bool {
        self.context.attempt = 1;
        self.trial = false;
        std::mem::take(&mut self.tripped)
    }

    /// What a turn that is over says of the pieces that it lays.
    pub fn laid(&mut self) -> Laid {
        Laid { silent: self.silent, folded: self.folded, reach: std::mem::take(&mut self.reach) }
    }

    /// The last item that was entered in this turn: nothing at or before it is entered again.
    pub(crate) fn entered(&self) -> Option<Reach> {
        self.last.map(|off| Reach::To(off, self.context.path.clone()))
    }

    /// Too many items of one that are to be held together: fails where they were made.
    pub(crate) fn too_many<T>(&mut self, op: u16, limit: usize) -> Slot<T> {
        let on_error = self.info.ops[usize::from(op)].on_error;
        self.failed(Site { op, on_error, guard: false, count: false }, Cause::TooMany { limit })
    }

    /// A zip goes by so many items at a time, and at its end a branch has only `items`: those that another has more fail.
    pub(crate) fn unmet<T>(&mut self, op: u16, items: usize, of: usize) -> Slot<T> {
        let on_error = self.info.ops[usize::from(op)].on_error;
        let site = Site { op, on_error, guard: false, count: false };
        self.failed(site, Cause::Batch(Batch::Short { items, of }))
    }

    /// Begins an item that leaves no entry where it is read.
    #[inline(always)]
    pub(crate) fn locate(&mut self, off: u32, path: &[u32]) {
        self.context.seq = self.first + u64::from(off);
        if !path.is_empty() || !self.context.path.is_empty() {
            self.context.path.clear();
            self.context.path.extend_from_slice(path);
        }
    }

    /// Sets the number of the running item, for a reader that has no tickets.
    #[inline(always)]
    pub(crate) fn number(&mut self, seq: u64) {
        self.context.seq = seq;
    }

    /// Whether something happened after which no item may follow.
    pub(crate) fn must_stop(&self) -> bool {
        self.halt.is_some() || self.fatal.is_some() || self.unread
    }

    /// Adds an index to the running item's key.
    #[inline(always)]
    pub(crate) fn descend(&mut self, index: u32) {
        self.context.path.push(index);
    }

    /// Adds a range to the running item's key, whose first item may have as many as `depth` indices.
    pub(crate) fn span(&mut self, (first, indices): (u64, &[u32]), last: u64, depth: usize) {
        let path = &mut self.context.path;
        let deep = path.len() + usize::from(RANGE) + depth;
        push_range(path, self.context.seq, (first, indices), last);
        path.resize(deep, NO_INDEX);
    }

    /// The offset of the item in its ticket.
    #[inline(always)]
    pub(crate) fn off(&self) -> u32 {
        (self.context.seq - self.first) as u32
    }

    /// Begins a call.
    #[inline(always)]
    pub(crate) fn at(&mut self, site: Site) {
        self.context.at = site.op.into();
    }

    /// Begins a call of a piper.
    #[inline(always)]
    pub(crate) fn call(&mut self, site: Site) {
        self.context.at = site.op.into();
        if site.count {
            self.tallies[site.op as usize].calls += 1;
        }
    }

    /// Counts the calls of a part in which each of `items` went through every piper.
    pub(crate) fn called(&mut self, part: u16, items: u64) {
        let Info { ops, runs, .. } = self.info;
        for ((op, run), tally) in ops.iter().zip(*runs).zip(&mut self.tallies) {
            if *run == part && op.what == What::Node {
                tally.calls = tally.calls.wrapping_add(items);
            }
        }
    }

    /// A piper of a part panicked whose calls are not counted one by one: those behind it are not called.
    fn cut_short(&mut self, runs: &[u16]) {
        let at = self.context.at as usize;
        let part = runs[at];
        for op in (at + 1..runs.len()).filter(|op| runs[*op] == part) {
            if self.info.ops[op].what == What::Node {
                self.tallies[op].calls = self.tallies[op].calls.wrapping_sub(1);
            }
        }
    }

    /// Items that a fold left out, for what they are or for what became of them there.
    pub(crate) fn left_out(&mut self, op: u16, failed: bool) {
        let tally = &mut self.tallies[usize::from(op)];
        tally.skipped += 1;
        tally.failed += u64::from(failed);
    }

    /// What a piper may ask about its call.
    #[inline(always)]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Where the item is that is running.
    fn origin(&self, op: u16) -> Origin {
        let node = self.info.nodes[op as usize];
        let within = &self.frame.within;
        self.origin_at(if within.is_empty() { node.into() } else { format!("{within}{node}").into() })
    }

    /// A failure in the source of the domain: an input, or a zip of inputs.
    pub(crate) fn error_of_source(&self, cause: Cause) -> ItemError {
        let error = ItemError::new(self.origin_at(self.frame.domains[self.domain as usize].into()), cause);
        trace::failed(&error);
        error
    }

    fn origin_at(&self, node: Cow<'static, str>) -> Origin {
        Origin {
            pipeline: self.frame.pipeline,
            node,
            input: self.frame.domains[self.domain as usize],
            lineage: self.context.item_id(),
            attempt: self.context.attempt,
            worker: self.context.worker,
            host: None,
        }
    }

    /// A source's error in the place of an item.
    pub(crate) fn source_error(&self, error: crate::error::BoxError) -> ItemError {
        let cause = match error.downcast::<SourcePanic>() {
            Ok(panic) => panic.into_cause(),
            Err(error) => Cause::Source(error),
        };
        self.error_of_source(cause)
    }

    /// What becomes of the item that was running when a panic was caught.
    pub(crate) fn panicked<T>(&mut self, cause: Cause) -> Slot<T> {
        let runs = self.info.runs;
        if self.info.denses[usize::from(runs[self.context.at as usize])] {
            self.cut_short(runs);
        }
        let on_error = self.info.ops[self.context.at as usize].on_error;
        self.failed(Site { op: self.context.at as u16, on_error, guard: false, count: false }, cause)
    }

    /// The indices of the running item's key.
    #[inline(always)]
    pub(crate) fn path(&self) -> &[u32] {
        &self.context.path
    }

    /// What becomes of an item that failed here.
    pub(crate) fn failed<T>(&mut self, site: Site, cause: Cause) -> Slot<T> {
        let broken = matches!(cause, Cause::Local(_));
        if self.trial && !broken {
            self.tripped = true;
            self.tallies[site.op as usize].retried += 1;
            return Slot::Gone;
        }
        // What follows on a panic in a scan cannot be trusted.
        let scans = self.info.ops[usize::from(site.op)].facts.scans();
        let on_error = match cause {
            Cause::Panicked { .. } if scans => OnError::Stop,
            _ => site.on_error,
        };
        if matches!(cause, Cause::Cancelled) {
            return Slot::Fail(ItemError::new(self.origin(site.op), cause));
        }
        let make = if on_error == OnError::Stop { ItemError::halting } else { ItemError::new };
        let error = make(self.origin(site.op), cause);
        trace::failed(&error);
        if broken && self.fatal.is_none() {
            self.fatal = Some(error.clone());
        }
        let tally = &mut self.tallies[site.op as usize];
        tally.failed += 1;
        match on_error {
            OnError::Pass => Slot::Fail(error),
            OnError::Skip => {
                tally.skipped += 1;
                Slot::Gone
            }
            OnError::Stop => {
                if self.halt.as_ref().is_none_or(|halt| error.lineage() < halt.lineage()) {
                    self.halt = Some(error.clone());
                }
                Slot::Fail(error)
            }
        }
    }

    /// The end of a flow that has no output: keeps its failures for the report.
    #[inline(always)]
    pub fn sink(&mut self, slot: Slot<()>) {
        if let Slot::Fail(error) = slot {
            self.sink_failed(error);
        }
    }

    #[cold]
    fn sink_failed(&mut self, error: ItemError) {
        if matches!(error.cause(), Cause::Cancelled) {
            return;
        }
        self.unread |= crate::io::says_unread(&error);
        self.sunk_count += 1;
        if self.sunk.len() < SUNK_MAX {
            self.sunk.push(error);
        }
    }
}

/// The `#[local]` values of one node in one worker: made at the first use, made again after a panic.
#[derive(Debug)]
pub struct Local<N: Node> {
    value: Option<N::Local>,
    /// Set while the value is lent: still set at the next call, it tells that the last one unwound.
    lent: bool,
}

impl<N: Node> Default for Local<N> {
    fn default() -> Local<N> {
        Local { value: None, lent: false }
    }
}

impl<N: Node> Local<N> {
    #[inline(always)]
    pub(crate) fn lend<T>(
        &mut self,
        node: &N,
        cx: &mut Cx,
        run: impl FnOnce(&N, &mut N::Local, &mut Cx) -> Step<T>,
    ) -> Step<T> {
        if const { !N::FACTS.local } {
            return match node.local() {
                Ok(mut none) => run(node, &mut none, cx),
                Err(error) => Step::Fail(Box::new(Cause::Local(error))),
            };
        }
        if self.value.is_none() || self.lent {
            match node.local() {
                Ok(value) => self.value = Some(value),
                Err(error) => return Step::Fail(Box::new(Cause::Local(error))),
            }
        }
        self.lent = true;
        let value = self.value.as_mut().expect("made above");
        let step = run(node, value, cx);
        self.lent = false;
        step
    }
}
