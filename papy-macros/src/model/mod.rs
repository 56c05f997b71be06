//! What a pipeline is: names resolved, dense ids, topological order, forks, inputs that meet.
//!
//! Judges nothing. Where the user's words have no meaning (an unknown name, a cycle) a [`OpKind::Hole`] stands, what
//! depends on it is `tainted`, and the [`Survey`] says what was found, for `check` to tell.

mod link;
mod lower;
mod names;
mod options;
mod order;
mod params;
mod survey;
#[cfg(test)]
mod tests;

use proc_macro2::Span;
use syn::{Attribute, Expr, Generics, Ident, Path, Token, Type, Visibility};

pub(crate) use crate::syntax::ast::{Mark, Opt, Param, Term};
pub(crate) use lower::lower;
pub(crate) use options::{
    Join, Lengths, OnError, Options, Place, Rule, Set, Short, ValueKind, Written, literal_of, names, rule, word_of,
};
pub(crate) use survey::{StreamKind, Survey};

/// Which operation; also which stream, for the one that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OpId(pub(crate) usize);

/// Which IMap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ImapId(pub(crate) usize);

/// Which input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct InputId(pub(crate) usize);

/// Which output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OutputId(pub(crate) usize);

/// Which domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DomainId(pub(crate) usize);

/// Which param.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ParamId(pub(crate) usize);

/// All of one `pipeline!`.
#[derive(Debug)]
pub(crate) struct Pipeline {
    /// Attributes and docs of the struct.
    pub(crate) attrs: Vec<Attribute>,
    /// Visibility of the struct.
    pub(crate) vis: Visibility,
    /// Name of the struct.
    pub(crate) name: Ident,
    /// Generics with the where clause.
    pub(crate) generics: Generics,
    /// Fields of the struct, by [`ParamId`].
    pub(crate) params: Vec<Param>,
    /// The path of the crate: `::papy` unless `crate = path;` says otherwise.
    pub(crate) krate: Path,
    /// IMaps, by [`ImapId`].
    pub(crate) imaps: Vec<Imap>,
    /// Inputs in the order written, by [`InputId`].
    pub(crate) inputs: Vec<Input>,
    /// Outputs in the order written, by [`OutputId`].
    pub(crate) outputs: Vec<Output>,
    /// Operations in topological order, by [`OpId`].
    pub(crate) ops: Vec<Op>,
    /// Domains, by [`DomainId`].
    pub(crate) domains: Vec<Domain>,
    /// What `policy` says; merged into the options of each stage already.
    pub(crate) policy: Options,
    /// Where streams get their names, in the order written.
    pub(crate) named: Vec<Ident>,
    /// Where streams are read by their names, known or not.
    pub(crate) reads: Vec<Ident>,
    /// No fault of any kind was found: everything here can be expanded.
    pub(crate) complete: bool,
}

/// One sequence of tickets.
#[derive(Debug)]
pub(crate) struct Domain {
    /// The input, or the zip or merge of streams of different domains, that issues the tickets.
    pub(crate) source: OpId,
    /// Inputs whose items are in it, sorted.
    pub(crate) inputs: Vec<InputId>,
}

/// A declared IMap.
#[derive(Debug)]
pub(crate) struct Imap {
    /// Docs of the builder method.
    pub(crate) attrs: Vec<Attribute>,
    /// Its name.
    pub(crate) name: Ident,
    /// Who its workers are.
    pub(crate) workers: Workers,
    /// `strict`, `stride`, `batch`, `buffer`, `unordered`.
    pub(crate) options: Options,
    /// Of its name.
    pub(crate) span: Span,
}

/// Where an IMap's workers come from.
#[derive(Debug)]
pub(crate) enum Workers {
    /// `= threads(2) + threads(n)`
    Terms(Vec<Term>),
    /// `: Threads`, given at run time; the type's word.
    Given(Ident),
    /// Has a fault, already told.
    Unread,
}

impl Imap {
    /// Whether its workers are threads of this process, all of them.
    pub(crate) fn is_threads(&self) -> bool {
        match &self.workers {
            Workers::Terms(terms) => terms.iter().all(|term| term.kind == "threads"),
            Workers::Given(word) => word == "Threads",
            Workers::Unread => true,
        }
    }
}

/// A declared input.
#[derive(Debug)]
pub(crate) struct Input {
    /// Docs.
    pub(crate) attrs: Vec<Attribute>,
    /// Its name.
    pub(crate) name: Ident,
    /// Its item type; `()` if that has a fault (then its operation is tainted).
    pub(crate) ty: Type,
    /// Its operation.
    pub(crate) op: OpId,
}

/// A declared output.
#[derive(Debug)]
pub(crate) struct Output {
    /// Docs of the run's field.
    pub(crate) attrs: Vec<Attribute>,
    /// Its name.
    pub(crate) name: Ident,
    /// The type written on it.
    pub(crate) ty: Option<Type>,
    /// `buffer`.
    pub(crate) options: Options,
    /// Its [`OpKind::Output`].
    pub(crate) op: OpId,
}

/// One operation, and the stream that it makes.
#[derive(Debug)]
pub(crate) struct Op {
    /// What it does and what it reads.
    pub(crate) kind: OpKind,
    /// The `input`, `let` or `output` name that this stream was given.
    pub(crate) stream: Option<Ident>,
    /// The type written on that name. Of an input: its type.
    pub(crate) declared: Option<Type>,
    /// Whose tickets it runs for.
    pub(crate) domain: DomainId,
    /// Where it runs. Of a zip or merge: where all its members run, else where its first node runs; of an output: where
    /// its stream is made; of a pass behind an input: where the first node that reads it runs.
    pub(crate) imap: Option<ImapId>,
    /// The stage's (zip's, merge's) options, merged with the policy's.
    pub(crate) options: Options,
    /// Operations that read this stream, in their own order; twice if one reads it twice.
    pub(crate) uses: Vec<OpId>,
    /// `hits.grep`, `hits.grep#2`; of inputs and outputs the name. Unique among nodes, zips, merges and passes; a pack and an unroll
    /// have their node's.
    pub(crate) node_id: String,
    /// Some zip or merge of the same domain lies downstream.
    pub(crate) keyed: bool,
    /// The first earlier node or pass that reads the same stream on the same IMap.
    pub(crate) twin: Option<OpId>,
    /// Number of the `{ f -> g }` that this node belongs to.
    pub(crate) group: Option<u32>,
    /// The last node of a flow without a name: its item must be `()`.
    pub(crate) sink: bool,
    /// How many streams deep types project here, from the last written type.
    pub(crate) depth: usize,
    /// Something upstream has a fault, already told: check nothing about this stream's type.
    pub(crate) tainted: bool,
}

/// What an operation does.
#[derive(Debug)]
pub(crate) enum OpKind {
    /// Where items come in.
    Input(InputId),
    /// A stream that cannot be known because of a fault. `from`: how far it was understood.
    Hole { from: Option<Pipe> },
    /// Hands on what it reads: behind an input that is not read by one node alone, or a second written type.
    Pass { from: Pipe },
    /// Runs a piper.
    Node { from: Pipe, node: Node },
    /// Packs so many items into a batch, for the node that reads it: `[consume = n]`.
    Pack { from: Pipe, taken: Expr },
    /// Unrolls what the node that it reads gives: `[produce]`, `[produce = n]`.
    Unroll { from: Pipe, promised: Option<Expr> },
    /// Pairs streams.
    Zip {
        /// At least two.
        members: Vec<Member>,
        /// The nearest common fork. None: the members are of different domains and pair by position.
        same_fork: Option<OpId>,
        /// `[join = ..]`, of a zip of one fork.
        join: Join,
        /// `[zip = ..]`, of a zip by position.
        lengths: Lengths,
    },
    /// Puts streams into one.
    Merge {
        /// At least two; all marks are plain.
        members: Vec<Member>,
        /// The nearest common fork. None: the members are of different domains and take turns.
        same_fork: Option<OpId>,
        /// `[unordered]`
        unordered: bool,
    },
    /// Where items go out.
    Output { from: Pipe, output: OutputId },
}

/// One edge of the graph, with what to underline.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pipe {
    /// Whose stream.
    pub(crate) from: OpId,
    /// The stream's name or the piper's last word, where the pipe begins; of a zip or merge all of it.
    pub(crate) left: Span,
    /// The piper's last word, where the pipe ends; of an output its name, of a pass the same as `left`.
    pub(crate) right: Span,
}

/// One stream of a zip or merge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    /// Whose stream.
    pub(crate) from: OpId,
    /// `?` or `*`.
    pub(crate) mark: Mark,
    /// Of the branch (its name; all of an inner zip or merge). Both ends of this edge.
    pub(crate) span: Span,
    /// Of the mark, if there is one.
    pub(crate) mark_span: Option<Span>,
}

/// A struct expression.
#[derive(Debug)]
pub(crate) struct Node {
    /// As an expression's path: with `::` before generics.
    pub(crate) path: Path,
    /// In the order written.
    pub(crate) fields: Vec<Field>,
    /// Piper or pipeline, by the case of the last segment.
    pub(crate) kind: NodeKind,
    /// Its fields have a fault, already told: some may be missing.
    pub(crate) broken: bool,
    /// Of a pipeline: its IMaps that this one's are given to.
    pub(crate) imaps: Vec<(Ident, ImapId)>,
    /// Of a pipeline: the IMap behind `on`, for what has none of its own.
    pub(crate) on: Option<(ImapId, Span)>,
}

/// What a node's path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// A `#[piper]` function.
    Piper,
    /// A `pipeline!`.
    Pipeline,
}

/// One parameter of a node.
#[derive(Debug)]
pub(crate) struct Field {
    /// Name of the piper's parameter.
    pub(crate) name: Ident,
    /// None: shorthand, the value is the name.
    pub(crate) colon: Option<Token![:]>,
    /// None: shorthand (or a fault, if there is a colon).
    pub(crate) value: Option<Expr>,
    /// Params of the pipeline that occur in the value, each once.
    pub(crate) uses: Vec<ParamUse>,
}

/// One param in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ParamUse {
    /// Which.
    pub(crate) param: ParamId,
    /// The field's value is the param and nothing else.
    pub(crate) bare: bool,
    /// No field of this or a later operation uses it: it can be moved.
    pub(crate) last: bool,
}

impl Pipeline {
    /// The operation of an id.
    pub(crate) fn op(&self, id: OpId) -> &Op {
        &self.ops[id.0]
    }

    /// Whether an operation lets its items go on as they finish: it says so, or an IMap that it runs on does.
    pub(crate) fn says_unordered(&self, op: &Op) -> bool {
        let imaps: Vec<ImapId> = match &op.kind {
            OpKind::Node { node, .. } if node.kind == NodeKind::Pipeline => {
                node.imaps.iter().map(|(_, imap)| *imap).chain(node.on.map(|(imap, _)| imap)).collect()
            }
            OpKind::Node { .. } => op.imap.into_iter().collect(),
            _ => Vec::new(),
        };
        let says = |imap: &ImapId| self.imaps[imap.0].options.unordered.is_some();
        op.options.unordered.is_some() || imaps.iter().any(says)
    }
}

impl Op {
    /// Whether it is a piper, or one of a group, in which an item is attempted as a whole.
    pub(crate) fn is_attempted(&self) -> bool {
        self.kind.is_node() && (self.options.retries().is_some() || self.options.timeout.is_some())
    }
}

impl OpKind {
    /// Streams that it reads, in the order written.
    pub(crate) fn reads(&self) -> Vec<OpId> {
        match self {
            OpKind::Input(_) | OpKind::Hole { from: None } => Vec::new(),
            OpKind::Hole { from: Some(from) }
            | OpKind::Pass { from }
            | OpKind::Node { from, .. }
            | OpKind::Pack { from, .. }
            | OpKind::Unroll { from, .. }
            | OpKind::Output { from, .. } => vec![from.from],
            OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
                members.iter().map(|member| member.from).collect()
            }
        }
    }

    /// The same, to be changed.
    fn reads_mut(&mut self) -> Vec<&mut OpId> {
        match self {
            OpKind::Input(_) | OpKind::Hole { from: None } => Vec::new(),
            OpKind::Hole { from: Some(from) }
            | OpKind::Pass { from }
            | OpKind::Node { from, .. }
            | OpKind::Pack { from, .. }
            | OpKind::Unroll { from, .. }
            | OpKind::Output { from, .. } => vec![&mut from.from],
            OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
                members.iter_mut().map(|member| &mut member.from).collect()
            }
        }
    }

    /// Whether it runs a piper.
    pub(crate) fn is_node(&self) -> bool {
        matches!(self, OpKind::Node { node, .. } if node.kind == NodeKind::Piper)
    }

    /// The pipeline that it is, as a stage.
    pub(crate) fn stage(&self) -> Option<&Node> {
        match self {
            OpKind::Node { node, .. } if node.kind == NodeKind::Pipeline => Some(node),
            _ => None,
        }
    }
}
