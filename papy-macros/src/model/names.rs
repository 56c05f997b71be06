//! Which stream a name means.

use std::collections::{BTreeSet, HashMap};

use syn::Ident;

use super::survey::{SelfFed, Stream, StreamKind, Survey, Twice};
use crate::syntax::ast::{Body, Flow, Item, Join, Pipeline, Source};

/// All names of streams.
pub(super) struct Names {
    defs: HashMap<String, Def>,
    self_fed: BTreeSet<usize>,
    unread: BTreeSet<String>,
}

#[derive(Default)]
struct Def {
    /// The first statement that defines it, and can.
    item: Option<usize>,
    /// Defined in two ways: nobody knows which is meant.
    faulty: bool,
}

/// What a name on the right means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The stream of a statement.
    Item(usize),
    /// A stream with a fault, already told.
    Hole,
    /// No stream of this pipeline.
    Unknown,
}

impl Names {
    /// Finds all definitions; what is wrong with them goes to the survey.
    pub(super) fn new(pipeline: &Pipeline, survey: &mut Survey) -> Self {
        let mut names = Names { defs: HashMap::new(), self_fed: BTreeSet::new(), unread: pipeline.unread.clone() };
        for (at, item) in pipeline.items.iter().enumerate() {
            names.define(at, &pipeline.items, item, survey);
        }
        names.list_streams(&pipeline.items, survey);
        names
    }

    fn define(&mut self, at: usize, items: &[Item], item: &Item, survey: &mut Survey) {
        let Some((name, _)) = defined(item) else { return };
        let def = self.defs.entry(name.to_string()).or_default();
        let own = reads(item).into_iter().find(|read| *read == name);
        if let Some(own) = own {
            survey.self_fed.push(SelfFed { at: own.clone(), piper: last_piper(item) });
            self.self_fed.insert(at);
            def.faulty = true;
        } else if let Some((first, _)) = def.item.and_then(|first| defined(&items[first])) {
            survey.twice.push(Twice { what: "stream", second: name.clone(), first: first.span() });
            def.faulty = true;
        } else {
            def.item = Some(at);
        }
    }

    fn list_streams(&self, items: &[Item], survey: &mut Survey) {
        let mut uses: HashMap<String, usize> = HashMap::new();
        for read in items.iter().flat_map(reads) {
            *uses.entry(read.to_string()).or_default() += 1;
        }
        for (name, kind) in items.iter().filter_map(defined) {
            let key = name.to_string();
            let faulty = self.defs.get(&key).is_some_and(|def| def.faulty);
            let uses = uses.get(&key).copied().unwrap_or_default();
            survey.streams.push(Stream { name: name.clone(), kind, uses, faulty });
        }
    }

    /// What `name` means in the statement `from`.
    pub(super) fn resolve(&self, name: &Ident, from: usize, items: &[Item]) -> Target {
        let key = name.to_string();
        let Some(def) = self.defs.get(&key) else {
            return if self.unread.contains(&key) { Target::Hole } else { Target::Unknown };
        };
        let own = self.self_fed.contains(&from) && defined(&items[from]).is_some_and(|(own, _)| own == name);
        match def.item {
            Some(item) if own || !def.faulty => Target::Item(item),
            _ => Target::Hole,
        }
    }
}

/// The stream that a statement defines.
pub(super) fn defined(item: &Item) -> Option<(&Ident, StreamKind)> {
    match item {
        Item::Input(input) => Some((&input.name, StreamKind::Input)),
        Item::Let(stream) => Some((&stream.name, StreamKind::Let)),
        Item::Output(output) if output.flow.is_some() => Some((&output.name, StreamKind::Output)),
        Item::Output(_) | Item::Imap(_) | Item::Policy(_) | Item::Flow(_) => None,
    }
}

/// The flow of a statement.
pub(super) fn flow_of(item: &Item) -> Option<&Flow> {
    match item {
        Item::Let(stream) => Some(&stream.flow),
        Item::Output(output) => output.flow.as_ref(),
        Item::Flow(flow) => Some(flow),
        Item::Imap(_) | Item::Input(_) | Item::Policy(_) => None,
    }
}

/// Names of streams that a statement reads.
pub(super) fn reads(item: &Item) -> Vec<&Ident> {
    let mut names = Vec::new();
    match item {
        Item::Output(output) if output.flow.is_none() => names.push(&output.name),
        _ => {
            if let Some(flow) = flow_of(item) {
                source_reads(&flow.source, &mut names);
            }
        }
    }
    names
}

fn source_reads<'a>(source: &'a Source, names: &mut Vec<&'a Ident>) {
    match source {
        Source::Name(name) => names.push(name),
        Source::Zip(Join { branches, .. }) | Source::Merge(Join { branches, .. }) => {
            branches.iter().for_each(|branch| source_reads(&branch.source, names));
        }
        Source::Unread(_) => {}
    }
}

/// The first stream's name of a source.
pub(super) fn first_name(source: &Source) -> Option<&Ident> {
    let mut names = Vec::new();
    source_reads(source, &mut names);
    names.first().copied()
}

fn last_piper(item: &Item) -> Option<Ident> {
    let node = match &flow_of(item)?.stages.last()?.body {
        Body::Node(node) => node,
        Body::Group(nodes) => nodes.last()?,
    };
    node.path.segments.last().map(|last| last.ident.clone())
}
