//! What follows from the operations alone: passes behind inputs, readers, domains, forks, twins.

use std::collections::HashMap;

use super::lower::{Ids, op};
use super::{Domain, DomainId, ImapId, InputId, Op, OpId, OpKind, Options, OutputId, Pipe, Pipeline};

/// Numbers inputs and outputs in the order written.
pub(super) fn number_ends(pipeline: &mut Pipeline) {
    for (at, input) in pipeline.inputs.iter().enumerate() {
        pipeline.ops[input.op.0].kind = OpKind::Input(InputId(at));
    }
    for (at, written) in pipeline.outputs.iter().enumerate() {
        if let OpKind::Output { output, .. } = &mut pipeline.ops[written.op.0].kind {
            *output = OutputId(at);
        }
    }
}

/// Puts a pass behind each input that is not read by one node or pass alone.
pub(super) fn insert_passes(pipeline: &mut Pipeline, ids: &mut Ids) {
    let readers = readers(&pipeline.ops);
    let mut ops: Vec<Op> = Vec::with_capacity(pipeline.ops.len() + pipeline.inputs.len());
    // What readers of an old id read now, and where the old operation is now.
    let mut reads: Vec<OpId> = Vec::new();
    let mut moved: Vec<OpId> = Vec::new();
    let first_imaps: Vec<Option<ImapId>> = readers.iter().map(|readers| first_imap(readers, &pipeline.ops)).collect();
    let alone: Vec<bool> = readers.iter().map(|readers| is_alone(readers, &pipeline.ops)).collect();
    for (at, mut moving) in std::mem::take(&mut pipeline.ops).into_iter().enumerate() {
        moving.kind.reads_mut().into_iter().for_each(|read| *read = reads[read.0]);
        let id = OpId(ops.len());
        moved.push(id);
        reads.push(id);
        let pass = match (&moving.kind, &moving.stream) {
            (OpKind::Input(_), Some(name)) if !readers[at].is_empty() && !alone[at] => {
                let pipe = Pipe { from: id, left: name.span(), right: name.span() };
                let mut pass = op(OpKind::Pass { from: pipe }, first_imaps[at], Options::default());
                pass.node_id = ids.give(&moving.node_id, "pass");
                Some(pass)
            }
            _ => None,
        };
        ops.push(moving);
        if let Some(pass) = pass {
            reads[at] = OpId(ops.len());
            ops.push(pass);
        }
    }
    pipeline.ops = ops;
    pipeline.inputs.iter_mut().for_each(|input| input.op = moved[input.op.0]);
    pipeline.outputs.iter_mut().for_each(|output| output.op = moved[output.op.0]);
}

fn is_alone(readers: &[OpId], ops: &[Op]) -> bool {
    matches!(readers, [only] if matches!(ops[only.0].kind, OpKind::Node { .. } | OpKind::Pass { .. } | OpKind::Pack { .. }))
}

fn first_imap(readers: &[OpId], ops: &[Op]) -> Option<ImapId> {
    readers.iter().map(|reader| &ops[reader.0]).find(|reader| reader.kind.is_node()).and_then(|reader| reader.imap)
}

/// By operation: who reads it.
fn readers(ops: &[Op]) -> Vec<Vec<OpId>> {
    let mut readers = vec![Vec::new(); ops.len()];
    for (at, op) in ops.iter().enumerate() {
        op.kind.reads().into_iter().for_each(|read| readers[read.0].push(OpId(at)));
    }
    readers
}

/// Fills in all that an operation's neighbours tell about it.
pub(super) fn connect(pipeline: &mut Pipeline) {
    let readers = readers(&pipeline.ops);
    for (op, readers) in pipeline.ops.iter_mut().zip(readers) {
        op.uses = readers;
    }
    let mut forks = Forks::default();
    for at in 0..pipeline.ops.len() {
        place(&mut pipeline.ops, at);
        inherit(&mut pipeline.ops, at);
        settle_domain(pipeline, &mut forks, at);
    }
    mark_keyed(&mut pipeline.ops);
    mark_twins(&mut pipeline.ops);
}

/// Where operations run that were put nowhere.
fn place(ops: &mut [Op], at: usize) {
    let imap = match &ops[at].kind {
        // What comes out of a pipeline is passed on where it is read first.
        kind if kind.stage().is_some() => first_imap(&ops[at].uses, ops),
        OpKind::Input(_)
        | OpKind::Node { .. }
        | OpKind::Pass { .. }
        | OpKind::Pack { .. }
        | OpKind::Unroll { .. }
        | OpKind::Hole { from: None } => ops[at].imap,
        OpKind::Output { from, .. } | OpKind::Hole { from: Some(from) } => ops[from.from.0].imap,
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
            let mut imaps = members.iter().map(|member| ops[member.from.0].imap);
            match imaps.next() {
                Some(first) if imaps.all(|imap| imap == first) => first,
                _ => first_imap(&ops[at].uses, ops),
            }
        }
    };
    ops[at].imap = imap;
}

/// Taint and depth come from upstream.
fn inherit(ops: &mut [Op], at: usize) {
    let reads = ops[at].kind.reads();
    let tainted = matches!(ops[at].kind, OpKind::Hole { .. }) || reads.iter().any(|read| ops[read.0].tainted);
    let depth = reads.iter().map(|read| ops[read.0].depth + 1).max().unwrap_or(0);
    let op = &mut ops[at];
    op.tainted |= tainted;
    op.depth = if op.declared.is_some() { 0 } else { depth };
}

/// By operation of one domain: through what every item comes to it, nearest first, and how far that is from the source.
#[derive(Default)]
struct Forks {
    above: Vec<Option<OpId>>,
    level: Vec<usize>,
}

impl Forks {
    fn push(&mut self, above: Option<OpId>) {
        self.level.push(above.map_or(0, |above| self.level[above.0] + 1));
        self.above.push(above);
    }

    /// The nearest operation through which every item comes to both.
    fn common(&self, mut a: OpId, mut b: OpId) -> Option<OpId> {
        while a != b {
            let lower = if self.level[a.0] >= self.level[b.0] { &mut a } else { &mut b };
            *lower = self.above[lower.0]?;
        }
        Some(a)
    }
}

fn settle_domain(pipeline: &mut Pipeline, forks: &mut Forks, at: usize) {
    let id = OpId(at);
    let reads = pipeline.ops[at].kind.reads();
    let mut domains: Vec<DomainId> = reads.iter().map(|read| pipeline.ops[read.0].domain).collect();
    domains.sort();
    domains.dedup();
    if let [domain] = domains[..] {
        let mut rest = reads.iter().copied();
        let first = rest.next();
        let above = rest.fold(first, |a, b| a.and_then(|a| forks.common(a, b)));
        forks.push(above);
        pipeline.ops[at].domain = domain;
        if let OpKind::Zip { same_fork, .. } | OpKind::Merge { same_fork, .. } = &mut pipeline.ops[at].kind {
            *same_fork = above;
        }
        return;
    }
    let mut inputs: Vec<InputId> =
        domains.iter().flat_map(|domain| pipeline.domains[domain.0].inputs.clone()).collect();
    if let OpKind::Input(input) = pipeline.ops[at].kind {
        inputs.push(input);
    }
    inputs.sort();
    inputs.dedup();
    forks.push(None);
    pipeline.ops[at].domain = DomainId(pipeline.domains.len());
    pipeline.domains.push(Domain { source: id, inputs });
}

fn mark_keyed(ops: &mut [Op]) {
    for at in (0..ops.len()).rev() {
        let keyed = ops[at].uses.iter().map(|reader| &ops[reader.0]).any(|reader| {
            let joins = matches!(reader.kind, OpKind::Zip { .. } | OpKind::Merge { .. });
            reader.domain == ops[at].domain && (joins || reader.keyed)
        });
        ops[at].keyed = keyed;
    }
}

fn mark_twins(ops: &mut [Op]) {
    let mut first: HashMap<(OpId, Option<ImapId>), OpId> = HashMap::new();
    for (at, op) in ops.iter_mut().enumerate() {
        if let OpKind::Node { from, .. } | OpKind::Pass { from } = &op.kind
            && op.kind.stage().is_none()
        {
            let twin = *first.entry((from.from, op.imap)).or_insert(OpId(at));
            op.twin = (twin != OpId(at)).then_some(twin);
        }
    }
}
