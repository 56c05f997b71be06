//! The word that a lease is wanted back. Whoever has it looks every few items.

use std::cell::Cell;

use crate::sync::{AtomicBool, Ordering};

/// Set once and for all: a lease that was given back is not taken again.
#[derive(Debug)]
pub(crate) struct Recall(AtomicBool);

impl Recall {
    pub(crate) fn new() -> Recall {
        Recall(AtomicBool::new(false))
    }

    /// Wants the lease back. What it shall find then is to be set before.
    pub(crate) fn want(&self) {
        self.0.store(true, Ordering::Relaxed);
        RECALLS.set(RECALLS.get().wrapping_add(1));
    }

    /// Is it wanted back? What was set before is seen under the lock that giving it back takes.
    #[inline(always)]
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

thread_local! {
    /// How often this thread wanted a lease back, of whatever run.
    static RECALLS: Cell<u32> = const { Cell::new(0) };
}

/// How often this thread wanted a lease back.
///
/// No atomic: around an item whose code cannot have changed it the compiler need not look again.
#[inline(always)]
pub(crate) fn recalls() -> u32 {
    RECALLS.get()
}
