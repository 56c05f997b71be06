//! Random graphs for the simulator, and its source of chance.

use std::collections::BTreeSet;

use super::*;

/// splitmix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// A random graph. Returns which domains zip their feeds; the others take what comes.
pub(super) fn random_plan(random: &mut Random) -> (Plan, Vec<bool>) {
    let mut plan = Plan::default();
    let mut zips = Vec::new();
    let mut ancestors: Vec<BTreeSet<usize>> = Vec::new();
    for _ in 0..1 + random.below(3) {
        plan.imaps.push(ImapPlan {
            strict: random.chance(20),
            stride: random.chance(20).then(|| 1 + random.below(20) as u32),
            attempts: 1 + random.below(3) as u32,
        });
    }
    for id in 0..1 + random.below(3) {
        let domain = DomainId(id as u32);
        let mut row = DomainPlan {
            batch: random.chance(20).then(|| 1 + random.below(6) as u32),
            window_items: random.chance(40).then(|| 1 + random.below(40) as u64),
            chunk_time: None,
            bytes_of_item: random.pick(&[0, 8, 4096]),
            lazy: random.chance(30),
            feeds: Vec::new(),
        };
        let mut mine = BTreeSet::from([id]);
        let mut disjoint = true;
        if id > 0 && random.chance(70) {
            for _ in 0..1 + random.below(2) {
                let from = random.below(id);
                disjoint &= ancestors[from].is_disjoint(&mine);
                mine.extend(&ancestors[from]);
                let output = OutputId(plan.outputs.len() as u32);
                let start = random_start(random, &plan, DomainId(from as u32), plan.parts.len());
                let reader = ReadBy::Junction(domain);
                // A stream read by position is ordered; one that takes what comes need not be.
                plan.outputs.push(OutputPlan { domain: DomainId(from as u32), ordered: random.chance(80), reader });
                add_edge(&mut plan, DomainId(from as u32), start, To::Output(output), false);
                row.feeds.push(output);
            }
        }
        zips.push(disjoint && random.chance(50));
        ancestors.push(mine);
        plan.domains.push(row);
        for _ in 0..1 + random.below(4) {
            let part = plan.parts.len();
            let place = if random.chance(30) {
                Place::Inline
            } else {
                Place::Imap(ImapId(random.below(plan.imaps.len()) as u32))
            };
            let joins = random.chance(25);
            let mut starts = Vec::new();
            for _ in 0..if joins { 1 + random.below(3) } else { 1 } {
                starts.push(random_start(random, &plan, domain, part));
            }
            let serial = random.chance(20) || place == Place::Inline && random.chance(70);
            let (totals, weight) = (random.chance(20), 1 + random.below(3) as u32);
            plan.parts.push(PartPlan { domain, place, serial, totals, weight });
            for start in starts {
                add_edge(&mut plan, domain, start, To::Part(PartId(part as u32)), joins);
            }
        }
        for part in 0..plan.parts.len() {
            let id = PartId(part as u32);
            let leaf = plan.edges.iter().all(|edge| edge.from != From::Part(id));
            if plan.parts[part].domain == domain && (leaf && random.chance(85) || random.chance(15)) {
                add_user_output(random, &mut plan, domain, From::Part(id));
            }
        }
    }
    if plan.outputs.iter().all(|output| output.reader != ReadBy::User) {
        let part = plan.parts.len() as u32 - 1;
        let domain = plan.parts[part as usize].domain;
        add_user_output(random, &mut plan, domain, From::Part(PartId(part)));
    }
    (plan, zips)
}

fn add_user_output(random: &mut Random, plan: &mut Plan, domain: DomainId, from: From) {
    let output = OutputId(plan.outputs.len() as u32);
    plan.outputs.push(OutputPlan { domain, ordered: random.chance(70), reader: ReadBy::User });
    add_edge(plan, domain, from, To::Output(output), false);
}

fn add_edge(plan: &mut Plan, domain: DomainId, from: From, to: To, gathers: bool) {
    plan.edges.push(EdgePlan { domain, from, to, gathers });
}

fn random_start(random: &mut Random, plan: &Plan, domain: DomainId, before: usize) -> From {
    let parts: Vec<u32> = (0..before as u32).filter(|part| plan.parts[*part as usize].domain == domain).collect();
    // Without parts yet, or one time in five: the source.
    if parts.is_empty() || random.chance(20) { From::Source } else { From::Part(PartId(random.pick(&parts))) }
}
