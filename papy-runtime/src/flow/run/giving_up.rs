//! Workers in calls that take longer than their `timeout`: each is left there, and another takes its place.

use std::sync::Arc;

use super::{Core, Errands};
use crate::engine::{ActorId, Claim, Input, Job, PartId};
use crate::error::{Cause, ItemError, Lineage, Origin};
use crate::flow::trace;
use crate::flow::watch::Post;

/// The worker was given up: another is in its place, and it gets nothing more to do.
#[derive(Debug)]
pub(super) struct Replaced;

impl Core {
    /// Whoever watches over a worker.
    pub(super) fn post(&self, actor: ActorId) -> Arc<Post> {
        let core = self.me.clone();
        Post::new(move |claim| {
            if let Some(core) = core.upgrade() {
                core.write_off(actor, claim);
                super::let_go(core);
            }
        })
    }

    /// Does a job as a reader, who is never given up.
    pub(super) fn run_here(&self, actor: ActorId, job: Job) {
        let next = self.run(actor, job, |_| None);
        debug_assert!(matches!(next, Ok(None)), "a reader asks for itself, and runs no stage with a `timeout`");
    }

    /// Gives up a turn whose worker is in a call that takes too long.
    fn write_off(&self, actor: ActorId, claim: Claim) {
        let mut errands = Errands::default();
        let (is_gone, is_over) = {
            let mut desk = self.desk();
            self.handle(&mut desk, Input::WriteOff { actor, claim }, &mut errands);
            (desk.written_off.contains(&actor), desk.over || desk.engine.is_cancelled())
        };
        let pool = self.layout.imap_of(actor).and_then(|imap| self.pools().get(imap.index()).cloned());
        let replaced = pool.filter(|_| is_gone && !is_over).map_or(Ok(()), |pool| pool.replace());
        self.run_errands(errands);
        if is_gone {
            trace::worker_written_off(self.info.pipeline, self.layout.who(actor));
        }
        if let Err(limit) = replaced {
            self.fail(actor, claim, limit);
        }
    }

    /// A worker that was given up is back from its call.
    pub(super) fn come_back(&self, actor: ActorId) {
        {
            let mut desk = self.desk();
            desk.books.late += 1;
            desk.books.came_back += 1;
            desk.written_off.remove(&actor);
        }
        // Who looks how many are at work may have seen these hands.
        self.feeders.tell();
    }

    /// Ends the run before its time: there is no worker in the place of one that was lost.
    fn fail(&self, actor: ActorId, claim: Claim, limit: usize) {
        self.end_early(actor, claim.part, Cause::Leaked { limit });
    }

    /// Ends the run before its time: a part cannot run.
    pub(super) fn end_early(&self, actor: ActorId, part: PartId, cause: Cause) {
        let domain = self.layout.plan.parts[part.index()].domain;
        let leader = self.layout.leaders[part.index()];
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            let origin = Origin {
                pipeline: self.info.pipeline,
                node: desk.books.node(usize::from(leader)).unwrap_or_default(),
                input: self.info.domains[domain.index()],
                lineage: Lineage { seq: 0, path: Vec::new(), since: None },
                attempt: 1,
                worker: self.layout.who(actor),
                host: None,
            };
            let error = ItemError::new(origin, cause);
            desk.fatal.get_or_insert_with(|| error.clone());
            for exit in desk.exits.iter_mut().filter(|exit| !exit.ended) {
                exit.failed = Some(error.clone());
            }
            self.handle(&mut desk, Input::Cancel, &mut errands);
        }
        self.cancelled.store(true, std::sync::atomic::Ordering::Relaxed);
        self.run_errands(errands);
        self.machine.interrupt();
    }
}
