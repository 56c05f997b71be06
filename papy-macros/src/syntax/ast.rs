//! The syntax tree of `pipeline!`, as written.
//!
//! Names are not resolved and nothing is judged. Where a statement was not understood to its end, what was understood is
//! here and the rest is marked, so that later layers keep silent about it.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::{Attribute, Expr, Generics, Ident, Path, Token, Type, Visibility};

/// All of one `pipeline!`.
#[derive(Debug)]
pub(crate) struct Pipeline {
    /// Attributes and docs before the name.
    pub(crate) attrs: Vec<Attribute>,
    /// Visibility of the struct.
    pub(crate) vis: Visibility,
    /// Name of the struct.
    pub(crate) name: Ident,
    /// Generics with the where clause.
    pub(crate) generics: Generics,
    /// What is in the parentheses.
    pub(crate) params: Vec<Param>,
    /// `crate = path;`
    pub(crate) krate: Option<Path>,
    /// Statements in the order written.
    pub(crate) items: Vec<Item>,
    /// Names that occur in statements with a fault: nobody can say that they are unused.
    pub(crate) mentioned: BTreeSet<String>,
    /// Names that occur in statements of which not even the form is known: any of them may be defined there.
    pub(crate) unread: BTreeSet<String>,
}

/// `pattern: String`
#[derive(Debug, Clone)]
pub(crate) struct Param {
    /// Docs of the field.
    pub(crate) attrs: Vec<Attribute>,
    /// Name of the field.
    pub(crate) name: Ident,
    /// Type of the field.
    pub(crate) ty: Type,
}

/// One statement.
#[derive(Debug)]
pub(crate) enum Item {
    Imap(Imap),
    Input(Input),
    Let(Let),
    Output(Output),
    Policy(Vec<Opt>),
    Flow(Flow),
}

/// `imap pool = threads(4) [strict];`
#[derive(Debug)]
pub(crate) struct Imap {
    /// Docs of the builder method.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) value: ImapValue,
    pub(crate) options: Vec<Opt>,
}

/// Where an IMap's workers come from.
#[derive(Debug)]
pub(crate) enum ImapValue {
    /// `threads(2) + processes(4)`
    Terms(Vec<Term>),
    /// `: Threads`
    Type(Ident),
    /// Has a fault, already told.
    Unread,
}

/// `threads(4)`
#[derive(Debug, Clone)]
pub(crate) struct Term {
    /// `threads`
    pub(crate) kind: Ident,
    /// `4`; nothing if it has a fault, already told.
    pub(crate) value: Option<Expr>,
}

/// `input lines: Line;`
#[derive(Debug)]
pub(crate) struct Input {
    /// Docs of the input.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    /// Nothing if it has a fault, already told.
    pub(crate) ty: Option<Type>,
}

/// `let trimmed: Line = lines -> trim;`
#[derive(Debug)]
pub(crate) struct Let {
    pub(crate) name: Ident,
    pub(crate) ty: Option<Type>,
    pub(crate) flow: Flow,
}

/// `output hits: Line [buffer = 9] = lines -> grep;`
#[derive(Debug)]
pub(crate) struct Output {
    /// Docs of the run's field.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) ty: Option<Type>,
    pub(crate) options: Vec<Opt>,
    /// Nothing: the stream of this name.
    pub(crate) flow: Option<Flow>,
}

/// `lines -> trim -> grep { pattern } on pool`
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) source: Source,
    pub(crate) stages: Vec<Stage>,
    /// There is more, but it has a fault, already told.
    pub(crate) broken: bool,
}

/// Where a flow begins.
#[derive(Debug)]
pub(crate) enum Source {
    /// A stream's name.
    Name(Ident),
    /// `(a, b?)`
    Zip(Join),
    /// `[a, b]`
    Merge(Join),
    /// Has a fault, already told.
    Unread(Span),
}

/// The streams of a zip or a merge.
#[derive(Debug)]
pub(crate) struct Join {
    pub(crate) branches: Vec<Branch>,
    pub(crate) options: Vec<Opt>,
    /// From the opening to the closing delimiter.
    pub(crate) span: Span,
}

/// `b?`
#[derive(Debug)]
pub(crate) struct Branch {
    pub(crate) source: Source,
    pub(crate) mark: Mark,
    /// Of the mark.
    pub(crate) mark_span: Option<Span>,
}

/// What follows a branch of a zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing: exactly one item for each key.
    Plain,
    /// `?`: an `Option`.
    Question,
    /// `*`: a `Vec`.
    Star,
}

/// `-> grep { pattern } on pool [batch = 9]`
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) body: Body,
    pub(crate) on: Option<Ident>,
    pub(crate) options: Vec<Opt>,
}

/// What a stage runs.
#[derive(Debug)]
pub(crate) enum Body {
    Node(Node),
    /// `{ f -> g }`
    Group(Vec<Node>),
}

/// `grep { pattern }`
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) path: Path,
    pub(crate) fields: Vec<Field>,
    /// Its fields have a fault, already told: some may be missing.
    pub(crate) broken: bool,
}

/// `pattern` or `pattern: value`
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) colon: Option<Token![:]>,
    pub(crate) value: Option<Expr>,
}

/// `batch = 9`
#[derive(Debug, Clone)]
pub(crate) struct Opt {
    pub(crate) name: Ident,
    pub(crate) value: Option<Expr>,
}
