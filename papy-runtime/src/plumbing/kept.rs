//! What pipers keep from item to item: the states of scans and the accumulators of folds, by operation, for all workers of a run.
//!
//! A part with a scan runs on one ticket at a time, in order, so nobody waits for a state; but it may go from worker to worker.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::piper::{Context, Step};
use crate::error::Cause;

/// What the pipers of one pipeline keep in one run.
#[derive(Default)]
pub(crate) struct Kept {
    slots: Box<[Slot]>,
    /// Of stages that are pipelines, by operation.
    inner: Mutex<BTreeMap<u16, Arc<Kept>>>,
}

type Slot = Mutex<Option<Box<dyn Any + Send>>>;

impl Kept {
    /// For a pipeline of so many operations.
    pub(crate) fn new(operations: usize) -> Arc<Kept> {
        let slots = std::iter::repeat_with(Slot::default).take(operations).collect();
        Arc::new(Kept { slots, inner: Mutex::default() })
    }

    /// For a stage that is a pipeline, of so many operations.
    pub(crate) fn within(&self, stage: u16, operations: usize) -> Arc<Kept> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.entry(stage).or_insert_with(|| Kept::new(operations)).clone()
    }

    /// Takes care of what one operation keeps, made if there is nothing yet.
    pub(crate) fn with<S: Send + 'static, T>(
        &self,
        op: u16,
        make: impl FnOnce() -> S,
        body: impl FnOnce(&mut S) -> T,
    ) -> T {
        let mut slot = self.slots[usize::from(op)].lock().unwrap_or_else(PoisonError::into_inner);
        body(known(slot.get_or_insert_with(|| Box::new(make()))))
    }
}

fn known<S: 'static>(kept: &mut Box<dyn Any + Send>) -> &mut S {
    kept.downcast_mut().expect("an operation keeps one type")
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

/// Runs a scan on its state. After a panic the state cannot be trusted, and items are cancelled.
#[inline]
pub fn scan<S: Send + 'static, T>(
    context: &Context,
    make: impl FnOnce() -> S,
    run: impl FnOnce(&mut S) -> Step<T>,
) -> Step<T> {
    // A panic leaves the lock poisoned: that is how it is remembered.
    match context.kept.slots[context.at as usize].lock() {
        Ok(mut slot) => run(known(slot.get_or_insert_with(|| Box::new(make())))),
        Err(_) => Step::Fail(Box::new(Cause::Cancelled)),
    }
}
