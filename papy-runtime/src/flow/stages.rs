//! What a pipeline brings into a run, and how the stages that are pipelines come into one table with it.
//!
//! An operation keeps its number, those of a stage follow in one block for each stage. What enters a stage is read by the stage's own
//! operations; what leaves it is read by the stage, which leads a part of the caller.

use std::borrow::Cow;

use super::imap::{Any, IMap};
use super::layout::{Limit, Settings};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::plumbing::{Info, Luggage, NONE, What};
use crate::worker::children;

/// What a pipeline brings into a run besides its nodes.
#[derive(Debug)]
pub struct Stages {
    info: &'static Info,
    pub(crate) settings: Settings,
    imaps: Vec<IMap<Any>>,
    luggage: Luggage,
    inner: Vec<Inner>,
}

/// A stage that is a pipeline.
#[derive(Debug)]
struct Inner {
    stage: u16,
    /// The caller's IMap for what has none of its own.
    on: u16,
    stages: Stages,
}

impl Stages {
    /// A pipeline without such stages.
    pub fn new(info: &'static Info, settings: Settings, imaps: Vec<IMap<Any>>) -> Stages {
        Stages { info, settings, imaps, luggage: Luggage::default(), inner: Vec::new() }
    }

    /// What its nodes need where another process runs them.
    pub fn pack(&mut self, luggage: Luggage) {
        self.luggage = luggage;
    }

    /// How many operations these are, with those of all stages.
    fn operations(&self) -> usize {
        self.info.ops.len() + self.inner.iter().map(|inner| inner.stages.operations()).sum::<usize>()
    }

    /// The names of all IMaps that are this run's to make.
    fn imap_names(&self) -> Vec<&'static str> {
        let inner = self.inner.iter().flat_map(|inner| inner.stages.imap_names());
        self.info.imaps.iter().copied().chain(inner).collect()
    }

    /// Whether all operations can have a number in one run, settings name IMaps, and workers of this program know the graph that is called `id`.
    ///
    /// # Errors
    ///
    /// If there are too many operations, it runs in other processes and they do not know it, or a setting outside of the program names an IMap nearly as one is called.
    pub fn fits(&self, id: &str) -> Result<()> {
        if self.carries() {
            children::knows(id, self.info.pipeline)
                .map_err(|reason| Error::Start { pipeline: self.info.pipeline, reason })?;
            self.may_leave()?;
        }
        let settings = Config::read().and_then(|config| config.check(&self.imap_names()));
        settings.map_err(|reason| Error::Start { pipeline: self.info.pipeline, reason })?;
        self.is_packed()?;
        let (operations, most) = (self.operations(), usize::from(NONE) - 1);
        if operations <= most {
            return Ok(());
        }
        let reason = format!("with all its stages it has {operations} operations, and a run has at most {most}");
        Err(Error::Start { pipeline: self.info.pipeline, reason })
    }

    /// Whether some of its workers are other processes.
    fn carries(&self) -> bool {
        self.imaps.iter().any(|imap| imap.pool.carries()) || self.inner.iter().any(|inner| inner.stages.carries())
    }

    /// Whether all that is on an IMap of other processes can run there.
    fn may_leave(&self) -> Result<()> {
        let Info { pipeline, nodes, imaps, ops, .. } = *self.info;
        let carries = |imap: u16| self.imaps.get(usize::from(imap)).is_some_and(|imap| imap.pool.carries());
        let refuse = |op: u16, imap: u16, why: &str| {
            let (node, imap) = (nodes[usize::from(op)], imaps[usize::from(imap)]);
            let reason = format!("`{node}` is on imap `{imap}`, which has child processes: {why}");
            Err(Error::Start { pipeline, reason })
        };
        for (at, op) in (0..).zip(ops) {
            if op.what == What::Node && op.facts.awaits && carries(op.imap) {
                return refuse(at, op.imap, "async pipers run on threads in this version, put it on a pool of these");
            }
        }
        for Inner { stage, on, stages } in &self.inner {
            if carries(*on) {
                let why = "a pipeline goes there by an imap of its own, declare `imap pool: Any;` in it and write `[pool = ..]` here";
                return refuse(*stage, *on, why);
            }
            stages.may_leave()?;
        }
        Ok(())
    }

    fn is_packed(&self) -> Result<()> {
        match self.luggage.fault() {
            Some(fault) => {
                let reason = format!("a parameter cannot be sent to other processes: {fault}");
                Err(Error::Start { pipeline: self.info.pipeline, reason })
            }
            None => self.inner.iter().try_for_each(|inner| inner.stages.is_packed()),
        }
    }

    /// Adds a stage, in the order of their operations; `on` is an IMap of the caller's or [`NONE`].
    pub fn add(&mut self, stage: u16, on: u16, stages: Stages) {
        self.inner.push(Inner { stage, on, stages });
    }
}

/// One operation of a run.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) what: What,
    pub(crate) reads: Vec<u16>,
    pub(crate) imap: u16,
    pub(crate) domain: u16,
    pub(crate) fork: u16,
    pub(crate) keys: bool,
    /// It is an async piper.
    pub(crate) awaits: bool,
    /// The part in which it runs.
    pub(crate) runs: u16,
    /// Its share of an IMap.
    pub(crate) weight: u32,
    /// How long an attempt may take that begins with it.
    pub(crate) limit: Option<Limit>,
    /// It takes its items one after the other.
    pub(crate) serial: bool,
    /// It gives something when all items came.
    pub(crate) folds: bool,
    pub(crate) id: Cow<'static, str>,
}

/// All operations of a run.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// By number.
    pub(crate) rows: Vec<Row>,
    /// Their numbers, downstream behind upstream.
    pub(crate) order: Vec<u16>,
    pub(crate) imaps: Vec<IMap<Any>>,
    /// What each is called in its own pipeline.
    pub(crate) imap_names: Vec<&'static str>,
    pub(crate) settings: Settings,
    /// What the nodes need that run in other processes, those of stages behind those of their callers.
    pub(crate) luggage: Vec<u8>,
}

/// Where a pipeline stands in its caller.
#[derive(Clone)]
struct Place {
    /// What its input reads.
    source: u16,
    domain: u16,
    imap: u16,
    within: String,
}

impl Table {
    pub(crate) fn new(stages: Stages) -> Table {
        let mut table = Table::default();
        table.add(stages, None);
        table
    }

    /// Adds a pipeline, and answers with its output.
    fn add(&mut self, stages: Stages, place: Option<Place>) -> u16 {
        let Stages { info, settings, imaps, luggage, inner } = stages;
        self.luggage.extend(luggage.bytes());
        let (base, first_imap) = (self.rows.len() as u16, self.imaps.len() as u16);
        let (mut input, mut output) = (NONE, NONE);
        for (op, runs) in info.ops.iter().zip(info.runs) {
            let id = info.nodes[self.rows.len() - usize::from(base)];
            let number = |own: u16| if own == NONE { NONE } else { base + own };
            let mut row = Row {
                what: op.what,
                reads: op.reads.iter().map(|read| number(*read)).collect(),
                imap: if op.imap == NONE { NONE } else { first_imap + op.imap },
                domain: op.domain,
                fork: number(op.fork),
                keys: op.keys,
                awaits: op.what == What::Node && op.facts.awaits,
                runs: number(*runs),
                weight: 1,
                limit: None,
                serial: op.is_serial(),
                folds: op.facts.folds(),
                id: Cow::Borrowed(id),
            };
            if let Some(place) = &place {
                let here = self.rows.len() as u16;
                match op.what {
                    What::Input => input = here,
                    What::Output => output = here,
                    _ => {}
                }
                // A caller's stream takes the place of the input, and the stage reads the output.
                if matches!(op.what, What::Input | What::Output) {
                    row.what = What::Pass;
                }
                let outside = |read: &mut u16| *read = if *read == input { place.source } else { *read };
                row.reads.iter_mut().chain([&mut row.fork]).filter(|read| **read != NONE).for_each(outside);
                let placed = op.imap != NONE || op.inline;
                row.imap = if placed { row.imap } else { place.imap };
                row.domain = place.domain;
                row.id = Cow::Owned(format!("{}{id}", place.within));
            }
            self.rows.push(row);
        }
        self.imaps.extend(imaps);
        self.imap_names.extend(info.imaps);
        for (op, weight) in &settings.weights {
            self.rows[usize::from(base + op)].weight = *weight;
        }
        for (op, limit) in &settings.limits {
            self.rows[usize::from(base + op)].limit = Some(*limit);
        }
        self.settle(settings, place.as_ref());
        let mut inner = inner.into_iter();
        for op in 0..info.ops.len() as u16 {
            let here = base + op;
            if info.ops[usize::from(op)].what == What::Stage {
                let Inner { stage, on, stages } = inner.next().expect("each stage that is a pipeline is added");
                assert_eq!(stage, op, "stages are added in their order");
                let Row { reads, domain, id, .. } = &self.rows[usize::from(here)];
                let outer = place.as_ref().map_or(NONE, |place| place.imap);
                let imap = if on == NONE { outer } else { first_imap + on };
                let within = format!("{id}/");
                let place = Place { source: reads[0], domain: *domain, imap, within };
                let made = self.add(stages, Some(place));
                let row = &mut self.rows[usize::from(here)];
                (row.what, row.reads) = (What::Pass, vec![made]);
            }
            self.order.push(here);
        }
        output
    }

    /// Settings of the whole run; of a stage those of its domain count for its caller's, where they are tighter.
    fn settle(&mut self, settings: Settings, place: Option<&Place>) {
        let Some(place) = place else {
            self.settings = settings;
            return;
        };
        let domain = usize::from(place.domain);
        self.settings.batch(domain, settings.batch[0].map(|items| items as usize));
        self.settings.buffer(domain, settings.buffer[0].map(|items| items as usize));
        self.settings.imaps.extend(settings.imaps);
        let time = &mut self.settings.chunk_time[domain];
        *time = time.iter().copied().chain(settings.chunk_time[0]).min();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plumbing::Op;

    #[test]
    fn more_operations_than_there_are_numbers_are_refused() {
        let of = |operations: usize| -> Stages {
            let ops: &'static [Op] = vec![Op::NODE; operations].leak();
            let info: &'static Info = Box::leak(Box::new(Info {
                pipeline: "P",
                nodes: &[],
                domains: &[],
                imaps: &[],
                ops,
                runs: &[],
                denses: &[],
            }));
            Stages::new(info, Settings::new(1), Vec::new())
        };
        let nested = |inner: usize| {
            let (mut outer, mut middle) = (of(1_000), of(30_000));
            middle.add(1, NONE, of(inner));
            outer.add(1, NONE, of(4_534));
            outer.add(2, NONE, middle);
            outer.fits("P")
        };
        assert!(nested(30_000).is_ok());
        let Err(Error::Start { pipeline: "P", reason }) = nested(30_001) else { panic!("one too many") };
        assert_eq!(reason, "with all its stages it has 65535 operations, and a run has at most 65534");
    }
}
