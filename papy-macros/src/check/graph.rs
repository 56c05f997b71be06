//! The shape of the graph: cycles, what zips and merges may read, depth, parts that do not meet.

use std::collections::BTreeMap;

use syn::Ident;
use syn::ext::IdentExt;

use crate::model::{InputId, Join, Member, Op, OpId, OpKind, Pipeline, Survey};
use crate::syntax::Faults;
use crate::syntax::ast::Mark;

/// How many streams deep types may project: rustc gives up past 128, and generated code needs some of them.
const DEPTH_MAX: usize = 100;

/// How many branches a zip has, as standard tuples implement nothing beyond.
const BRANCHES_MAX: usize = 12;

/// `let lines = lines -> trim`
pub(super) fn self_fed(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for fed in &survey.self_fed {
        let name = &fed.at;
        let new = fed.piper.as_ref().map_or_else(|| format!("new_{}", name.unraw()), |piper| past(&piper.unraw()));
        let text =
            format!("`{name}` feeds itself; names are not rebound in a pipeline: call the new stream `{new}` or so");
        faults.at(name.span(), text);
    }
}

/// What came out of a piper, by the piper's word: `trim` gives `trimmed`.
fn past(piper: &Ident) -> String {
    let word = piper.to_string();
    let vowel = |letter: &char| "aeiou".contains(*letter);
    let letters: Vec<char> = word.chars().collect();
    let one_syllable = letters.iter().filter(|letter| vowel(letter)).count() == 1;
    match letters[..] {
        [.., 'e'] => format!("{word}d"),
        [.., last, 'y'] if !vowel(&last) => format!("{}ied", &word[..word.len() - 1]),
        [.., before, middle, last]
            if one_syllable && !vowel(&before) && vowel(&middle) && !vowel(&last) && !"wxy".contains(last) =>
        {
            format!("{word}{last}ed")
        }
        _ => format!("{word}ed"),
    }
}

/// Streams that feed each other.
pub(super) fn cycles(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for cycle in &survey.cycles {
        let path: Vec<String> = cycle.path.iter().map(|name| format!("`{name}`")).collect();
        let text = format!("streams form a cycle: {}; a pipeline must be acyclic", path.join(" -> "));
        faults.at(cycle.at.span(), text);
    }
}

/// `lines;`
pub(super) fn idle_flows(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for name in &survey.idle_flows {
        faults.at(
            name.span(),
            "this flow does nothing: end it in a piper that returns `()`, or name it with `let` or `output`",
        );
    }
}

/// Zips and merges whose members are known, with their members and fork.
fn joins(pipeline: &Pipeline) -> impl Iterator<Item = (&Op, &[Member], Option<OpId>)> {
    pipeline.ops.iter().filter(|op| !op.tainted).filter_map(|op| match &op.kind {
        OpKind::Zip { members, same_fork, .. } | OpKind::Merge { members, same_fork, .. } => {
            Some((op, members.as_slice(), *same_fork))
        }
        _ => None,
    })
}

/// `?` and `*` say what a branch may do since its fork; by position there is none.
pub(super) fn marks_by_position(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (_, members, _) in joins(pipeline).filter(|(_, _, fork)| fork.is_none()) {
        for member in members {
            let mark = match member.mark {
                Mark::Plain => continue,
                Mark::Question => "?",
                Mark::Star => "*",
            };
            let text =
                format!("streams of different inputs pair by position, so none is missing here: remove the `{mark}`");
            faults.at(member.mark_span.unwrap_or(member.span), text);
        }
    }
}

/// `[join = each]` pairs every child, so nothing is optional and nothing is a list.
pub(super) fn marks_beside_each(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (op, members, _) in joins(pipeline).filter(|(_, _, fork)| fork.is_some()) {
        if !matches!(op.kind, OpKind::Zip { join: Join::Each, .. }) {
            continue;
        }
        for member in members {
            let mark = match member.mark {
                Mark::Plain => continue,
                Mark::Question => "?",
                Mark::Star => "*",
            };
            let text =
                format!("`[join = each]` pairs each item of a key by itself: remove the `{mark}`, or the option");
            faults.at(member.mark_span.unwrap_or(member.span), text);
        }
    }
}

/// What a tuple can hold.
pub(super) fn wide_zips(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (op, members, _) in joins(pipeline) {
        if let (OpKind::Zip { .. }, Some(member)) = (&op.kind, members.get(BRANCHES_MAX)) {
            let text =
                format!("a zip has at most {BRANCHES_MAX} branches: zip some of them first, and then the tuples");
            faults.at(member.span, text);
        }
    }
}

/// `join` is for branches of one fork, `zip` for different inputs.
pub(super) fn join_options(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (op, _, fork) in joins(pipeline) {
        if let (Some(join), None) = (&op.options.join, fork) {
            let text = "`join` is for branches of one fork; streams of different inputs pair by position: \
                        remove it, or write `zip = shortest` or `zip = longest`";
            faults.at(join.word, text);
        }
        if let (Some(zip), Some(_)) = (&op.options.zip, fork) {
            let text = "`zip` is for streams of different inputs; branches of one fork pair by key: \
                        remove it, or write `join = inner`";
            faults.at(zip.word, text);
        }
    }
}

/// Streams of different domains pair by position, or take turns. Two of them that share an input run out of step, and one would
/// have to be stored without bound.
pub(super) fn inputs_that_meet_again(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (op, members, fork) in joins(pipeline) {
        if fork.is_some() || matches!(op.kind, OpKind::Merge { unordered: true, .. }) {
            continue;
        }
        let mut seen: BTreeMap<InputId, &Member> = BTreeMap::new();
        for member in members {
            let domain = pipeline.op(member.from).domain;
            let inputs = &pipeline.domains[domain.0].inputs;
            let shared = inputs.iter().find_map(|input| Some((*input, *seen.get(input)?)));
            if let Some((input, other)) = shared {
                let input = &pipeline.inputs[input.0].name;
                let together = pipeline.op(other.from).domain == domain;
                faults.at(member.span, meet_again(op, &input.to_string(), together));
                break;
            }
            seen.extend(inputs.iter().map(|input| (*input, member)));
        }
    }
}

fn meet_again(op: &Op, input: &str, together: bool) -> String {
    let merge = matches!(op.kind, OpKind::Merge { .. });
    match (merge, together) {
        (false, true) => format!(
            "two of these streams come from `{input}` and others do not: zip those of one input first, `((a, b), c)`"
        ),
        (true, true) => format!(
            "two of these streams come from `{input}` and others do not: merge those of one input first, `[[a, b], c]`, or write `[unordered]`"
        ),
        (false, false) => format!(
            "items of `{input}` are in another of these streams too, mixed with those of a second input, so they have no common fork: \
             zip before the inputs meet, or run two pipelines"
        ),
        (true, false) => format!(
            "items of `{input}` are in another of these streams too, mixed with those of a second input, so they cannot take turns: \
             write `[unordered]` behind the merge"
        ),
    }
}

/// What comes as it finishes has no position.
pub(super) fn unordered_pairs(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    let mut unordered: Vec<bool> = Vec::with_capacity(pipeline.ops.len());
    for op in &pipeline.ops {
        let upstream = op.kind.reads().iter().any(|read| unordered[read.0]);
        unordered.push(upstream || pipeline.says_unordered(op));
    }
    for (op, members, fork) in joins(pipeline) {
        if fork.is_some() || !matches!(op.kind, OpKind::Zip { .. }) {
            continue;
        }
        if let Some(member) = members.iter().find(|member| unordered[member.from.0]) {
            let text = "this stream is unordered, and streams of different inputs pair by position: \
                        remove `unordered` upstream, or run two pipelines";
            faults.at(member.span, text);
        }
    }
}

/// Types are projections of projections; a written type cuts them.
pub(super) fn too_deep(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (at, op) in pipeline.ops.iter().enumerate() {
        // One fault for each hundred: after a type is written there, the next is that much further.
        if op.tainted || op.depth == 0 || op.depth % (DEPTH_MAX + 1) != 0 || is_twin_in_depth(pipeline, at) {
            continue;
        }
        let (span, name) = match nearest_name(pipeline, OpId(at)) {
            Some(name) => (name.span(), name.to_string()),
            None => (own_span(op, pipeline), "x".to_string()),
        };
        let text = format!(
            "this is more than {DEPTH_MAX} stages behind the last written type and the compiler gives up past 128: \
             write the item type on the way, as in `{name}: T`"
        );
        faults.at(span, text);
    }
}

/// Whether an earlier operation is as deep, and was told.
fn is_twin_in_depth(pipeline: &Pipeline, at: usize) -> bool {
    let depth = pipeline.ops[at].depth;
    pipeline.ops[..at].iter().any(|op| !op.tainted && op.depth == depth)
}

/// The first named stream at or behind an operation, or the name that the operation reads.
fn nearest_name(pipeline: &Pipeline, mut id: OpId) -> Option<&Ident> {
    loop {
        let op = pipeline.op(id);
        if op.stream.is_some() {
            return op.stream.as_ref();
        }
        id = *op.uses.first()?;
    }
}

fn own_span(op: &Op, pipeline: &Pipeline) -> proc_macro2::Span {
    match &op.kind {
        OpKind::Node { from, .. }
        | OpKind::Pack { from, .. }
        | OpKind::Unroll { from, .. }
        | OpKind::Output { from, .. }
        | OpKind::Pass { from } => from.right,
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => members[0].span,
        OpKind::Input(_) | OpKind::Hole { .. } => pipeline.name.span(),
    }
}

/// Two parts without a stream or an IMap in common are two pipelines.
pub(super) fn unconnected(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    // What is not understood may connect them.
    let known = !survey.gaps && survey.mentioned.is_empty() && pipeline.ops.iter().all(|op| !op.tainted);
    if !known || survey.streams.iter().any(|stream| stream.uses == 0 && !is_output(pipeline, &stream.name)) {
        return;
    }
    let mut parts = Parts::of(pipeline.ops.len() + pipeline.imaps.len());
    for (at, op) in pipeline.ops.iter().enumerate() {
        op.kind.reads().into_iter().for_each(|read| parts.join(at, read.0));
        if let Some(imap) = op.imap {
            parts.join(at, pipeline.ops.len() + imap.0);
        }
    }
    let mut sizes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..pipeline.ops.len() {
        sizes.entry(parts.root(at)).or_default().push(at);
    }
    let largest = sizes.values().map(Vec::len).max().unwrap_or(0);
    let kept = sizes.iter().find(|(_, ops)| ops.len() == largest).map(|(root, _)| *root);
    for (root, ops) in &sizes {
        let first = ops.iter().find_map(|at| pipeline.ops[*at].stream.as_ref());
        if let Some(name) = first.filter(|_| Some(*root) != kept) {
            let text = format!("`{name}` is not connected to the rest of this pipeline: write two pipelines");
            faults.at(name.span(), text);
        }
    }
}

fn is_output(pipeline: &Pipeline, name: &Ident) -> bool {
    pipeline.outputs.iter().any(|output| output.name == *name)
}

/// Sets of things that are connected.
struct Parts {
    above: Vec<usize>,
}

impl Parts {
    fn of(count: usize) -> Self {
        Parts { above: (0..count).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b)] = a.min(b);
    }
}
