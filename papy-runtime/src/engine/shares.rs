//! Whose turn it is on an IMap that several tasks share: by time and weight, or by `stride`.
//!
//! Tasks of one domain depend on each other, and the one furthest downstream goes first: that keeps memory small, and how often each runs follows
//! from their rates. Tasks of several domains do not: of these goes first who had the least time for its weight, which is start-time fair
//! queueing without its tags. With a stride, tasks take turns whatever they cost.

use std::cmp::Ordering;

use super::core::Engine;
use super::ids::{DomainId, Nanos, PartId};
use super::plan::{Class, Shape};

/// How far behind the others a domain may fall by having nothing to do. 10 ms: it gets so much at once when it has, and no more.
const CREDIT: f64 = 10e6;

/// How the parts of one class take turns.
#[derive(Debug, Clone)]
enum Rule {
    /// Furthest downstream first.
    Downstream,
    /// By domain: nanoseconds that it had, divided by its weights; it counts as having had `floor`.
    Fair { times: Vec<f64>, floor: f64 },
    /// `stride` items of one part before the next one's turn.
    Turns { stride: u32, at: PartId, served: u32 },
}

#[derive(Debug)]
pub(super) struct Shares(Vec<Rule>);

/// What goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    Part(PartId),
    /// Items for a part that has none.
    Pull(DomainId),
}

impl Shares {
    pub(super) fn new(shape: &Shape) -> Shares {
        let rule = |class: Class| {
            let domains = || shape.parts.iter().filter(|part| part.class == class).map(|part| part.domain);
            match shape.strides.get(class).copied().flatten() {
                Some(stride) => Rule::Turns { stride: stride.max(1), at: PartId(0), served: 0 },
                None if class < shape.imaps && domains().any(|domain| Some(domain) != domains().next()) => {
                    Rule::Fair { times: vec![0.0; shape.domains.len()], floor: 0.0 }
                }
                None => Rule::Downstream,
            }
        };
        Shares((0..shape.classes()).map(rule).collect())
    }

    /// A part ran for so long.
    pub(super) fn charge(&mut self, shape: &Shape, part: PartId, spent: Nanos) {
        let part = &shape.parts[part.index()];
        if let Rule::Fair { times, floor } = &mut self.0[part.class] {
            let own = &mut times[part.domain.index()];
            *own = own.max(*floor) + spent.0 as f64 / f64::from(part.weight);
            *floor = floor.max(*own - CREDIT);
        }
    }

    /// A part is handed out with so many items.
    pub(super) fn serve(&mut self, class: Class, part: PartId, items: u32) {
        if let Rule::Turns { stride, at, served } = &mut self.0[class] {
            if *at != part || *served >= *stride {
                (*at, *served) = (part, 0);
            }
            *served = served.saturating_add(items);
        }
    }
}

impl Engine {
    /// What goes first of the work of one class, for somebody who may pull the domains of the classes in `mask`.
    pub(super) fn pick(&self, class: Class, mask: u64) -> Option<Pick> {
        let may_pull = |id: DomainId| mask >> self.shape.domains[id.index()].class & 1 == 1 && self.may_pull(id);
        match &self.shares.0[class] {
            Rule::Downstream => self.queue.last_part(class).map(Pick::Part),
            Rule::Fair { times, floor } => {
                let mut best: Option<(f64, Pick)> = None;
                let mut offer = |domain: DomainId, pick: Pick| {
                    let time = times[domain.index()].max(*floor);
                    if best.is_none_or(|(least, _)| time < least) {
                        best = Some((time, pick));
                    }
                };
                for (part, _) in self.queue.waiting(class) {
                    offer(self.shape.parts[part.index()].domain, Pick::Part(part));
                }
                let parts = self.shape.parts.iter().filter(|part| part.class == class);
                for domain in parts.map(|part| part.domain) {
                    if self.domains[domain.index()].ready == 0 && may_pull(domain) {
                        offer(domain, Pick::Pull(domain));
                    }
                }
                let (_, pick) = best?;
                let Pick::Part(some) = pick else { return Some(pick) };
                let domain = self.shape.parts[some.index()].domain;
                let own = self.queue.waiting(class).filter(|(part, _)| self.shape.parts[part.index()].domain == domain);
                own.last().map(|(part, _)| Pick::Part(part))
            }
            Rule::Turns { stride, at, served } => {
                // The one whose turn it is, those behind it, then from the front again.
                let all = self.shape.parts.len() as u32;
                let rank = |id: PartId| match id.0.cmp(&at.0) {
                    Ordering::Equal if served < stride => 0,
                    Ordering::Greater => id.0 - at.0,
                    Ordering::Equal | Ordering::Less => id.0 + all - at.0,
                };
                let own = Some(*at).filter(|at| served < stride && self.queue.has(class, *at));
                let next =
                    own.or_else(|| self.queue.next_part(class, at.0 + 1)).or_else(|| self.queue.next_part(class, 0));
                let firsts = self.shape.firsts[class].iter().map(|first| (rank(*first), *first));
                let before = |rank_of: u32| next.is_none_or(|next| rank_of < rank(next));
                let pulls =
                    firsts.filter(|(rank, first)| before(*rank) && may_pull(self.shape.parts[first.index()].domain));
                let pull = pulls.min_by_key(|(rank, _)| *rank);
                match pull {
                    Some((_, first)) => Some(Pick::Pull(self.shape.parts[first.index()].domain)),
                    None => next.map(Pick::Part),
                }
            }
        }
    }
}
