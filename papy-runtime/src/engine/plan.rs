//! The graph of a run as the engine is given it, and what is worked out from it once.

use super::ids::{DomainId, EdgeId, ImapId, Nanos, OutputId, PartId};

/// Everything the engine knows of a run's graph. Rows are named by their index.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Sequences of tickets; a junction stands after the domains that feed it.
    pub domains: Vec<DomainPlan>,
    /// In topological order: later is further downstream.
    pub parts: Vec<PartPlan>,
    /// Streams.
    pub edges: Vec<EdgePlan>,
    /// Exits.
    pub outputs: Vec<OutputPlan>,
    /// Groups of workers; at most 62.
    pub imaps: Vec<ImapPlan>,
}

/// One sequence of tickets.
#[derive(Debug, Clone, Default)]
pub struct DomainPlan {
    /// Chunks of exactly so many items, where the source has them; of `window_items`, where that is less.
    pub batch: Option<u32>,
    /// The declared `buffer`: items in flight, at most. `None`: `Limits::items_max`, or more where actors need more, bounded by
    /// `Limits::bytes_max`.
    pub window_items: Option<u64>,
    /// What a chunk may cost in its dearest part, where that is less than `Limits::chunk_time`.
    pub chunk_time: Option<Nanos>,
    /// What an item of the source takes in memory.
    pub bytes_of_item: u32,
    /// For a junction: the outputs of other domains that it pulls from.
    pub feeds: Vec<OutputId>,
    /// Pull only while one of the outputs that this leads to is wanted. Of no effect where this leads to a part that no edge
    /// leaves: that one acts whoever reads.
    pub lazy: bool,
}

/// Where a part runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On whoever moves the line.
    Inline,
    /// On the workers of an IMap.
    Imap(ImapId),
}

/// Operations that run together.
#[derive(Debug, Clone)]
pub struct PartPlan {
    /// Whose tickets.
    pub domain: DomainId,
    /// Where.
    pub place: Place,
    /// One ticket at a time, in order.
    pub serial: bool,
    /// Its share of an IMap that parts of several domains share; at least 1.
    pub weight: u32,
    /// The domain's last ticket comes when all others passed it.
    pub totals: bool,
}

/// Where an edge begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The domain's source.
    Source,
    /// A part.
    Part(PartId),
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// A part.
    Part(PartId),
    /// An exit.
    Output(OutputId),
}

/// A stream.
#[derive(Debug, Clone)]
pub struct EdgePlan {
    /// Whose tickets.
    pub domain: DomainId,
    /// Its begin.
    pub from: From,
    /// Its end.
    pub to: To,
    /// Its part reads several edges, begins when there is a piece on each, and says of which it needs the next. Such an edge holds one
    /// piece as all do, but more where the ticket could not go on otherwise.
    pub gathers: bool,
}

/// Who takes from an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadBy {
    /// The program.
    User,
    /// The source of that domain.
    Junction(DomainId),
}

/// An exit; exactly one edge leads to it.
#[derive(Debug, Clone)]
pub struct OutputPlan {
    /// Whose tickets.
    pub domain: DomainId,
    /// In ticket order, or as they come.
    pub ordered: bool,
    /// By whom.
    pub reader: ReadBy,
}

/// A group of workers.
#[derive(Debug, Clone)]
pub struct ImapPlan {
    /// Its parts never leave it: readers may not help.
    pub strict: bool,
    /// Items of one part before the next part's turn; at least 1. `None`: downstream first, and by time and weight between domains.
    pub stride: Option<u32>,
    /// How many workers an item may crash before it is given up; at least 1.
    pub attempts: u32,
}

impl Default for ImapPlan {
    fn default() -> ImapPlan {
        // Twice may be chance; who tries for longer holds up what stands behind it.
        ImapPlan { strict: false, stride: None, attempts: 3 }
    }
}

/// Who may do a piece of work: an IMap, or one of the two kinds of moving the line.
pub(super) type Class = usize;

/// The plan with everything looked up.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) domains: Vec<DomainShape>,
    pub(super) parts: Vec<PartShape>,
    pub(super) edges: Vec<EdgeShape>,
    pub(super) outputs: Vec<OutputShape>,
    pub(super) imaps: usize,
    /// By IMap.
    pub(super) strides: Vec<Option<u32>>,
    /// By class: its parts that a source feeds.
    pub(super) firsts: Vec<Vec<PartId>>,
    /// By IMap: how many workers an item may crash.
    pub(super) attempts: Vec<u32>,
    /// The classes that readers may help, as bits.
    pub(super) helpable: u64,
}

#[derive(Debug)]
pub(super) struct DomainShape {
    pub(super) plan: DomainPlan,
    pub(super) class: Class,
    pub(super) placed: bool,
    /// The least stride of the IMaps that it comes to.
    pub(super) stride: Option<u32>,
    /// Moves only for wanted outputs.
    pub(super) lazy: bool,
    pub(super) parts: Vec<PartId>,
    pub(super) edges: usize,
    pub(super) sources: Vec<EdgeId>,
    pub(super) outputs: Vec<OutputId>,
    /// A part that no edge leaves: it acts although no output is read.
    pub(super) sinks: bool,
    /// Some part gathers.
    pub(super) gathers: bool,
}

#[derive(Debug)]
pub(super) struct PartShape {
    pub(super) domain: DomainId,
    pub(super) local: usize,
    pub(super) class: Class,
    pub(super) weight: u32,
    pub(super) serial: bool,
    pub(super) totals: bool,
    pub(super) gathers: bool,
    pub(super) ins: Vec<EdgeId>,
    pub(super) outs: Vec<EdgeId>,
}

#[derive(Debug)]
pub(super) struct EdgeShape {
    pub(super) domain: DomainId,
    pub(super) local: usize,
    pub(super) from: From,
    pub(super) to: To,
    pub(super) gathers: bool,
}

#[derive(Debug)]
pub(super) struct OutputShape {
    pub(super) domain: DomainId,
    pub(super) edge: EdgeId,
    pub(super) ordered: bool,
    pub(super) reader: ReadBy,
    /// The domains whose items reach this output.
    pub(super) upstream: Vec<DomainId>,
}

impl Shape {
    /// The class of moving the line of domains that lead to an IMap.
    pub(super) fn placed(&self) -> Class {
        self.imaps
    }

    /// The class of moving the line of all other domains.
    pub(super) fn inline(&self) -> Class {
        self.imaps + 1
    }

    pub(super) fn classes(&self) -> usize {
        self.imaps + 2
    }

    pub(super) fn new(plan: Plan) -> Shape {
        assert!(plan.imaps.len() <= 62, "a run has at most 62 imaps");
        assert!(!plan.domains.is_empty(), "a run has a source");
        let placed = placed_domains(&plan);
        let mut shape = Shape {
            imaps: plan.imaps.len(),
            strides: plan.imaps.iter().map(|imap| imap.stride).collect(),
            firsts: vec![Vec::new(); plan.imaps.len() + 2],
            attempts: plan.imaps.iter().map(|imap| imap.attempts).collect(),
            helpable: plan
                .imaps
                .iter()
                .enumerate()
                .filter(|(_, imap)| !imap.strict)
                .fold(0, |set, (i, _)| set | 1 << i),
            domains: Vec::new(),
            parts: Vec::new(),
            edges: Vec::new(),
            outputs: Vec::new(),
        };
        for (row, &placed) in plan.domains.iter().zip(&placed) {
            let class = if placed { shape.placed() } else { shape.inline() };
            let (parts, sources, outputs) = (Vec::new(), Vec::new(), Vec::new());
            let plan = row.clone();
            assert!(plan.batch != Some(0), "a batch has an item");
            shape.domains.push(DomainShape {
                plan,
                class,
                placed,
                stride: None,
                lazy: false,
                parts,
                edges: 0,
                sources,
                outputs,
                sinks: false,
                gathers: false,
            });
        }
        for (id, part) in (0..).map(PartId).zip(&plan.parts) {
            let domain = &mut shape.domains[part.domain.index()];
            let class = match part.place {
                Place::Imap(imap) => imap.index(),
                Place::Inline => domain.class,
            };
            assert!(class < plan.imaps.len() + 2, "part {id} is on an imap of the run");
            assert!(part.weight > 0, "part {id} has a share");
            let stride = shape.strides.get(class).copied().flatten();
            domain.stride = stride.into_iter().chain(domain.stride).min();
            shape.parts.push(PartShape {
                domain: part.domain,
                local: domain.parts.len(),
                class,
                weight: part.weight,
                serial: part.serial,
                totals: part.totals,
                gathers: false,
                ins: Vec::new(),
                outs: Vec::new(),
            });
            domain.parts.push(id);
        }
        for (id, edge) in (0..).map(EdgeId).zip(&plan.edges) {
            shape.add_edge(id, edge);
        }
        for (id, output) in (0..).map(OutputId).zip(&plan.outputs) {
            shape.add_output(id, output, &plan);
        }
        shape.check();
        shape
    }

    fn add_edge(&mut self, id: EdgeId, edge: &EdgePlan) {
        let domain = &mut self.domains[edge.domain.index()];
        let local = domain.edges;
        domain.edges += 1;
        match edge.from {
            From::Source => domain.sources.push(id),
            From::Part(part) => {
                assert_eq!(self.parts[part.index()].domain, edge.domain, "edge {id} begins in its domain");
                self.parts[part.index()].outs.push(id);
            }
        }
        if let To::Part(part) = edge.to {
            assert_eq!(self.parts[part.index()].domain, edge.domain, "edge {id} ends in its domain");
            assert!(!matches!(edge.from, From::Part(from) if from >= part), "edge {id} goes downstream");
            self.parts[part.index()].ins.push(id);
            self.parts[part.index()].gathers |= edge.gathers;
        }
        let EdgePlan { domain, from, to, gathers } = *edge;
        self.edges.push(EdgeShape { domain, local, from, to, gathers });
    }

    fn add_output(&mut self, id: OutputId, output: &OutputPlan, plan: &Plan) {
        let mut leading = (0..).map(EdgeId).zip(&plan.edges).filter(|(_, edge)| edge.to == To::Output(id));
        let (edge, row) = leading.next().expect("an edge leads to every output");
        assert!(leading.next().is_none(), "one edge leads to output {id}");
        assert_eq!(row.domain, output.domain, "output {id} is in its edge's domain");
        let mut upstream = vec![output.domain];
        let mut at = 0;
        while let Some(&domain) = upstream.get(at) {
            at += 1;
            for feed in &plan.domains[domain.index()].feeds {
                let from = plan.outputs[feed.index()].domain;
                if !upstream.contains(&from) {
                    upstream.push(from);
                }
            }
        }
        self.domains[output.domain.index()].outputs.push(id);
        let OutputPlan { domain, ordered, reader } = *output;
        self.outputs.push(OutputShape { domain, edge, ordered, reader, upstream });
    }

    fn check(&mut self) {
        for (id, part) in self.parts.iter().enumerate() {
            assert!(!part.ins.is_empty(), "part {id} has an input");
            assert!(part.ins.len() == 1 || part.gathers, "part {id} has several inputs, so it gathers");
            let all_gather = part.ins.iter().all(|edge| self.edges[edge.index()].gathers);
            assert_eq!(part.gathers, all_gather, "part {id} gathers on all its inputs or on none");
            self.domains[part.domain.index()].sinks |= part.outs.is_empty();
            self.domains[part.domain.index()].gathers |= part.gathers;
            if part.ins.iter().any(|edge| self.edges[edge.index()].from == From::Source) {
                self.firsts[part.class].push(PartId(id as u32));
            }
        }
        let mut acts: Vec<bool> = self.domains.iter().map(|domain| domain.sinks).collect();
        for (id, domain) in self.domains.iter_mut().enumerate().rev() {
            domain.lazy = domain.plan.lazy && !acts[id];
            if acts[id] {
                domain.plan.feeds.iter().for_each(|feed| acts[self.outputs[feed.index()].domain.index()] = true);
            }
        }
        for (id, domain) in (0..).map(DomainId).zip(&self.domains) {
            assert!(!domain.sources.is_empty(), "the source of domain {id} leads somewhere");
            for feed in &domain.plan.feeds {
                let feed = &self.outputs[feed.index()];
                assert_eq!(feed.reader, ReadBy::Junction(id), "a feed of domain {id} is read by it");
                assert!(feed.domain < id, "a junction stands after what feeds it");
            }
        }
        for (id, output) in (0..).map(OutputId).zip(&self.outputs) {
            if let ReadBy::Junction(domain) = output.reader {
                assert!(self.domains[domain.index()].plan.feeds.contains(&id), "output {id} feeds its junction");
            }
            assert!(!self.edges[output.edge.index()].gathers, "the edge to output {id} holds one piece");
        }
    }
}

/// Which domains have a part on an IMap, or feed one that has.
fn placed_domains(plan: &Plan) -> Vec<bool> {
    let mut placed = vec![false; plan.domains.len()];
    for part in &plan.parts {
        placed[part.domain.index()] |= part.place != Place::Inline;
    }
    for (id, domain) in plan.domains.iter().enumerate().rev() {
        if placed[id] {
            domain.feeds.iter().for_each(|feed| placed[plan.outputs[feed.index()].domain.index()] = true);
        }
    }
    placed
}
