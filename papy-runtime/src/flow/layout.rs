//! From the table of operations to the engine's plan, and the numbers by which the parts of a run know each other.

use std::time::Duration;

use super::stages::{Row, Table};
use crate::engine::{
    ActorId, DomainId, DomainPlan, EdgePlan, From, ImapId, ImapPlan, Nanos, OutputId, OutputPlan, PartId, PartPlan,
    Place, Plan, ReadBy, To,
};
use crate::error::Worker;
use crate::plumbing::{NONE, What};

/// What is evaluated when a run starts.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// By domain: items of a chunk.
    pub batch: Vec<Option<u32>>,
    /// By domain: items in flight.
    pub buffer: Vec<Option<u64>>,
    /// By domain: the size of an item of its source.
    pub bytes_of_item: Vec<u32>,
    /// By output of the user: name, and whether it is ordered.
    pub outputs: Vec<(&'static str, bool)>,
    /// Streams that inputs which meet may read as their chunks finish.
    pub unordered: Vec<u16>,
    /// By IMap.
    pub imaps: Vec<ImapPlan>,
    /// Shares of stages, by operation.
    pub weights: Vec<(u16, u32)>,
    /// Time-outs, by the operation that leads the unit.
    pub(crate) limits: Vec<(u16, Limit)>,
    /// By domain: what a chunk may take, where some call has a `timeout`.
    pub(crate) chunk_time: Vec<Option<Duration>>,
}

impl Settings {
    /// Nothing set.
    pub fn new(domains: usize) -> Settings {
        Settings {
            batch: vec![None; domains],
            buffer: vec![None; domains],
            bytes_of_item: vec![8; domains],
            chunk_time: vec![None; domains],
            ..Settings::default()
        }
    }

    /// Sets the chunk of a domain; the smallest that is written counts.
    pub fn batch(&mut self, domain: usize, items: impl ItemCount) {
        let Some(items) = items.items() else { return };
        let items = u32::try_from(items).unwrap_or(u32::MAX).max(1);
        let batch = &mut self.batch[domain];
        *batch = Some(batch.map_or(items, |other| other.min(items)));
    }

    /// Sets the items in flight of a domain; the smallest that is written counts.
    pub fn buffer(&mut self, domain: usize, items: impl ItemCount) {
        let Some(items) = items.items() else { return };
        let items = (items as u64).max(1);
        let buffer = &mut self.buffer[domain];
        *buffer = Some(buffer.map_or(items, |other| other.min(items)));
    }

    /// Calls of the unit that `op` leads may take no longer than this, and are followed by up to `retries` others: chunks take at most a quarter.
    pub fn timeout(&mut self, domain: usize, op: u16, timeout: Duration, retries: usize) {
        self.limits.push((op, Limit { time: timeout, retries: u32::try_from(retries).unwrap_or(u32::MAX) }));
        let time = &mut self.chunk_time[domain];
        *time = Some(time.map_or(timeout / 4, |other| other.min(timeout / 4)));
    }

    /// Whether some call has a `timeout`.
    pub(crate) fn is_timed(&self) -> bool {
        self.chunk_time.iter().any(Option::is_some)
    }

    /// Adds an IMap: whether its parts never leave it, and the items of one part before the next one's turn.
    pub fn imap(&mut self, strict: bool, stride: impl ItemCount) {
        let stride = stride.items().map(|items| u32::try_from(items).unwrap_or(u32::MAX).max(1));
        self.imaps.push(ImapPlan { strict, stride, ..ImapPlan::default() });
    }

    /// Sets the share of a stage.
    pub fn weight(&mut self, op: u16, weight: impl ItemCount) {
        let Some(weight) = weight.items() else { return };
        self.weights.push((op, u32::try_from(weight).unwrap_or(u32::MAX).max(1)));
    }

    /// Tickets that may be in flight in a domain: enough for each buffer, of single items too.
    pub(crate) fn tickets(&self, automatic: u32) -> u32 {
        let chunks = self.buffer.iter().zip(&self.batch).map(|(buffer, batch)| {
            let chunks = buffer.unwrap_or(0).div_ceil(u64::from(batch.unwrap_or(1)));
            u32::try_from(chunks).unwrap_or(u32::MAX).min(TICKETS_MAX)
        });
        chunks.fold(automatic, u32::max).next_power_of_two()
    }
}

/// Tickets in flight, however large a `buffer`. 2^20: their places take less than 64 MiB for each edge, once they were all used.
const TICKETS_MAX: u32 = 1 << 20;

/// What `batch` and `buffer` can be: a number, or an `Option` of one, of which `None` is automatic as if nothing were written.
///
/// A trait and not `Into`, so that a bare literal is a `usize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number of items",
    label = "expected `usize`, or `Option<usize>` with `None` for automatic"
)]
pub trait ItemCount {
    /// The number, unless it is automatic.
    fn items(self) -> Option<usize>;
}

#[diagnostic::do_not_recommend]
impl ItemCount for usize {
    fn items(self) -> Option<usize> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl ItemCount for Option<usize> {
    fn items(self) -> Option<usize> {
        self
    }
}

/// How long an attempt may take, and how many may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) time: Duration,
    pub(crate) retries: u32,
}

/// Who is who in a run.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) plan: Plan,
    /// The operation that leads each part.
    pub(crate) leaders: Vec<u16>,
    /// What one attempt of each part may take, if that is limited.
    pub(crate) limits: Vec<Option<Limit>>,
    /// How many actors there are.
    pub(crate) actors: usize,
    /// Outputs that the user reads; those behind are read by junctions.
    pub(crate) user_outputs: usize,
    names: Vec<&'static str>,
    /// By output of the user: what comes there is made of all items, or of so many that it may well be asked for many at once.
    folded: Vec<bool>,
    imap_names: Vec<&'static str>,
    imap_sizes: Vec<usize>,
    /// The first actor of each IMap.
    first_worker: Vec<u32>,
    first_reader: u32,
    /// Some call has a `timeout`.
    pub(crate) timed: bool,
}

impl Layout {
    pub(crate) fn new(table: &Table) -> Layout {
        let Table { rows: ops, order, imaps, imap_names, settings, .. } = table;
        let leaders: Vec<u16> = order.iter().copied().filter(|op| ops[usize::from(*op)].runs == *op).collect();
        let mut parts = vec![None; ops.len()];
        leaders.iter().zip(0..).for_each(|(leader, part)| parts[usize::from(*leader)] = Some(PartId(part)));
        let part =
            |op: u16| parts[usize::from(ops[usize::from(op)].runs)].expect("an operation that is read runs in a part");
        let mut plan = Plan {
            parts: leaders.iter().map(|leader| part_plan(*leader, ops)).collect(),
            imaps: settings.imaps.clone(),
            ..Plan::default()
        };
        let placed = plan.parts.iter().any(|part| part.place != Place::Inline);
        for domain in 0..settings.batch.len() {
            plan.domains.push(DomainPlan {
                batch: settings.batch[domain],
                window_items: settings.buffer[domain],
                bytes_of_item: settings.bytes_of_item[domain],
                chunk_time: settings.chunk_time[domain].map(|time| Nanos(time.as_nanos() as u64)),
                feeds: Vec::new(),
                lazy: !placed,
            });
        }
        for (_, ordered) in &settings.outputs {
            plan.outputs.push(OutputPlan { domain: DomainId(0), ordered: *ordered, reader: ReadBy::User });
        }
        let mut exits = 0;
        for (op, it) in ops.iter().enumerate() {
            let op = op as u16;
            let domain = |op: u16| DomainId(u32::from(ops[usize::from(op)].domain));
            let from = |read: u16| match ops[usize::from(read)].what {
                What::Input => From::Source,
                _ => From::Part(part(read)),
            };
            match it.what {
                What::Input => {}
                What::Output => {
                    plan.outputs[exits].domain = domain(it.reads[0]);
                    let to = To::Output(OutputId(exits as u32));
                    plan.edges.push(EdgePlan {
                        domain: domain(it.reads[0]),
                        from: from(it.reads[0]),
                        to,
                        gathers: false,
                    });
                    exits += 1;
                }
                What::Junction => {
                    let to = To::Part(part(op));
                    plan.edges.push(EdgePlan { domain: domain(op), from: From::Source, to, gathers: false });
                    for read in &it.reads {
                        let feed = OutputId(plan.outputs.len() as u32);
                        let reader = ReadBy::Junction(domain(op));
                        let ordered = !settings.unordered.contains(read);
                        plan.outputs.push(OutputPlan { domain: domain(*read), ordered, reader });
                        plan.domains[usize::from(it.domain)].feeds.push(feed);
                        let to = To::Output(feed);
                        plan.edges.push(EdgePlan { domain: domain(*read), from: from(*read), to, gathers: false });
                    }
                }
                What::Zip | What::Merge | What::Pass | What::Node | What::Pack | What::Unroll if it.runs == op => {
                    let gathers = matches!(it.what, What::Zip | What::Merge);
                    for read in it.reads.iter().chain(it.keys.then_some(&it.fork)) {
                        let to = To::Part(part(op));
                        plan.edges.push(EdgePlan { domain: domain(op), from: from(*read), to, gathers });
                    }
                }
                What::Zip | What::Merge | What::Pass | What::Node | What::Pack | What::Unroll => {}
                What::Stage => unreachable!("the table has its parts"),
            }
        }
        // What runs there runs nowhere else.
        for (imap, settled) in imaps.iter().zip(&mut plan.imaps) {
            settled.strict |= imap.pool.carries();
        }
        let mut actors = 0;
        let first_worker = imaps
            .iter()
            .map(|imap| {
                let first = actors;
                actors += imap.pool.seats() as u32;
                first
            })
            .collect();
        let user_outputs = settings.outputs.len();
        Layout {
            plan,
            limits: leaders.iter().map(|leader| ops[usize::from(*leader)].limit).collect(),
            leaders,
            actors: actors as usize + user_outputs + 1,
            user_outputs,
            folded: folded(ops, order),
            names: settings.outputs.iter().map(|(name, _)| *name).collect(),
            imap_names: imap_names.clone(),
            imap_sizes: imaps.iter().map(|imap| imap.pool.size()).collect(),
            first_worker,
            first_reader: actors,
            timed: settings.is_timed(),
        }
    }

    /// Name and number of workers of each IMap.
    pub(crate) fn imaps(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.imap_names.iter().copied().zip(self.imap_sizes.iter().copied())
    }

    /// The names of all IMaps.
    pub(crate) fn imap_names(&self) -> &[&'static str] {
        &self.imap_names
    }

    /// A thread of a pool.
    pub(crate) fn worker(&self, imap: ImapId, worker: u32) -> ActorId {
        ActorId(self.first_worker[imap.index()] + worker)
    }

    /// The IMap of which an actor is a worker.
    pub(crate) fn imap_of(&self, actor: ActorId) -> Option<ImapId> {
        // IMaps without workers, if there were any, would come before the one that has this.
        let imap = self.first_worker.partition_point(|first| *first <= actor.0).checked_sub(1)?;
        (actor.0 < self.first_reader).then_some(ImapId(imap as u32))
    }

    /// Who an actor is.
    pub(crate) fn who(&self, actor: ActorId) -> Worker {
        match self.imap_of(actor) {
            Some(imap) => {
                Worker::Imap { name: self.imap_names[imap.index()], index: actor.0 - self.first_worker[imap.index()] }
            }
            None => Worker::Reader,
        }
    }

    /// Whoever reads an output.
    pub(crate) fn reader(&self, output: OutputId) -> ActorId {
        ActorId(self.first_reader + output.0)
    }

    /// Whoever drives a run without reading.
    pub(crate) fn finisher(&self) -> ActorId {
        ActorId(self.first_reader + self.user_outputs as u32)
    }

    /// Whether all that comes to an output of the user is made of many items.
    pub(crate) fn is_folded(&self, output: OutputId) -> bool {
        self.folded.get(output.index()).copied().unwrap_or(false)
    }

    pub(crate) fn output_name(&self, output: OutputId) -> &'static str {
        self.names.get(output.index()).copied().unwrap_or("a zip or merge of inputs")
    }
}

/// By output of the user: whether all that comes there went through a fold.
fn folded(ops: &[Row], order: &[u16]) -> Vec<bool> {
    let mut folded = vec![false; ops.len()];
    for at in order.iter().copied().map(usize::from) {
        let Row { folds, reads, .. } = &ops[at];
        folded[at] = *folds || !reads.is_empty() && reads.iter().all(|read| folded[usize::from(*read)]);
    }
    ops.iter().zip(folded).filter(|(op, _)| op.what == What::Output).map(|(_, folded)| folded).collect()
}

fn part_plan(leader: u16, ops: &[Row]) -> PartPlan {
    let op = &ops[usize::from(leader)];
    let weight = ops.iter().filter(|op| op.runs == leader).map(|op| op.weight).max().unwrap_or(1);
    let place = if op.imap == NONE { Place::Inline } else { Place::Imap(ImapId(u32::from(op.imap))) };
    // Of an async piper many tickets are away at once.
    let serial = place == Place::Inline && !op.awaits || ops.iter().any(|op| op.runs == leader && op.serial);
    PartPlan { domain: DomainId(u32::from(op.domain)), place, serial, totals: op.folds, weight }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn there_are_tickets_for_the_largest_buffer() {
        for (buffer, batch, tickets) in [
            (None, None, 4096),
            (Some(10), None, 4096),
            (Some(5000), None, 8192),
            (Some(100_000), Some(100), 4096),
            (Some(usize::MAX), None, 1 << 20),
        ] {
            let mut settings = Settings::new(2);
            settings.buffer(1, buffer);
            settings.batch(1, batch);
            assert_eq!(settings.tickets(4096), tickets, "buffer {buffer:?}, batch {batch:?}");
        }
    }

    #[test]
    fn the_smallest_batch_counts_and_none_is_automatic() {
        let mut settings = Settings::new(1);
        settings.batch(0, None);
        assert_eq!(settings.batch, [None]);
        settings.batch(0, 7);
        settings.batch(0, Some(9));
        settings.batch(0, None);
        assert_eq!(settings.batch, [Some(7)]);
    }
}
