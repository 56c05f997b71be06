//! What a run did: counters while it goes on, the report at its end, and the ledger that must balance.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use super::graph::Passed;
use super::histogram::Histogram;
use super::layout::Layout;
use super::run::add;
use super::stages::{Row, Table};
use crate::engine::{DomainId, Engine, ImapId, Load, Next, OutputId, PartId, PartPlan, Place};
use crate::error::{Error, ItemError, Result};
use crate::plumbing::cx::SUNK_MAX;
use crate::plumbing::{Cx, Info, Tally, What};

/// What one node did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeStats {
    /// The node's id, `stream.piper`.
    pub id: Cow<'static, str>,
    /// Calls of its function that are over; those of a chunk are counted when it is.
    pub calls: u64,
    /// Items that failed in it.
    pub failed: u64,
    /// Failed items that `[on_error = skip]` dropped.
    pub skipped: u64,
    /// Attempts that failed and were followed by another: `[retry = n]`. They are calls, and no failed items.
    pub retried: u64,
    /// Which of [`Stats::parts`] it is in.
    pub part: usize,
}

impl NodeStats {
    /// Calls that ended well.
    pub fn done(&self) -> u64 {
        self.calls.saturating_sub(self.failed + self.retried)
    }
}

/// What one part did, and has to do: the nodes that run together as one function, for a whole chunk of items. Nodes of a part have no times of
/// their own: to look at the clock between them would cost more than many of them do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartStats {
    /// The ids of its nodes. One without nodes moves items: a zip, a merge, the end of a pipeline that is a stage.
    pub nodes: Vec<Cow<'static, str>>,
    /// Which of [`Stats::imaps`] it runs on; `None` for whoever moves the line.
    pub imap: Option<usize>,
    /// Items of the input whose chunks it has begun and not ended.
    pub in_flight: u64,
    /// Items of the input whose chunks lie before it.
    pub waiting: u64,
    /// Time spent in it, by all workers and readers together. What a reader does item by item on its own thread is counted, not timed.
    pub busy: Duration,
    /// How long its turns took: a turn is a chunk, or what it makes of a chunk until there is no room for more.
    pub chunks: Histogram,
}

/// The workers of one IMap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImapStats {
    /// Its name in the pipeline that declares it.
    pub name: &'static str,
    /// How many workers it has.
    pub workers: usize,
    /// How many of them do something for this run. Others may work for other runs.
    pub busy: usize,
}

/// What passed one output, by item of its input: the first six add up to what was accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputStats {
    /// The output's name.
    pub name: &'static str,
    /// Input items of which something came out well.
    pub ok: u64,
    /// Input items of which an error came out first.
    pub errors: u64,
    /// Input items of which nothing came out.
    pub dropped: u64,
    /// Input items that went into a batch (`[consume = n]`) that counts as the one of its last.
    pub folded: u64,
    /// Input items that came out after the output was dropped, and were thrown away.
    pub discarded: u64,
    /// Input items that were cancelled.
    pub cancelled: u64,
    /// Items that came out well; more than `ok` behind a `flat_map`.
    pub items: u64,
}

/// What came of one input to a zip or merge of different inputs: the first six add up to what was accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemberStats {
    /// The input, or the id of a zip or merge of inputs before.
    pub input: &'static str,
    /// The id of this one.
    pub node: &'static str,
    /// Input items of which something came that was no failure.
    pub ok: u64,
    /// Input items of which a failure came first.
    pub errors: u64,
    /// Input items of which nothing came.
    pub dropped: u64,
    /// Input items that went into a batch (`[consume = n]`) that counts as the one of its last.
    pub folded: u64,
    /// Input items that came when the zip had ended, and were thrown away.
    pub discarded: u64,
    /// Input items that were cancelled.
    pub cancelled: u64,
    /// Items that came to the zip and are in no pair: while the run goes on those that wait for a partner, at its end those of the
    /// longer input for which there was none. What was `discarded` or `cancelled` never came.
    pub unpaired: u64,
}

/// A snapshot of a run.
///
/// Everything is counted once a chunk. A snapshot takes the run's lock for a look at each chunk in flight: some microseconds.
///
/// ```
/// # use papy_runtime::run::Stats;
/// fn show(stats: &Stats) {
///     for node in &stats.nodes {
///         let part = stats.part_of(node);
///         println!("{}: {} done, {:.1} a second", node.id, node.done(), stats.rate(node));
///         println!("{} wait, {} in flight; chunks: {}", part.waiting, part.in_flight, part.chunks);
///     }
///     println!("{stats}"); // all there is, line by line
/// }
/// # show(&Stats::default());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Each input with the items it gave.
    pub inputs: Vec<(&'static str, u64)>,
    /// Each node.
    pub nodes: Vec<NodeStats>,
    /// Each part: nodes that run together.
    pub parts: Vec<PartStats>,
    /// Each IMap.
    pub imaps: Vec<ImapStats>,
    /// Each output.
    pub outputs: Vec<OutputStats>,
    /// Each member of each zip or merge of different inputs, in the order written.
    pub members: Vec<MemberStats>,
    /// Results that came when their work was no longer theirs, and were dropped.
    pub late: u64,
    /// Threads that were left in a call that took longer than its `timeout`, and replaced.
    pub written_off: u64,
    /// How many of them are still there.
    pub leaked: u64,
    /// Time that workers and readers spent in parts, all together.
    pub busy: Duration,
    /// Time from the start to now, or to the end of the run.
    pub wall: Duration,
}

impl Stats {
    /// The part in which a node of this snapshot runs.
    ///
    /// # Panics
    ///
    /// If the node is of another run.
    pub fn part_of(&self, node: &NodeStats) -> &PartStats {
        &self.parts[node.part]
    }

    /// Calls of a node that ended well, a second, since the start. How it goes just now is told by the difference of two snapshots.
    pub fn rate(&self, node: &NodeStats) -> f64 {
        if self.wall.is_zero() { 0.0 } else { node.done() as f64 / self.wall.as_secs_f64() }
    }
}

/// What a run did, from start to end.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// The counters.
    pub stats: Stats,
    /// How many items sinks failed on.
    pub sink_errors: u64,
    /// The first hundred of these, in the order of their lineages.
    pub sinks: Vec<ItemError>,
    /// How many items were quarantined: each has ended several worker processes, and no other is to try.
    pub quarantined: u64,
    /// The first hundred of these that were found, with what they were.
    pub quarantine: Vec<Quarantined>,
}

/// An item that has ended several worker processes, as it was sent to them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Quarantined {
    /// Where it was, and what became of the last worker.
    pub error: ItemError,
    /// How many workers it has cost.
    pub attempts: u32,
    /// The item in postcard's format, the first 64 KiB of it.
    pub bytes: Vec<u8>,
    /// How long that is in all.
    pub len: usize,
}

/// What is kept of an item that is quarantined. 64 KiB: a hundred of them are a few MiB.
const QUARANTINED_BYTES_MAX: usize = 64 << 10;

impl Quarantined {
    pub(crate) fn new(error: ItemError, mut bytes: Vec<u8>, attempts: u32) -> Quarantined {
        let len = bytes.len();
        bytes.truncate(QUARANTINED_BYTES_MAX);
        Quarantined { error, attempts, bytes, len }
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, items) in &self.inputs {
            writeln!(f, "input {name}: {items} items")?;
        }
        for node @ NodeStats { id, calls, failed, skipped, retried, .. } in &self.nodes {
            let rate = self.rate(node);
            write!(f, "node {id}: {calls} calls, {failed} failed, {skipped} skipped")?;
            if *retried > 0 {
                write!(f, ", {retried} retried")?;
            }
            writeln!(f, "; {rate:.1} done a second")?;
        }
        // What was done item by item on the reader's own thread has no chunks.
        for part in self.parts.iter().filter(|part| part.chunks.count() + part.in_flight + part.waiting > 0) {
            writeln!(f, "{}", PartOf(self, part))?;
        }
        for ImapStats { name, workers, busy } in &self.imaps {
            writeln!(f, "imap {name}: {busy} of {workers} workers busy")?;
        }
        for OutputStats { name, ok, errors, dropped, folded, discarded, cancelled, items } in &self.outputs {
            writeln!(
                f,
                "output {name}: {items} items; of the input {ok} ok, {errors} errors, {dropped} dropped, \
                 {folded} folded, {discarded} discarded, {cancelled} cancelled"
            )?;
        }
        for MemberStats { input, node, ok, errors, dropped, folded, discarded, cancelled, unpaired } in &self.members {
            writeln!(
                f,
                "member {input} of {node}: {unpaired} items unpaired; of the input {ok} ok, {errors} errors, {dropped} dropped, \
                 {folded} folded, {discarded} discarded, {cancelled} cancelled"
            )?;
        }
        if self.late > 0 {
            writeln!(f, "{} late results dropped", self.late)?;
        }
        if self.written_off > 0 {
            writeln!(f, "{} threads written off, {} of them still in their calls", self.written_off, self.leaked)?;
        }
        write!(f, "busy {:?} in {:?}", self.busy, self.wall)
    }
}

/// A line about a part of a run.
struct PartOf<'a>(&'a Stats, &'a PartStats);

impl fmt::Display for PartOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PartOf(Stats { imaps, .. }, PartStats { nodes, imap, in_flight, waiting, busy, chunks }) = self;
        write!(f, "part {}", if nodes.is_empty() { "without nodes".into() } else { nodes.join(", ") })?;
        if let Some(imap) = imap {
            write!(f, " on {}", imaps[*imap].name)?;
        }
        write!(f, ": {in_flight} items in flight, {waiting} wait; busy {busy:.1?} in {} chunks", chunks.count())?;
        if chunks.count() > 0 {
            write!(f, ", {chunks}")?;
        }
        Ok(())
    }
}

/// What is counted under the run's lock.
pub(crate) struct Books {
    info: &'static Info,
    /// By operation, those that are nodes.
    nodes: Vec<Option<Node>>,
    tallies: Vec<Tally>,
    /// By part: time and turns.
    parts: Vec<(Duration, Histogram)>,
    /// By part: the id of what leads it, and on which IMap it is.
    leaders: Vec<Cow<'static, str>>,
    places: Vec<Option<usize>>,
    imaps: Vec<(&'static str, usize)>,
    domains: Vec<u64>,
    /// How many of the domains are inputs; the others are junctions.
    inputs: usize,
    outputs: Vec<Account>,
    users: usize,
    /// By domain: which outputs it reads, if inputs meet there.
    feeds: Vec<Vec<OutputId>>,
    busy: Duration,
    sunk: Vec<ItemError>,
    sunk_count: u64,
    quarantined: u64,
    quarantine: Vec<Quarantined>,
    pub(crate) late: u64,
    pub(crate) written_off: u64,
    /// Written off, and back.
    pub(crate) came_back: u64,
}

struct Node {
    id: Cow<'static, str>,
    part: usize,
}

#[derive(Default)]
struct Account {
    name: &'static str,
    domain: usize,
    passed: Passed,
    discarded: i64,
    cancelled: i64,
    /// What came of tickets that have more to come.
    partial: HashMap<u64, Partial>,
}

/// What came of a ticket so far.
#[derive(Default)]
struct Partial {
    roots: i64,
    folded: i64,
    /// The last root that was counted as ok or as an error: it may have more to come.
    last_hit: Option<u32>,
}

impl Books {
    pub(crate) fn new(info: &'static Info, table: &Table, layout: &Layout) -> Books {
        let account = |(index, plan): (usize, &crate::engine::OutputPlan)| Account {
            name: layout.output_name(OutputId(index as u32)),
            domain: plan.domain.index(),
            ..Account::default()
        };
        let part = |op: &Row| layout.leaders.iter().position(|leader| *leader == op.runs);
        let node = |op: &Row| {
            let part = (op.what == What::Node).then(|| part(op).expect("a node runs in a part"))?;
            Some(Node { id: op.id.clone(), part })
        };
        let place = |part: &PartPlan| match part.place {
            Place::Imap(imap) => Some(imap.index()),
            Place::Inline => None,
        };
        Books {
            info,
            nodes: table.rows.iter().map(node).collect(),
            tallies: vec![Tally::default(); table.rows.len()],
            parts: vec![Default::default(); layout.leaders.len()],
            leaders: layout.leaders.iter().map(|leader| table.rows[usize::from(*leader)].id.clone()).collect(),
            places: layout.plan.parts.iter().map(place).collect(),
            imaps: layout.imaps().collect(),
            domains: vec![0; layout.plan.domains.len()],
            inputs: info.ops.iter().filter(|op| op.what == What::Input).count(),
            outputs: layout.plan.outputs.iter().enumerate().map(account).collect(),
            users: layout.user_outputs,
            feeds: layout.plan.domains.iter().map(|domain| domain.feeds.clone()).collect(),
            busy: Duration::ZERO,
            sunk: Vec::new(),
            sunk_count: 0,
            quarantined: 0,
            quarantine: Vec::new(),
            late: 0,
            written_off: 0,
            came_back: 0,
        }
    }

    pub(crate) fn accepted(&mut self, domain: DomainId, items: u64) {
        self.domains[domain.index()] += items;
    }

    /// A turn of a part is over. `end`: it was that of the last ticket, which has no items.
    pub(crate) fn ran(&mut self, part: PartId, end: bool, spent: Duration) {
        self.busy += spent;
        let (busy, turns) = &mut self.parts[part.index()];
        *busy += spent;
        if !end {
            turns.add(spent);
        }
    }

    /// Takes what a worker counted, of operations from number `first` on.
    pub(crate) fn counted(&mut self, first: u16, cx: &mut Cx) {
        add(&mut self.tallies[usize::from(first)..], &mut cx.tallies);
        self.sunk_count += std::mem::take(&mut cx.sunk_count);
        if !cx.sunk.is_empty() {
            self.sunk.append(&mut cx.sunk);
            self.sunk.sort_by(|one, other| one.lineage().cmp(other.lineage()));
            self.sunk.truncate(SUNK_MAX);
        }
    }

    /// An item is not to be run again.
    pub(crate) fn quarantined(&mut self, item: Quarantined) {
        self.quarantined += 1;
        if self.quarantine.len() < SUNK_MAX {
            self.quarantine.push(item);
        }
    }

    /// Items passed an output that no ticket held.
    pub(crate) fn leased(&mut self, output: OutputId, passed: Passed) {
        self.outputs[output.index()].passed.add(passed);
    }

    /// A piece was taken from an output. `cancelled`: items of it that came behind the one that stopped the run.
    pub(crate) fn passed(&mut self, output: OutputId, next: Next, passed: Passed, cancelled: u64) {
        let account = &mut self.outputs[output.index()];
        let passed = account.piece(next, passed, cancelled);
        account.passed.add(passed);
        account.cancelled += cancelled as i64;
    }

    /// A piece was thrown away.
    pub(crate) fn discarded(&mut self, output: OutputId, next: Next, passed: Passed) {
        let account = &mut self.outputs[output.index()];
        account.discarded += account.piece(next, passed, 0).roots;
    }

    /// What is left of a ticket will not come.
    pub(crate) fn abandoned(&mut self, output: OutputId, ticket: u64, items: u32) {
        let account = &mut self.outputs[output.index()];
        let partly = account.partial.remove(&ticket).map_or(0, |partial| partial.roots);
        account.cancelled += i64::from(items) - partly;
    }

    pub(crate) fn stats(&self, wall: Duration, engine: &Engine) -> Stats {
        let nodes = self.tallies.iter().zip(&self.nodes).filter_map(|(tally, node)| Some((*tally, node.as_ref()?)));
        Stats {
            inputs: self.info.domains.iter().copied().zip(self.domains.iter().copied()).take(self.inputs).collect(),
            nodes: nodes
                .map(|(Tally { calls, failed, skipped, retried }, Node { id, part })| NodeStats {
                    id: id.clone(),
                    calls,
                    failed,
                    skipped,
                    retried,
                    part: *part,
                })
                .collect(),
            parts: (0..).map(PartId).zip(&self.parts).map(|(part, book)| self.part(part, book, engine)).collect(),
            imaps: (0..)
                .map(ImapId)
                .zip(&self.imaps)
                .map(|(imap, (name, workers))| ImapStats { name, workers: *workers, busy: engine.busy(imap) })
                .collect(),
            outputs: self.outputs[..self.users].iter().map(Account::stats).collect(),
            members: (0..self.domains.len()).flat_map(|domain| self.members(domain)).collect(),
            late: self.late,
            written_off: self.written_off,
            leaked: self.written_off - self.came_back,
            busy: self.busy,
            wall,
        }
    }

    fn part(&self, part: PartId, (busy, turns): &(Duration, Histogram), engine: &Engine) -> PartStats {
        let Load { in_flight, waiting } = engine.load(part);
        PartStats {
            nodes: self.nodes_of(part).cloned().collect(),
            imap: self.places[part.index()],
            in_flight,
            waiting,
            busy: *busy,
            chunks: turns.clone(),
        }
    }

    /// The id of an operation that is a node.
    pub(crate) fn node(&self, op: usize) -> Option<Cow<'static, str>> {
        self.nodes[op].as_ref().map(|node| node.id.clone())
    }

    /// The ids of a part's nodes.
    pub(crate) fn nodes_of(&self, part: PartId) -> impl Iterator<Item = &Cow<'static, str>> {
        let nodes = self.nodes.iter().flatten();
        nodes.filter(move |node| node.part == part.index()).map(|node| &node.id)
    }

    /// How many parts there are.
    pub(crate) fn parts(&self) -> u32 {
        self.parts.len() as u32
    }

    /// What a part is called: by its nodes, or, where it only moves items, by what leads it.
    pub(crate) fn name_of(&self, part: PartId) -> String {
        let nodes: Vec<&str> = self.nodes_of(part).map(|id| &**id).collect();
        if nodes.is_empty() { self.leaders[part.index()].to_string() } else { nodes.join(", ") }
    }

    /// The members of a domain at which inputs meet.
    fn members(&self, domain: usize) -> impl Iterator<Item = MemberStats> {
        let feeds = self.feeds[domain].iter().map(|feed| &self.outputs[feed.index()]);
        // One more may have been given: the error that tells of different lengths.
        let shortest = feeds.clone().map(|feed| feed.passed.ok).min().unwrap_or(0);
        let pairs = shortest.min(self.domains[domain]);
        feeds.map(move |feed| {
            let OutputStats { ok, errors, dropped, folded, discarded, cancelled, items: given, .. } = feed.stats();
            let (input, node) = (self.info.domains[feed.domain], self.info.domains[domain]);
            MemberStats { input, node, ok, errors, dropped, folded, discarded, cancelled, unpaired: given - pairs }
        })
    }

    /// Whether every output accounts for every item of its input.
    pub(crate) fn balance(&self) -> Result<()> {
        self.outputs
            .iter()
            .try_for_each(|account| account.balance(self.info.domains[account.domain], self.domains[account.domain]))
    }

    /// Writes the report.
    pub(crate) fn report(&self, wall: Duration, engine: &Engine) -> Result<Report> {
        let stats = self.stats(wall, engine);
        let report = Report {
            stats,
            sink_errors: self.sunk_count,
            sinks: self.sunk.clone(),
            quarantined: self.quarantined,
            quarantine: self.quarantine.clone(),
        };
        match report.sinks.first() {
            Some(first) => {
                let (count, first) = (report.sink_errors, first.clone());
                Err(Error::Sinks { count, first, report: Box::new(report) })
            }
            None => Ok(report),
        }
    }
}

impl Account {
    /// One piece more of a ticket. A root of which something came in the piece before is not counted again.
    fn piece(&mut self, next: Next, mut passed: Passed, cancelled: u64) -> Passed {
        let mut folded = passed.folded;
        if !next.last || !self.partial.is_empty() {
            let partial = self.partial.entry(next.ticket.0).or_default();
            match passed.first_hit {
                Some((root, true)) if partial.last_hit == Some(root) => passed.ok_roots -= 1,
                Some((root, false)) if partial.last_hit == Some(root) => passed.error_roots -= 1,
                _ => {}
            }
            partial.roots += passed.roots + cancelled as i64;
            partial.folded += passed.folded;
            folded = partial.folded;
            partial.last_hit = passed.last_hit.or(partial.last_hit);
            if next.last {
                self.partial.remove(&next.ticket.0);
            }
        }
        if next.end && folded >= 0 {
            // The last ticket has no items: what comes out is a batch, of items of which others came out before.
            (passed.ok_roots, passed.error_roots) = (0, 0);
        }
        passed
    }

    fn stats(&self) -> OutputStats {
        let Passed { roots, folded, ok_roots, error_roots, ok, .. } = self.passed;
        let silent = (roots.max(0) as u64).saturating_sub(ok_roots + error_roots);
        // Branches that fold differently meet in a merge: what came out by one is not folded.
        let folded = (folded.max(0) as u64).min(silent);
        OutputStats {
            name: self.name,
            ok: ok_roots,
            errors: error_roots,
            dropped: silent - folded,
            folded,
            discarded: self.discarded.max(0) as u64,
            cancelled: self.cancelled.max(0) as u64,
            items: ok,
        }
    }

    fn balance(&self, input: &str, accepted: u64) -> Result<()> {
        let seen = self.passed.roots + self.discarded + self.cancelled;
        if seen == accepted as i64 {
            return Ok(());
        }
        Err(Error::Ledger(format!(
            "of `{input}` {accepted} items were accepted, and {seen} came to `{}`: {} delivered or dropped, {} discarded, \
             {} cancelled",
            self.name, self.passed.roots, self.discarded, self.cancelled
        )))
    }
}
