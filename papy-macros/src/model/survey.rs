//! What was found while names were resolved, for `check` to tell.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::Ident;

use super::Written;

/// Findings, not judgements.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Every definition of a stream, in the order written.
    pub(crate) streams: Vec<Stream>,
    /// Names that no stream has, once for each name.
    pub(crate) unknown_streams: Vec<Ident>,
    /// Names behind `on` that no IMap has, once for each name.
    pub(crate) unknown_imaps: Vec<Ident>,
    /// `output x;` where there is no stream `x`.
    pub(crate) unknown_outputs: Vec<Ident>,
    /// Names defined more than once.
    pub(crate) twice: Vec<Twice>,
    /// Streams that feed each other.
    pub(crate) cycles: Vec<Cycle>,
    /// Streams that feed themselves.
    pub(crate) self_fed: Vec<SelfFed>,
    /// Every option.
    pub(crate) options: Vec<Written>,
    /// By IMap: is something on it.
    pub(crate) imaps_used: Vec<bool>,
    /// By param: does it occur in a value.
    pub(crate) params_used: Vec<bool>,
    /// Bare words in values that are no param.
    pub(crate) strange_words: Vec<Ident>,
    /// The source of each flow without name and stages: it does nothing.
    pub(crate) idle_flows: Vec<Ident>,
    /// Options of stages that are pipelines and give none of this pipeline's IMaps to them.
    pub(crate) stage_options: Vec<Ident>,
    /// Pipelines within groups.
    pub(crate) grouped_stages: Vec<Ident>,
    /// Pipelines at the end of flows without a name.
    pub(crate) idle_stages: Vec<Ident>,
    /// Names in statements with a fault: nobody can say that they are unused.
    pub(crate) mentioned: BTreeSet<String>,
    /// Some statement was not understood at all: nobody can say what is missing.
    pub(crate) gaps: bool,
}

/// A definition of a stream.
#[derive(Debug)]
pub(crate) struct Stream {
    /// As written where it is defined.
    pub(crate) name: Ident,
    /// By what.
    pub(crate) kind: StreamKind,
    /// How often it is read, by name.
    pub(crate) uses: usize,
    /// Has a fault, already told.
    pub(crate) faulty: bool,
}

/// What defines a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StreamKind {
    Input,
    Let,
    Output,
}

/// A name defined twice.
#[derive(Debug)]
pub(crate) struct Twice {
    /// `stream`, `imap` or `parameter`
    pub(crate) what: &'static str,
    /// The later one.
    pub(crate) second: Ident,
    /// Of the first.
    pub(crate) first: Span,
}

/// Streams that feed each other.
#[derive(Debug)]
pub(crate) struct Cycle {
    /// The way of the items, the first again at the end.
    pub(crate) path: Vec<String>,
    /// The use that closes it.
    pub(crate) at: Ident,
}

/// `let lines = lines -> trim`
#[derive(Debug)]
pub(crate) struct SelfFed {
    /// The name on the right.
    pub(crate) at: Ident,
    /// The last piper of the flow.
    pub(crate) piper: Option<Ident>,
}
