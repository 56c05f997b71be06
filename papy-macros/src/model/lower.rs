//! Statements to operations.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Type, parse_quote};

use super::names::{self, Names, Target};
use super::options::{self, Options, Place};
use super::order::{self, Order};
use super::{
    DomainId, Field, Imap, ImapId, Input, InputId, Member, Node, NodeKind, Op, OpId, OpKind, Output, OutputId, Pipe,
    Pipeline, Survey, Workers, link, params, survey,
};
use crate::syntax::ast::{self, Body, Flow, ImapValue, Item, Join, Mark, Source, Stage};

/// Resolves and orders all of a pipeline.
pub(crate) fn lower(tree: ast::Pipeline) -> (Pipeline, Survey) {
    let mut survey = Survey { mentioned: tree.mentioned.clone(), gaps: !tree.unread.is_empty(), ..Survey::default() };
    let names = Names::new(&tree, &mut survey);
    let Order { sequence, cut, cycles } = order::order(&read_table(&tree, &names));
    survey.cycles = cycles;
    let mut pipeline = header(&tree, &mut survey);
    let mut lower = Lower {
        tree: &tree,
        names,
        cut,
        imaps: pipeline.imaps.iter().enumerate().rev().map(|(at, imap)| (imap.name.to_string(), ImapId(at))).collect(),
        policy: pipeline.policy.clone(),
        made: vec![None; tree.items.len()],
        ops: Vec::new(),
        inputs: Vec::new(),
        outputs: Vec::new(),
        groups: 0,
        ids: Ids::default(),
        survey: &mut survey,
    };
    for at in sequence {
        lower.item(at);
    }
    let Lower { ops, mut ids, mut inputs, mut outputs, .. } = lower;
    inputs.sort_by_key(|(at, _)| *at);
    outputs.sort_by_key(|(at, _)| *at);
    pipeline.ops = ops;
    pipeline.inputs = inputs.into_iter().map(|(_, input)| input).collect();
    pipeline.outputs = outputs.into_iter().map(|(_, output)| output).collect();
    link::number_ends(&mut pipeline);
    link::insert_passes(&mut pipeline, &mut ids);
    link::connect(&mut pipeline);
    params::find_uses(&mut pipeline, &mut survey);
    (pipeline, survey)
}

/// What each statement reads, by statement.
fn read_table<'a>(tree: &'a ast::Pipeline, names: &Names) -> Vec<Vec<order::Read<'a>>> {
    let target = |name: &'a Ident, at| match names.resolve(name, at, &tree.items) {
        Target::Item(item) => Some((item, name)),
        Target::Hole | Target::Unknown => None,
    };
    let reads = |(at, item)| names::reads(item).into_iter().filter_map(move |name| target(name, at)).collect();
    tree.items.iter().enumerate().map(reads).collect()
}

/// All but inputs, outputs and operations.
fn header(tree: &ast::Pipeline, survey: &mut Survey) -> Pipeline {
    let mut policy = Options::default();
    let mut imaps: Vec<Imap> = Vec::new();
    for item in &tree.items {
        match item {
            Item::Policy(written) => policy = options::read(written, Place::Policy, &mut survey.options).or(&policy),
            Item::Imap(imap) => {
                if let Some(first) = imaps.iter().find(|first| first.name == imap.name) {
                    let (second, first) = (imap.name.clone(), first.span);
                    survey.twice.push(survey::Twice { what: "imap", second, first });
                }
                let options = options::read(&imap.options, Place::Imap, &mut survey.options);
                let workers = match &imap.value {
                    ImapValue::Terms(terms) => Workers::Terms(terms.clone()),
                    ImapValue::Type(word) => Workers::Given(word.clone()),
                    ImapValue::Unread => Workers::Unread,
                };
                let (attrs, name, span) = (imap.attrs.clone(), imap.name.clone(), imap.name.span());
                imaps.push(Imap { attrs, name, workers, options, span });
            }
            Item::Input(_) | Item::Let(_) | Item::Output(_) | Item::Flow(_) => {}
        }
    }
    for (at, param) in tree.params.iter().enumerate() {
        if let Some(first) = tree.params[..at].iter().find(|first| first.name == param.name) {
            let (second, first) = (param.name.clone(), first.name.span());
            survey.twice.push(survey::Twice { what: "parameter", second, first });
        }
    }
    survey.imaps_used = vec![false; imaps.len()];
    Pipeline {
        attrs: tree.attrs.clone(),
        vis: tree.vis.clone(),
        name: tree.name.clone(),
        generics: tree.generics.clone(),
        params: tree.params.clone(),
        krate: tree.krate.clone().unwrap_or_else(|| parse_quote!(::papy)),
        imaps,
        inputs: Vec::new(),
        outputs: Vec::new(),
        ops: Vec::new(),
        domains: Vec::new(),
        policy,
        named: tree.items.iter().filter_map(names::defined).map(|(name, _)| name.clone()).collect(),
        reads: tree.items.iter().flat_map(names::reads).cloned().collect(),
        complete: false,
    }
}

/// Unique ids of nodes.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashMap<String, usize>,
}

impl Ids {
    /// `stream.word`, from the second on `stream.word#2`.
    pub(super) fn give(&mut self, stream: &str, word: &str) -> String {
        let id = format!("{stream}.{word}");
        let count = self.taken.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}#{count}") }
    }
}

struct Lower<'a> {
    tree: &'a ast::Pipeline,
    names: Names,
    cut: BTreeSet<(usize, usize)>,
    imaps: HashMap<String, ImapId>,
    policy: Options,
    /// By statement: the stream that it defines.
    made: Vec<Option<OpId>>,
    ops: Vec<Op>,
    /// With the statement's number.
    inputs: Vec<(usize, Input)>,
    outputs: Vec<(usize, Output)>,
    groups: u32,
    ids: Ids,
    survey: &'a mut Survey,
}

/// The end of a flow so far.
#[derive(Clone, Copy)]
struct Tail {
    op: OpId,
    left: Span,
}

impl Tail {
    fn to(self, right: Span) -> Pipe {
        Pipe { from: self.op, left: self.left, right }
    }
}

impl Lower<'_> {
    fn item(&mut self, at: usize) {
        let tree = self.tree;
        match &tree.items[at] {
            Item::Imap(_) | Item::Policy(_) => {}
            Item::Input(input) => self.input(at, input),
            Item::Let(stream) => {
                let tail = self.flow(at, &stream.flow, &stream.name.unraw().to_string());
                let tail = self.name(tail, &stream.name, stream.ty.as_ref(), &stream.flow);
                self.made[at] = Some(tail.op);
            }
            Item::Output(output) => self.output(at, output),
            Item::Flow(flow) => self.bare(at, flow),
        }
    }

    fn input(&mut self, at: usize, input: &ast::Input) {
        let op = self.push(OpKind::Input(InputId(0)), None, Options::default());
        let made = &mut self.ops[op.0];
        made.stream = Some(input.name.clone());
        made.declared = input.ty.clone();
        made.tainted = input.ty.is_none();
        made.node_id = input.name.unraw().to_string();
        let ty = input.ty.clone().unwrap_or_else(|| parse_quote!(()));
        self.inputs.push((at, Input { attrs: input.attrs.clone(), name: input.name.clone(), ty, op }));
        self.made[at] = Some(op);
    }

    fn output(&mut self, at: usize, output: &ast::Output) {
        let label = output.name.unraw().to_string();
        let tail = match &output.flow {
            Some(flow) => {
                let tail = self.flow(at, flow, &label);
                self.name(tail, &output.name, output.ty.as_ref().filter(|_| is_fresh(flow)), flow)
            }
            None => {
                if self.names.resolve(&output.name, at, &self.tree.items) == Target::Unknown {
                    self.survey.unknown_outputs.push(output.name.clone());
                    self.hole(None, output.name.span())
                } else {
                    self.read(at, &output.name)
                }
            }
        };
        self.made[at] = Some(tail.op);
        let options = options::read(&output.options, Place::Output, &mut self.survey.options);
        let kind = OpKind::Output { from: tail.to(output.name.span()), output: OutputId(0) };
        let op = self.push(kind, None, options.clone());
        self.ops[op.0].stream = Some(output.name.clone());
        self.ops[op.0].node_id = label;
        let (attrs, name, ty) = (output.attrs.clone(), output.name.clone(), output.ty.clone());
        self.outputs.push((at, Output { attrs, name, ty, options, op }));
    }

    fn bare(&mut self, at: usize, flow: &Flow) {
        let first = names::first_name(&flow.source);
        let label = first.map(|name| name.unraw().to_string()).unwrap_or_default();
        let tail = self.flow(at, flow, &label);
        let last = &mut self.ops[tail.op.0];
        if flow.stages.is_empty() {
            self.survey.idle_flows.extend(first.filter(|_| !flow.broken).cloned());
        } else if last.kind.is_node() {
            last.sink = true;
        } else if let Some(stage) = last.kind.stage() {
            self.survey.idle_stages.extend(stage.path.segments.last().map(|last| last.ident.clone()));
        }
    }

    /// Gives a flow's stream its name and its written type.
    fn name(&mut self, tail: Tail, name: &Ident, ty: Option<&Type>, flow: &Flow) -> Tail {
        let last = &mut self.ops[tail.op.0];
        if is_fresh(flow) {
            last.stream = Some(name.clone());
            last.declared = ty.cloned();
            return tail;
        }
        let Some(ty) = ty else { return tail };
        if last.declared.is_none() {
            last.declared = Some(ty.clone());
            return tail;
        }
        // A second type on one stream: both are checked, and what reads by this name gets this one.
        let imap = last.imap;
        let op = self.push(OpKind::Pass { from: tail.to(tail.left) }, imap, Options::default());
        let word = name.unraw().to_string();
        let node_id = self.ids.give(&word, "pass");
        let pass = &mut self.ops[op.0];
        pass.stream = Some(name.clone());
        pass.declared = Some(ty.clone());
        pass.node_id = node_id;
        Tail { op, left: tail.left }
    }

    fn flow(&mut self, at: usize, flow: &Flow, label: &str) -> Tail {
        let mut tail = self.source(at, &flow.source, label);
        for stage in &flow.stages {
            tail = self.stage(stage, tail, label);
        }
        if flow.broken { self.hole(Some(tail), tail.left) } else { tail }
    }

    fn source(&mut self, at: usize, source: &Source, label: &str) -> Tail {
        match source {
            Source::Name(name) => self.read(at, name),
            Source::Zip(join) => self.zip(at, join, label),
            Source::Merge(join) => self.merge(at, join, label),
            Source::Unread(span) => self.hole(None, *span),
        }
    }

    fn read(&mut self, at: usize, name: &Ident) -> Tail {
        let target = self.names.resolve(name, at, &self.tree.items);
        let made = match target {
            Target::Item(item) if !self.cut.contains(&(at, item)) => self.made[item],
            Target::Item(_) | Target::Hole => None,
            Target::Unknown => {
                if !self.survey.unknown_streams.contains(name) {
                    self.survey.unknown_streams.push(name.clone());
                }
                None
            }
        };
        match made {
            Some(op) => Tail { op, left: name.span() },
            None => self.hole(None, name.span()),
        }
    }

    fn hole(&mut self, from: Option<Tail>, span: Span) -> Tail {
        let op = self.push(OpKind::Hole { from: from.map(|tail| tail.to(span)) }, None, Options::default());
        Tail { op, left: span }
    }

    fn zip(&mut self, at: usize, join: &Join, label: &str) -> Tail {
        let members = self.members(at, join, label);
        let options = options::read(&join.options, Place::Zip, &mut self.survey.options);
        let how = options.join.as_ref().map(|set| set.value).unwrap_or_default();
        let lengths = options.zip.as_ref().map(|set| set.value).unwrap_or_default();
        self.joined(OpKind::Zip { members, same_fork: None, join: how, lengths }, options, label, "zip", join.span)
    }

    fn merge(&mut self, at: usize, join: &Join, label: &str) -> Tail {
        let members = self.members(at, join, label);
        let options = options::read(&join.options, Place::Merge, &mut self.survey.options);
        let unordered = options.unordered.is_some();
        self.joined(OpKind::Merge { members, same_fork: None, unordered }, options, label, "merge", join.span)
    }

    fn joined(&mut self, kind: OpKind, options: Options, label: &str, word: &str, span: Span) -> Tail {
        let op = self.push(kind, None, options);
        self.ops[op.0].node_id = self.ids.give(label, word);
        Tail { op, left: span }
    }

    fn members(&mut self, at: usize, join: &Join, label: &str) -> Vec<Member> {
        let mut members = Vec::new();
        for branch in &join.branches {
            let tail = self.source(at, &branch.source, label);
            let mark: Mark = branch.mark;
            members.push(Member { from: tail.op, mark, span: tail.left, mark_span: branch.mark_span });
        }
        members
    }

    fn stage(&mut self, stage: &Stage, mut tail: Tail, label: &str) -> Tail {
        let imap = stage.on.as_ref().and_then(|name| self.imap(name));
        if let Body::Node(node) = &stage.body
            && let Some(last) = last_word(node).filter(is_capital)
        {
            return self.inner(stage, node, &last, imap, tail, label);
        }
        let mut options = options::read(&stage.options, Place::Stage, &mut self.survey.options).or(&self.policy);
        if options.timeout_is_default && stage.on.is_none() {
            // Nobody could go on while the thread that moves the line is in a call: what is for all stages is not for these.
            options.timeout = None;
        }
        let (nodes, group) = match &stage.body {
            Body::Node(node) => (std::slice::from_ref(node), None),
            Body::Group(nodes) => {
                self.groups += 1;
                (nodes.as_slice(), Some(self.groups - 1))
            }
        };
        let [taken_well, produced_well] = ["consume", "produce"].map(|word| self.is_rate_well(&stage.options, word));
        if !taken_well {
            // Told by the checks; what comes to the piper is not known.
            tail = self.hole(Some(tail), tail.left);
        }
        let mut taken = options.consume.take().filter(|_| taken_well);
        let (produce, ends) = (options.produce.take(), nodes.len());
        for (at, written) in nodes.iter().enumerate() {
            let Some(last) = last_word(written) else { continue };
            if is_capital(&last) {
                self.survey.grouped_stages.push(last.clone());
            }
            let node_id = self.ids.give(label, &last.unraw().to_string());
            let pack = taken.take().map(|taken| {
                // It only moves items, and in order: wherever the node runs, it runs with whoever moves the line.
                let kind = OpKind::Pack { from: tail.to(last.span()), taken: taken.value.clone() };
                let op = self.push(kind, None, Options { consume: Some(taken), ..options.clone() });
                self.ops[op.0].node_id.clone_from(&node_id);
                Tail { op, left: tail.left }
            });
            tail = pack.unwrap_or(tail);
            let kind = OpKind::Node { from: tail.to(last.span()), node: node(written, &last) };
            let op = self.push(kind, imap, options.clone());
            self.ops[op.0].node_id.clone_from(&node_id);
            self.ops[op.0].group = group;
            options.fuse();
            tail = Tail { op, left: last.span() };
            if at + 1 < ends {
                continue;
            }
            if !produced_well {
                tail = self.hole(Some(tail), tail.left);
            } else if let Some(produce) = produce.clone() {
                let kind = OpKind::Unroll { from: tail.to(last.span()), promised: produce.value.clone() };
                let op = self.push(kind, imap, Options { produce: Some(produce), ..options.clone() });
                self.ops[op.0].node_id = node_id;
                tail = Tail { op, left: last.span() };
            }
        }
        tail
    }

    /// Whether the value of a rate, if it is written, can be in a type.
    fn is_rate_well(&self, options: &[ast::Opt], word: &str) -> bool {
        let Some(written) = options.iter().find(|option| option.name == word) else { return true };
        let Some(value) = &written.value else { return word == "produce" };
        let param = |word: &Ident| self.tree.params.iter().any(|param| param.name == *word);
        match options::literal_of(value) {
            Some(literal) => matches!(literal, syn::Lit::Int(int) if ["", "usize"].contains(&int.suffix())),
            None => !options::word_of(value).is_some_and(param),
        }
    }

    /// A stage that is a pipeline.
    fn inner(
        &mut self,
        stage: &Stage,
        written: &ast::Node,
        last: &Ident,
        on: Option<ImapId>,
        tail: Tail,
        label: &str,
    ) -> Tail {
        let mut node = node(written, last);
        node.on = on.zip(stage.on.as_ref().map(Ident::span));
        for opt in &stage.options {
            let word = opt.value.as_ref().and_then(options::word_of);
            match word.filter(|_| options::rule(&opt.name.to_string()).is_none()) {
                Some(word) => node.imaps.extend(self.imap(word).map(|imap| (opt.name.clone(), imap))),
                None => self.survey.stage_options.push(opt.name.clone()),
            }
        }
        let op = self.push(OpKind::Node { from: tail.to(last.span()), node }, None, Options::default());
        self.ops[op.0].node_id = self.ids.give(label, &last.unraw().to_string());
        Tail { op, left: last.span() }
    }

    fn imap(&mut self, name: &Ident) -> Option<ImapId> {
        let key = name.to_string();
        let found = self.imaps.get(&key).copied();
        match found {
            Some(imap) => self.survey.imaps_used[imap.0] = true,
            None if self.tree.unread.contains(&key) || self.survey.unknown_imaps.contains(name) => {}
            None => self.survey.unknown_imaps.push(name.clone()),
        }
        found
    }

    fn push(&mut self, kind: OpKind, imap: Option<ImapId>, options: Options) -> OpId {
        self.ops.push(op(kind, imap, options));
        OpId(self.ops.len() - 1)
    }
}

/// Whether the flow makes a stream, or only names another one.
fn is_fresh(flow: &Flow) -> bool {
    !flow.stages.is_empty() || flow.broken || !matches!(flow.source, Source::Name(_))
}

/// An operation of which nothing but this is known yet.
pub(super) fn op(kind: OpKind, imap: Option<ImapId>, options: Options) -> Op {
    Op {
        kind,
        stream: None,
        declared: None,
        domain: DomainId(0),
        imap,
        options,
        uses: Vec::new(),
        node_id: String::new(),
        keyed: false,
        twin: None,
        group: None,
        sink: false,
        depth: 0,
        tainted: false,
    }
}

fn last_word(node: &ast::Node) -> Option<Ident> {
    node.path.segments.last().map(|last| last.ident.clone())
}

/// Whether a word is the name of a pipeline.
fn is_capital(word: &Ident) -> bool {
    word.unraw().to_string().chars().next().is_some_and(char::is_uppercase)
}

fn node(written: &ast::Node, last: &Ident) -> Node {
    let field = |field: &ast::Field| Field {
        name: field.name.clone(),
        colon: field.colon,
        value: field.value.clone(),
        uses: Vec::new(),
    };
    Node {
        path: written.path.clone(),
        fields: written.fields.iter().map(field).collect(),
        kind: if is_capital(last) { NodeKind::Pipeline } else { NodeKind::Piper },
        broken: written.broken,
        imaps: Vec::new(),
        on: None,
    }
}
