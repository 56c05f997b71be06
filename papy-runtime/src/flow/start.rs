//! Brings a graph to life: pools, plan, store, outputs.

use std::sync::Arc;

use super::graph::Graph;
use super::handle::Handle;
use super::imap::{Any, IMap, Threads};
use super::lease::{Front, Lease, Through};
use super::live::Live;
use super::output::Output;
use super::place::Ring;
use super::run::Core;
use super::source::{DynSource, Source};
use super::stages::{Stages, Table};
use super::trace;
use crate::config::{self, Config, Workers};
use crate::engine::{Limits, Nanos};
use crate::error::{Error, Result};

/// A run that is being put together.
pub struct Starting<G: Graph> {
    core: Arc<Core>,
    live: Arc<Live<G>>,
    names: Vec<&'static str>,
}

/// The pool of a declared IMap: the caller's, what the environment or `papy.toml` say, or one with as many workers as the graph says.
///
/// # Errors
///
/// If there is none of these, or it has no workers.
pub fn imap(
    pipeline: &'static str,
    name: &str,
    given: Option<IMap<Threads>>,
    workers: Option<usize>,
    leaked: Option<usize>,
) -> Result<IMap<Threads>> {
    let refuse = |reason: String| Error::Start { pipeline, reason };
    if let Some(imap) = given {
        return Ok(imap);
    }
    let set = match set(pipeline, name)? {
        Some(set) if set.processes > 0 => {
            let reason = format!(
                "what is on imap `{name}` cannot leave this process: its workers are threads, set `threads:{}`",
                set.here()
            );
            return Err(refuse(reason));
        }
        set => set.map(|set| set.threads),
    };
    match set.or(workers) {
        Some(0) => Err(refuse(format!("imap `{name}` needs at least one worker"))),
        Some(workers) => IMap::try_threads(workers, leaked.unwrap_or(super::imap::LEAKED))
            .map_err(|error| refuse(format!("the system gives no {workers} threads for imap `{name}`: {error}"))),
        None => {
            let text = format!(
                "imap `{name}` was not given: call `.{name}(IMap::threads(n))` before `start`, or set `{}`; on a stage write `[{name} = ..]`",
                config::variable(name)
            );
            Err(refuse(text))
        }
    }
}

/// What the environment or `papy.toml` want for an IMap.
fn set(pipeline: &'static str, name: &str) -> Result<Option<Workers>> {
    let workers = Config::read().and_then(|config| config.imap(name));
    workers.map_err(|reason| Error::Start { pipeline, reason })
}

/// The pool of a declared IMap of workers of any kind: the caller's, what the environment or `papy.toml` say, or what the graph says.
///
/// # Errors
///
/// If there is none of these, it has no workers, or they are executors, to which this version does not connect.
pub fn imap_of_any(
    pipeline: &'static str,
    name: &str,
    given: Option<IMap<Any>>,
    workers: Option<Workers>,
) -> Result<IMap<Any>> {
    let refuse = |reason: String| Error::Start { pipeline, reason };
    if let Some(imap) = given {
        return Ok(imap);
    }
    let otherwise = || {
        format!(
            "call `.{name}(IMap::processes(n))` before `start`, or set `{}`; on a stage write `[{name} = ..]`",
            config::variable(name)
        )
    };
    match set(pipeline, name)?.or(workers) {
        None => Err(refuse(format!("imap `{name}` was not given: {}", otherwise()))),
        Some(workers) if workers.remote => Err(refuse(format!(
            "imap `{name}` wants executors on other hosts, to which this version of papy does not connect: {}",
            otherwise()
        ))),
        Some(workers) if workers.here() == 0 => Err(refuse(format!("imap `{name}` needs at least one worker"))),
        Some(workers) => {
            IMap::of(workers).map_err(|error| refuse(format!("the system gives no workers for imap `{name}`: {error}")))
        }
    }
}

/// What a chunk should take at least where some goes to other processes. 300 µs: several times what it costs to send it, to wake somebody for it and to bring
/// it back.
const CHUNK_THERE: Nanos = Nanos(300_000);

/// The table of a run, and how much may be in flight.
fn limited(stages: Stages) -> (Table, Limits) {
    let table = Table::new(stages);
    let mut limits = Limits::default();
    limits.tickets_max = table.settings.tickets(limits.tickets_max);
    if table.imaps.iter().any(|imap| imap.pool.carries()) {
        (limits.chunk_time, limits.dear_time, limits.chunk_time_max) =
            (CHUNK_THERE, CHUNK_THERE, Nanos(4 * CHUNK_THERE.0));
    }
    (table, limits)
}

impl<G: Graph> Starting<G> {
    /// The run of a graph with what it brings.
    pub fn new(graph: G, stages: Stages) -> Starting<G> {
        let (table, limits) = limited(stages);
        let names = table.settings.outputs.iter().map(|(name, _)| *name).collect();
        let live = Arc::new(Live { graph, store: G::store(limits.tickets_max as usize) });
        Starting { core: Core::new(live.clone(), (G::id(), G::INFO), table, limits), live, names }
    }

    /// Where the sources go, for a run that begins on its pools.
    pub fn store(&self) -> &G::Store {
        &self.live.store
    }

    /// An output of the run.
    pub fn output<T: Send + 'static, L: Front<T>>(
        &self,
        output: u16,
        ring: fn(&G::Store) -> &Ring<T>,
        lease: Option<L>,
    ) -> Output<T, L> {
        Output::new(self.core.clone(), self.live.clone(), output, self.names[usize::from(output)], ring, lease)
    }

    /// The handle of the run. From now on signals end it, too.
    pub fn handle(&self) -> Handle {
        #[cfg(feature = "io")]
        self.core.heed_signals();
        trace::run_started(self.core.pipeline());
        Handle::new(self.core.clone(), self.names.is_empty())
    }
}

impl<G: Graph> Starting<G> {
    /// Leaves the source with the reader, if the graph is one part that may leave its pool; else it goes where the others pull it.
    pub fn lease<S: Source, Out>(&self, mut source: S) -> Option<Lease<G, S>>
    where
        G: Through<S::Item, Out>,
        S::Item: 'static,
    {
        if G::SOLO && !self.core.is_strict() {
            source.wake_by(self.core.waker(0));
            return Some(Lease::new(self.core.clone(), self.live.clone(), source));
        }
        let source: Box<dyn DynSource<Item = S::Item>> = Box::new(source);
        G::intake(&self.live.store).set(source);
        None
    }
}
