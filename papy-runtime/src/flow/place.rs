//! Where columns wait between two parts: one place for each ticket that can be in flight.
//!
//! A place belongs to whoever the engine gave the ticket to, so its lock is never contended for long.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::column::Column;
use super::graph::Discarded;
use super::tasks::lane::Erased;

/// The places of one edge, if a part waits there. Most edges of a graph lead from a step to the next of the same part: these cost a word
/// here, and the compiler as little.
#[derive(Debug)]
pub struct Ring<T>(Option<Box<Places<T>>>);

#[derive(Debug)]
struct Places<T> {
    /// Made when they are first used: a large `buffer` costs nothing before it is.
    segments: Box<[OnceLock<Segment<T>>]>,
    /// Where an async piper that reads here awaits its items.
    lane: OnceLock<Erased>,
    places: u64,
}

type Segment<T> = Box<[Mutex<Place<T>>]>;

/// Places that are made together.
const SEGMENT: u64 = 64;

#[derive(Debug)]
struct Place<T> {
    /// Pieces that wait: one, or more before a zip or merge whose ticket could not go on otherwise. Oldest first.
    pieces: VecDeque<Column<T>>,
    /// A part that was interrupted in the middle of this ticket.
    parked: Option<Box<dyn Any + Send>>,
}

impl<T> Ring<T> {
    /// A ring of `window` places; none where no part waits on this edge.
    #[inline(never)]
    pub fn new(window: usize) -> Ring<T> {
        if window == 0 {
            return Ring(None);
        }
        let places = window as u64;
        let segments = std::iter::repeat_with(OnceLock::new).take(places.div_ceil(SEGMENT) as usize);
        Ring(Some(Box::new(Places { segments: segments.collect(), lane: OnceLock::new(), places })))
    }

    fn places(&self) -> &Places<T> {
        self.0.as_ref().expect("a part waits on this edge")
    }

    fn place(&self, ticket: u64) -> MutexGuard<'_, Place<T>> {
        // Nothing that can panic runs while a place is locked.
        let Places { segments, places, .. } = self.places();
        let at = ticket % places;
        let segment = segments[(at / SEGMENT) as usize].get_or_init(|| {
            let place = || Mutex::new(Place { pieces: VecDeque::new(), parked: None });
            std::iter::repeat_with(place).take(SEGMENT.min(*places) as usize).collect()
        });
        segment[(at % SEGMENT) as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn put(&self, ticket: u64, piece: Column<T>) {
        let mut place = self.place(ticket);
        // Most places hold one piece, most of the time none: there are thousands of them.
        place.pieces.reserve_exact(1);
        place.pieces.push_back(piece);
    }

    /// The oldest piece.
    pub(crate) fn take(&self, ticket: u64) -> Option<Column<T>> {
        let mut place = self.place(ticket);
        let piece = place.pieces.pop_front();
        if place.pieces.is_empty() {
            place.pieces = VecDeque::new();
        }
        piece
    }

    /// All pieces, as one.
    pub(super) fn take_all(&self, ticket: u64) -> Option<Column<T>> {
        let mut all = self.take(ticket)?;
        while let Some(piece) = self.take(ticket) {
            all.append(piece);
        }
        Some(all)
    }

    /// Throws the oldest piece away.
    pub fn discard(&self, ticket: u64) -> Option<Discarded>
    where
        T: Send + 'static,
    {
        self.take(ticket).map(|piece| Discarded { passed: piece.passed(), litter: Box::new(|| piece.throw_away()) })
    }

    /// The lane of the part that reads here, made when it is first used.
    pub(super) fn lane<L: Send + Sync + 'static>(&self, make: impl FnOnce() -> L) -> Arc<L> {
        let lane = self.places().lane.get_or_init(|| Arc::new(make()));
        lane.clone().downcast().expect("one part reads here, which has one lane")
    }

    pub(crate) fn park(&self, ticket: u64, state: Box<dyn Any + Send>) {
        self.place(ticket).parked = Some(state);
    }

    pub(crate) fn unpark<S: 'static>(&self, ticket: u64) -> Option<Box<S>> {
        let state = self.place(ticket).parked.take()?;
        Some(state.downcast().expect("a place belongs to one part, which parks one type"))
    }
}

impl<T> Drop for Ring<T> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(places) = self.0.take() {
            let_go(places);
        }
    }
}

/// Not in line: a graph drops many.
#[inline(never)]
pub(super) fn let_go<T>(held: Box<T>) {
    drop(held);
}
