//! Streams of different inputs that meet: the source of a new domain, which reads exits of others.

use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use super::column::{Column, Entries};
use super::graph::{Ask, Passed};
use super::place::Ring;
use super::source::More;
use crate::engine::Next;
use crate::error::{Cause, ItemError};
use crate::plumbing::{Pairs, Slot};

/// What a junction can learn of the exits that it reads.
pub(crate) trait Link {
    /// What waits at the exit of this member.
    fn next(&mut self, member: usize) -> Feed;
    /// The piece that `next` showed was taken.
    fn taken(&mut self, member: usize, next: Next, passed: Passed);
    /// Nothing of this member is wanted any more.
    fn close(&mut self, member: usize);
}

/// What waits at an exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feed {
    /// A piece of this ticket.
    Piece(Next),
    /// Nothing yet.
    Waiting,
    /// Nothing any more.
    Ended,
}

/// How inputs of different lengths are paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    /// An error after the last full pair.
    Strict,
    /// The shortest input ends it.
    Shortest,
    /// The missing are `None`.
    Longest,
}

/// What a junction holds of one member.
pub struct Member<T> {
    entries: Entries<T>,
    count: u64,
    ended: bool,
}

impl<T> Default for Member<T> {
    fn default() -> Member<T> {
        Member { entries: Entries::default(), count: 0, ended: false }
    }
}

impl<T> Member<T> {
    /// Looks for the next item; false if there is none yet.
    ///
    /// `pairs`: each needs one of every other member, so some may be left over.
    fn fill(&mut self, index: usize, ring: &Ring<T>, pairs: bool, link: &mut dyn Link) -> bool {
        while self.entries.left() == 0 && !self.ended {
            match link.next(index) {
                Feed::Piece(next) => {
                    let column = ring.take(next.ticket.0).unwrap_or_default();
                    let mut passed = column.passed();
                    self.entries = column.into_entries();
                    // The report takes from these those that were paired.
                    passed.ok = if pairs { self.entries.left() as u64 } else { 0 };
                    link.taken(index, next, passed);
                }
                Feed::Waiting => return false,
                Feed::Ended => self.ended = true,
            }
        }
        true
    }

    fn has(&self) -> bool {
        self.entries.left() > 0
    }

    fn take(&mut self) -> Option<Slot<T>> {
        let (_, slot) = self.entries.next(&mut Vec::new())?;
        self.count += 1;
        Some(slot)
    }
}

/// The state of a junction.
pub struct Junction<S>(Mutex<State<S>>);

struct State<S> {
    members: S,
    turn: usize,
    over: bool,
}

impl<S: Default> Default for Junction<S> {
    fn default() -> Junction<S> {
        Junction(Mutex::new(State { members: S::default(), turn: 0, over: false }))
    }
}

/// The members of a zip by position, as rings.
pub trait Positions {
    /// What the junction holds of them.
    type Members: Default;
    /// The tuple.
    type Out;
    /// The tuple of `[zip = longest]`.
    type Longest;
    /// Pairs by position, to the shortest.
    fn zip(
        self,
        ask: &mut Ask<'_>,
        lengths: Lengths,
        names: &[&str],
        junction: &Junction<Self::Members>,
        out: &Ring<Self::Out>,
    ) -> More;
    /// Pairs by position, to the longest.
    fn zip_longest(self, ask: &mut Ask<'_>, junction: &Junction<Self::Members>, out: &Ring<Self::Longest>) -> More;
}

macro_rules! positions {
    ($count:literal: $($name:ident . $index:tt),+) => {
        impl<$($name),+> Positions for ($(&Ring<$name>,)+) {
            type Members = ($(Member<$name>,)+);
            type Out = ($($name,)+);
            type Longest = ($(Option<$name>,)+);

            fn zip(
                self,
                ask: &mut Ask<'_>,
                lengths: Lengths,
                names: &[&str],
                junction: &Junction<Self::Members>,
                out: &Ring<Self::Out>,
            ) -> More {
                let mut state = junction.0.lock().unwrap_or_else(PoisonError::into_inner);
                let state = &mut *state;
                let mut column = Column::new(0);
                let mut more = More::Now;
                while !state.over && ask.items < ask.most as u32 {
                    $(if !state.members.$index.fill($index, self.$index, true, ask.link) {
                        more = More::Later;
                        break;
                    })+
                    let has = [$(state.members.$index.has()),+];
                    if has.contains(&false) {
                        state.over = true;
                        if has.contains(&true) && lengths == Lengths::Strict && !ask.stopping.load(Ordering::Relaxed) {
                            let counts = [$(state.members.$index.count + u64::from(has[$index])),+];
                            column.push_source(Err(unequal(ask, names, counts)));
                            ask.items += 1;
                        }
                        (0..$count).for_each(|member| ask.link.close(member));
                        break;
                    }
                    push(&mut column, ask, ($(state.members.$index.take().expect("looked at above"),)+).pair());
                }
                finish(ask, column, out, if state.over { More::Never } else { more })
            }

            fn zip_longest(self, ask: &mut Ask<'_>, junction: &Junction<Self::Members>, out: &Ring<Self::Longest>) -> More {
                let mut state = junction.0.lock().unwrap_or_else(PoisonError::into_inner);
                let state = &mut *state;
                let mut column = Column::new(0);
                let mut more = More::Now;
                while !state.over && ask.items < ask.most as u32 {
                    $(if !state.members.$index.fill($index, self.$index, false, ask.link) {
                        more = More::Later;
                        break;
                    })+
                    if ![$(state.members.$index.has()),+].contains(&true) {
                        state.over = true;
                        break;
                    }
                    let slots = ($(state.members.$index.take().unwrap_or(Slot::Gone).optional(true),)+);
                    push(&mut column, ask, slots.pair());
                }
                finish(ask, column, out, if state.over { More::Never } else { more })
            }
        }
    };
}

positions!(2: A.0, B.1);
positions!(3: A.0, B.1, C.2);
positions!(4: A.0, B.1, C.2, D.3);
positions!(5: A.0, B.1, C.2, D.3, E.4);
positions!(6: A.0, B.1, C.2, D.3, E.4, F.5);
positions!(7: A.0, B.1, C.2, D.3, E.4, F.5, G.6);
positions!(8: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7);
positions!(9: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8);
positions!(10: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
positions!(11: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
positions!(12: A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);

fn push<T>(column: &mut Column<T>, ask: &mut Ask<'_>, slot: Slot<T>) {
    column.push_source(match slot {
        Slot::Val(value) => Ok(value),
        Slot::Fail(error) => Err(error),
        Slot::Gone => unreachable!("exits to a junction hold no gaps"),
    });
    ask.items += 1;
}

fn finish<T>(ask: &mut Ask<'_>, mut column: Column<T>, out: &Ring<T>, more: More) -> More {
    column.seal_source();
    if ask.items > 0 {
        out.put(ask.ticket, column);
    }
    more
}

fn unequal<const N: usize>(ask: &mut Ask<'_>, names: &[&str], counts: [u64; N]) -> ItemError {
    ask.cx.begin(ask.domain, ask.first);
    ask.cx.enter(ask.items, &[]);
    let counts = names.iter().zip(counts).map(|(name, count)| ((*name).to_owned(), count)).collect();
    ask.cx.error_of_source(Cause::UnequalInputs { counts })
}

/// A merge of different inputs: rounds in the order written, or as they come.
pub fn rounds<T>(
    ask: &mut Ask<'_>,
    rings: &[&Ring<T>],
    unordered: bool,
    junction: &Junction<Vec<Member<T>>>,
    out: &Ring<T>,
) -> More {
    let mut state = junction.0.lock().unwrap_or_else(PoisonError::into_inner);
    let state = &mut *state;
    state.members.resize_with(rings.len(), Member::default);
    let mut column = Column::new(0);
    let mut idle = 0;
    while ask.items < ask.most as u32 && idle < rings.len() {
        let index = state.turn;
        let member = &mut state.members[index];
        if !member.fill(index, rings[index], false, ask.link) && !unordered {
            break;
        }
        state.turn = (index + 1) % rings.len();
        match member.take() {
            Some(slot) => {
                push(&mut column, ask, slot);
                idle = 0;
            }
            None => idle += 1,
        }
    }
    let over = state.members.iter().all(|member| member.ended && !member.has());
    let more = if over {
        More::Never
    } else if ask.items > 0 {
        More::Now
    } else {
        More::Later
    };
    finish(ask, column, out, more)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::engine::Ticket;
    use crate::error::Worker;
    use crate::plumbing::kept::Kept;
    use crate::plumbing::{Cx, Info, Op};

    const INFO: Info = Info {
        pipeline: "P",
        nodes: &["xs"],
        domains: &["xs"],
        imaps: &[],
        ops: &[Op::NODE],
        runs: &[0],
        denses: &[false],
    };

    /// The first member has a piece. The second has ended, and maybe for a stop that comes when it is looked at.
    struct Uneven<'a> {
        stopping: &'a AtomicBool,
        stops: bool,
    }

    impl Link for Uneven<'_> {
        fn next(&mut self, member: usize) -> Feed {
            if member == 0 {
                return Feed::Piece(Next { ticket: Ticket(0), first: 0, items: 1, end: false, last: true });
            }
            self.stopping.store(self.stops, Ordering::Relaxed);
            Feed::Ended
        }
        fn taken(&mut self, _: usize, _: Next, _: Passed) {}
        fn close(&mut self, _: usize) {}
    }

    /// How many errors there are.
    fn errors(stops: bool) -> u32 {
        let (left, right, out) = (Ring::new(1), Ring::<u32>::new(1), Ring::new(1));
        let mut column = Column::new(0);
        column.push_source(Ok(7));
        left.put(0, column);
        let (stopping, mut cx) =
            (AtomicBool::new(false), Cx::new(&INFO, Worker::Reader, Arc::default(), Kept::new(INFO.ops.len())));
        let mut link = Uneven { stopping: &stopping, stops };
        let mut ask = Ask {
            whole: false,
            ticket: 0,
            first: 0,
            most: 8,
            items: 0,
            cx: &mut cx,
            domain: 0,
            link: &mut link,
            stopping: &stopping,
        };
        let junction = Junction::default();
        let more = (&left, &right).zip(&mut ask, Lengths::Strict, &["left", "right"], &junction, &out);
        assert_eq!(more, More::Never);
        ask.items
    }

    #[test]
    fn an_input_that_a_stop_ends_in_the_middle_of_a_pull_is_no_error() {
        assert_eq!((errors(false), errors(true)), (1, 0));
    }
}
