//! Looks for what stands still.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::{Core, Desk, let_go};
use crate::engine::{self, ActorId, Chain, ImapId, Link, Nanos, PartId, Spot};
use crate::error::Worker;
use crate::flow::clock;
use crate::flow::stall::{Names, Stall, Standing, chain_of, state_of};
use crate::flow::trace;

/// What is called where something stands still.
pub(crate) type Tell = Box<dyn FnMut(&Stall) + Send>;

/// So often a watch looks, at most, whatever was asked for.
const LOOK_MIN: Duration = Duration::from_millis(5);

/// Somebody who wants to know of each stall.
pub(crate) struct Watch {
    after: Duration,
    tell: Tell,
    /// What was told already, and still is so.
    told: Vec<Chain>,
}

impl Core {
    /// What stands still for `after`.
    pub(crate) fn stall(&self, after: Duration) -> Option<Stall> {
        let desk = self.desk();
        let chains = self.chains(&desk, after)?;
        Some(self.describe(&desk, &chains))
    }

    /// What the engine says of it. A run that nobody has read yet, or that its reader does on its own thread, is not watched.
    fn chains(&self, desk: &Desk, after: Duration) -> Option<Vec<Chain>> {
        if !self.seated.load(Ordering::Relaxed) || desk.leased {
            return None;
        }
        if desk.over {
            return None;
        }
        let (now, after) = (self.now(), Nanos(u64::try_from(after.as_nanos()).unwrap_or(u64::MAX)));
        let mut chains = desk.engine.stall(now, after).unwrap_or_default();
        for (part, actor, since) in self.polls.running().filter(|(.., since)| now >= since.plus(after)) {
            let (spot, state) = (Spot::Part(part), engine::State::Runs { actor, since });
            let mut away = chains.iter_mut().flatten().filter(|link| link.spot == spot).peekable();
            match away.peek() {
                // It is not away: somebody is within its future.
                Some(_) => away.for_each(|link| link.state = state),
                None => chains.push(vec![Link { spot, state }]),
            }
        }
        (!chains.is_empty()).then_some(chains)
    }

    fn describe(&self, desk: &Desk, chains: &[Chain]) -> Stall {
        let (now, names) = (self.now(), Called { core: self, desk });
        let parts = (0..desk.books.parts()).map(PartId);
        let nodes = parts.flat_map(|part| {
            let polled = self.polls.running().find(|(polled, ..)| *polled == part);
            let state = match (desk.engine.state_of(part), polled) {
                (engine::State::Away, Some((_, actor, since))) => engine::State::Runs { actor, since },
                (state, _) => state,
            };
            let state = state_of(&names, now, state);
            let standing = move |id: &Cow<'static, str>| Standing { name: id.to_string(), state: state.clone() };
            desk.books.nodes_of(part).map(standing)
        });
        Stall {
            pipeline: self.info.pipeline,
            still: Duration::from_nanos(now.0.saturating_sub(desk.engine.moved().0)),
            chains: chains.iter().map(|chain| chain_of(&names, now, chain)).collect(),
            nodes: nodes.collect(),
        }
    }

    /// Tells of each stall, until the run is over.
    pub(crate) fn watch(&self, after: Duration, tell: Tell) {
        self.look_again(Watch { after, tell, told: Vec::new() });
    }

    fn look_again(&self, watch: Watch) {
        let core = self.me.clone();
        clock::at(Instant::now() + (watch.after / 2).max(LOOK_MIN), move || match core.upgrade() {
            Some(core) => core.look(watch),
            None => clock::reap(watch),
        });
    }

    fn look(self: Arc<Core>, mut watch: Watch) {
        let (over, news) = {
            let desk = self.desk();
            let chains = self.chains(&desk, watch.after).unwrap_or_default();
            // How long something runs is no news.
            let is_new = chains.iter().any(|chain| !watch.told.contains(chain));
            let news = is_new.then(|| self.describe(&desk, &chains));
            watch.told = chains;
            (desk.over, news)
        };
        match news {
            _ if over => clock::reap(watch),
            // That is the user's code, and the clock is not its.
            Some(stall) => clock::aside("papy-watch", move || {
                trace::stalled(&stall);
                (watch.tell)(&stall);
                self.look_again(watch);
                let_go(self);
            }),
            None => {
                self.look_again(watch);
                let_go(self);
            }
        }
    }
}

/// Who polls the futures of which part just now, and since when: the engine knows of turns only.
pub(super) struct Polls(Box<[Poll]>);

#[derive(Default)]
struct Poll {
    part: AtomicU32,
    /// One more than the moment; 0 for none.
    since: AtomicU64,
}

impl Polls {
    /// As many may poll.
    pub(super) fn new(actors: usize) -> Polls {
        Polls(std::iter::repeat_with(Poll::default).take(actors).collect())
    }

    /// Somebody polls until what this returns is dropped.
    pub(super) fn begin(&self, actor: ActorId, part: PartId, now: Nanos) -> impl Drop + use<'_> {
        let poll = &self.0[actor.index()];
        poll.part.store(part.0, Ordering::Relaxed);
        poll.since.store(now.0 + 1, Ordering::Release);
        Polling(poll)
    }

    /// Those who do.
    pub(super) fn running(&self) -> impl Iterator<Item = (PartId, ActorId, Nanos)> {
        (0..).map(ActorId).zip(&self.0).filter_map(|(actor, poll)| {
            let since = poll.since.load(Ordering::Acquire).checked_sub(1)?;
            Some((PartId(poll.part.load(Ordering::Relaxed)), actor, Nanos(since)))
        })
    }
}

struct Polling<'a>(&'a Poll);

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        self.0.since.store(0, Ordering::Release);
    }
}

/// A run's own names for what it is made of.
struct Called<'a> {
    core: &'a Core,
    desk: &'a Desk,
}

impl Names for Called<'_> {
    fn name(&self, spot: Spot) -> Cow<'_, str> {
        match spot {
            Spot::Source(domain) => format!("input `{}`", self.core.info.domains[domain.index()]).into(),
            Spot::Output(output) => format!("output `{}`", self.core.layout.output_name(output)).into(),
            Spot::Part(part) => self.desk.books.name_of(part).into(),
        }
    }

    fn worker(&self, actor: ActorId) -> Worker {
        self.core.layout.who(actor)
    }

    fn imap(&self, imap: ImapId) -> &'static str {
        self.core.layout.imaps().nth(imap.index()).map_or("", |(name, _)| name)
    }
}
