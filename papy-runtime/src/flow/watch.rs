//! Watches calls that may take no longer than a `timeout`, and gives up the turns in which one does.
//!
//! A thread cannot be stopped: it is left in its call, and others go on with the rest of its chunk. Costs a short lock for each turn, and a
//! call of the clock now and then, however many items there are.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::clock;
use crate::engine::Claim;

/// What is watched: a chunk of items, of which one at a time is in a call.
pub(crate) trait Watched: Send + Sync {
    /// Looks whether turn `turn` is in a call that has taken too long; if so it is the chunk's no longer.
    fn look(&self, turn: u64, now: Instant) -> Look;
}

/// What came of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The turn is over.
    Over,
    /// No call can have taken too long before this moment.
    Until(Instant),
    /// The turn was given up.
    GivenUp,
}

/// Who watches over one worker of a run.
pub(crate) struct Post {
    seat: Mutex<Seat>,
    write_off: Box<dyn Fn(Claim) + Send + Sync>,
}

#[derive(Default)]
struct Seat {
    claim: Option<Claim>,
    watched: Option<(Weak<dyn Watched>, u64)>,
    /// When the clock will call.
    armed: Option<Instant>,
}

impl Post {
    /// `write_off` is told of each turn that was given up, on the clock's thread.
    pub(crate) fn new(write_off: impl Fn(Claim) + Send + Sync + 'static) -> Arc<Post> {
        Arc::new(Post { seat: Mutex::default(), write_off: Box::new(write_off) })
    }

    fn seat(&self) -> MutexGuard<'_, Seat> {
        // Nothing that can panic runs under the lock.
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The worker begins a turn.
    pub(crate) fn claim(&self, claim: Claim) {
        self.seat().claim = Some(claim);
    }

    /// Calls may begin in turn `turn` of a chunk, none of which may take longer than `limit`.
    pub(crate) fn watch(self: &Arc<Post>, watched: &Arc<impl Watched + 'static>, turn: u64, limit: Duration) {
        let watched: Weak<dyn Watched> = Arc::downgrade(watched) as Weak<dyn Watched>;
        self.seat().watched = Some((watched, turn));
        self.arm(Instant::now() + limit);
    }

    /// No more calls begin in the turn.
    pub(crate) fn leave(&self) {
        self.seat().watched = None;
    }

    fn arm(self: &Arc<Post>, at: Instant) {
        {
            let mut seat = self.seat();
            if seat.armed.is_some_and(|armed| armed <= at) {
                return;
            }
            seat.armed = Some(at);
        }
        let post = Arc::downgrade(self);
        clock::at(at, move || {
            if let Some(post) = post.upgrade() {
                post.call(at);
            }
        });
    }

    fn call(self: &Arc<Post>, at: Instant) {
        let watched = {
            let mut seat = self.seat();
            // An earlier call may have been asked for since.
            seat.armed = seat.armed.filter(|armed| *armed != at);
            seat.watched.clone()
        };
        let Some((watched, turn)) = watched else { return };
        let Some(chunk) = watched.upgrade() else { return };
        match chunk.look(turn, Instant::now()) {
            Look::Over => {}
            Look::Until(at) => self.arm(at),
            Look::GivenUp => {
                let claim = {
                    let mut seat = self.seat();
                    seat.watched = None;
                    seat.claim.take()
                };
                (self.write_off)(claim.expect("a worker in a call has a claim"));
            }
        }
        // The last hold may be this one, and in it are items.
        clock::reap_rest(chunk);
    }
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Post")
    }
}
