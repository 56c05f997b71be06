//! The graph of a pipeline as data, and pictures of it.
//!
//! Every pipeline has a constant `GRAPH`. It says what is in the source (nodes, pipes, IMaps, options) and what the compiler made of
//! it (item types, what each piper does to its items, which nodes run together). Nothing of it is about a run: what a node did there is
//! in [`Stats`](crate::run::Stats), under the same ids.
//!
//! What it costs a program that does not ask is nothing: it is a table of names, which is not linked unless it is used.

mod dot;
mod json;
mod mermaid;
mod short;
#[cfg(test)]
mod tests;
mod view;

use std::fmt;

use crate::plumbing::{self, ImapText, Info, NONE, Op, OpText, Pair, What};

/// A pipeline as data: its constant `GRAPH`.
///
/// Displayed it is [`to_mermaid`](Graph::to_mermaid).
#[derive(Debug, Clone, Copy)]
pub struct Graph {
    #[doc(hidden)]
    pub info: &'static Info,
    #[doc(hidden)]
    pub texts: &'static [OpText],
    #[doc(hidden)]
    pub imaps: &'static [ImapText],
}

/// An input or an output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Port {
    /// Its name.
    pub name: &'static str,
    /// The type of its items, as [`type_name`](std::any::type_name) tells it: for people, it may change with the compiler.
    pub item: &'static str,
    /// What is written on an output.
    pub options: &'static [Setting],
}

/// An option, as written: its name and its value, which is empty for one that has none.
pub type Setting = (&'static str, &'static str);

/// A pool, as far as the pipeline says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imap {
    /// Its name.
    pub name: &'static str,
    /// Its workers as written, `threads(4)`; for one that is given at run time its type, `Threads`.
    pub workers: &'static str,
    /// What is written on it.
    pub options: &'static [Setting],
}

/// A piper, a zip, a merge, or a pipeline as a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// `stream.piper`, as in errors and statistics; `stream.zip` and `stream.merge`.
    pub id: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What comes out for what goes in. Items that fail and `[on_error = skip]` are beside this.
    pub rate: Rate,
    /// Whether its function returns a `Result`.
    pub fallible: bool,
    /// Whether its function is async.
    pub is_async: bool,
    /// The IMap it runs on, by name; none for whoever moves the items.
    pub imap: Option<&'static str>,
    /// Which of [`Graph::parts`] it runs in.
    pub part: usize,
    /// Nodes that were written as one unit of work, `{ f -> g }`, have the same number.
    pub group: Option<usize>,
    /// What is written on it, then what the policy of the pipeline adds.
    pub options: &'static [Setting],
    /// Of a pipeline as a stage, what it is made of.
    pub inside: Option<Inside>,
}

/// What a pipeline is as a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inside {
    /// Its own graph. In errors, statistics and pictures its nodes have the stage's id in front: `out.Trim/short.cut`.
    pub graph: Graph,
    /// The IMaps it is given, each with that of the pipeline around it, as in `[pool = cpu]`.
    pub imaps: &'static [Setting],
    /// The IMap for what has none of its own, `on cpu`.
    pub on: Option<&'static str>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// One item out for each item in.
    Map,
    /// Keeps or drops.
    Filter,
    /// None or one.
    FilterMap,
    /// None to many.
    FlatMap,
    /// What it gives for an item depends on the ones before.
    Scan,
    /// One item of all.
    Fold,
    /// The same, and of none nothing.
    Reduce,
    /// Pairs streams.
    Zip,
    /// Puts streams into one.
    Merge,
    /// A pipeline as a stage: [`Node::inside`] has its graph.
    Pipeline,
}

/// How many items come out of a node for how many that go in. Of a zip or merge: that go in on each pipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rate {
    /// So many items together, of a fold or reduce 0 for all there are ..
    pub takes: u32,
    /// .. become at least so many ..
    pub least: u32,
    /// .. and at most so many, if there is a bound.
    pub most: Option<u32>,
}

/// What connects two of a graph's inputs, nodes and outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pipe {
    /// The name of an input or the id of a node.
    pub from: &'static str,
    /// The id of a node or the name of an output.
    pub to: &'static str,
    /// The type of the items, as [`type_name`](std::any::type_name) tells it: for people, it may change with the compiler.
    pub item: &'static str,
    /// What is written on a branch of a zip: nothing, `?` (there may be none) or `*` (there may be any number).
    pub mark: &'static str,
}

/// Nodes that run together: an item goes through them without leaving its worker.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The IMap it runs on, by name; none for whoever moves the items.
    pub imap: Option<&'static str>,
    /// The ids of its nodes, in the order in which items come to them.
    pub nodes: Vec<&'static str>,
}

impl Graph {
    #[doc(hidden)]
    pub const UNKNOWN: Graph = Graph {
        info: &Info { pipeline: "", nodes: &[], domains: &[], imaps: &[], ops: &[], runs: &[], denses: &[] },
        texts: &[],
        imaps: &[],
    };

    /// The name of the pipeline.
    pub const fn name(&self) -> &'static str {
        self.info.pipeline
    }

    /// What `start` takes, in the order written.
    pub fn inputs(&self) -> impl Iterator<Item = Port> {
        self.ports(What::Input)
    }

    /// What a run gives.
    pub fn outputs(&self) -> impl Iterator<Item = Port> {
        self.ports(What::Output)
    }

    /// The pools, in the order written.
    pub fn imaps(&self) -> impl Iterator<Item = Imap> {
        self.imaps.iter().map(|&ImapText { name, workers, options }| Imap { name, workers, options })
    }

    /// What items go through, in an order in which everything follows what it reads.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        let leaders = self.leaders();
        self.node_ids().map(move |id| self.node(id, &leaders))
    }

    /// What connects inputs, nodes and outputs; in the order of [`nodes`](Graph::nodes) by where they lead, the pipes into one as
    /// they were written.
    pub fn pipes(&self) -> impl Iterator<Item = Pipe> {
        self.edges().map(|Edge { from, carries, to, mark }| Pipe {
            from: self.id(from),
            to: self.id(to),
            item: (self.texts[carries].item)(),
            mark,
        })
    }

    /// Which nodes run together. Each node is in one part.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let leaders = self.leaders();
        (0..leaders.len()).map(move |part| Part {
            imap: self.imap(leaders[part]),
            nodes: self.nodes_of(leaders[part]).map(|id| self.id(id)).collect(),
        })
    }

    /// A picture in the language of Graphviz: one cluster for each of [`parts`](Graph::parts), named and coloured by its IMap. A stage that
    /// is a pipeline is a cluster around the picture of its graph.
    ///
    /// ```sh
    /// my-program --graph | dot -Tsvg > graph.svg
    /// ```
    pub fn to_dot(&self) -> String {
        dot::write(self)
    }

    /// A picture as a Mermaid flowchart, which many viewers of Markdown draw: one subgraph for each of [`parts`](Graph::parts), named
    /// and coloured by its IMap. A stage that is a pipeline is a subgraph around the picture of its graph.
    pub fn to_mermaid(&self) -> String {
        mermaid::write(self)
    }

    /// All of it as JSON, for other programs.
    ///
    /// One object. `papy_graph` is the version of the format: a number, which changes when something here is taken away or gets
    /// another meaning; readers ignore what they do not know. Lists have the order of the methods of this type.
    ///
    /// | field | value |
    /// |---|---|
    /// | `papy_graph` | `1` |
    /// | `pipeline` | the pipeline's name |
    /// | `inputs` | objects: `name`, `item` |
    /// | `outputs` | objects: `name`, `item`, `options` |
    /// | `imaps` | objects: `name`, `workers`, `options` |
    /// | `nodes` | objects: `id`, `kind` (`"map"`, `"filter"`, `"filter_map"`, `"flat_map"`, `"scan"`, `"fold"`, `"reduce"`, `"zip"`, `"merge"`, `"pipeline"`), `takes`, `least`, `most` (or `null`), `fallible`, `async`, `imap` (or `null`), `part` (an index of `parts`), `group` (or `null`), `options` |
    /// | `pipes` | objects: `from`, `to`, `item`, `mark` (`""`, `"?"`, `"*"`) |
    /// | `parts` | objects: `imap` (or `null`), `nodes` (ids) |
    ///
    /// A node of the kind `"pipeline"` has three more: `imaps`, an object of the names of the IMaps that it is given, each with that of the
    /// pipeline around it; `on` (an IMap's name, or `null`); and `graph`, an object with the fields above except `papy_graph`, in which
    /// the ids of nodes have the stage's id in front: `"out.Trim/short.cut"`.
    ///
    /// `options` is an object of texts: each option with its value as written, `""` if it has none.
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    fn op(&self, id: usize) -> &'static Op {
        &self.info.ops[id]
    }

    fn id(&self, id: usize) -> &'static str {
        self.info.nodes[id]
    }

    fn ops(&self) -> std::ops::Range<usize> {
        0..self.info.ops.len()
    }

    fn ports(&self, what: What) -> impl Iterator<Item = Port> {
        let ports = self.ops().filter(move |id| self.op(*id).what == what);
        ports.map(|id| Port { name: self.id(id), item: (self.texts[id].item)(), options: self.texts[id].options })
    }

    /// Operations that a user would call nodes.
    fn node_ids(&self) -> impl Iterator<Item = usize> {
        self.ops().filter(|id| !matches!(self.op(*id).what, What::Input | What::Output) && !passes(self.op(*id).what))
    }

    /// What leads the parts that have nodes.
    fn leaders(&self) -> Vec<usize> {
        let mut leaders: Vec<usize> = self.node_ids().map(|id| self.info.runs[id] as usize).collect();
        leaders.sort_unstable();
        leaders.dedup();
        leaders
    }

    fn nodes_of(&self, leader: usize) -> impl Iterator<Item = usize> {
        self.node_ids().filter(move |id| self.info.runs[*id] as usize == leader)
    }

    fn imap(&self, id: usize) -> Option<&'static str> {
        self.imaps.get(self.op(id).imap as usize).map(|imap| imap.name)
    }

    fn node(&self, id: usize, leaders: &[usize]) -> Node {
        let (op, text) = (self.op(id), &self.texts[id]);
        let part = leaders.binary_search(&(self.info.runs[id] as usize));
        Node {
            id: self.id(id),
            kind: self.kind(id),
            rate: self.rate(id),
            fallible: op.facts.fallible,
            is_async: op.facts.awaits,
            imap: self.imap(id),
            part: part.expect("every part of a node has a leader"),
            group: (text.group != NONE).then_some(text.group as usize),
            options: text.options,
            inside: self.inside(id),
        }
    }

    fn inside(&self, id: usize) -> Option<Inside> {
        let stage = self.texts[id].stage?;
        let on = self.imaps.get(usize::from(stage.on)).map(|imap| imap.name);
        Some(Inside { graph: (stage.graph)(), imaps: stage.imaps, on })
    }

    /// The piper's own rate, with what the stage packs before it and unrolls behind it.
    fn rate(&self, id: usize) -> Rate {
        let op = self.op(id);
        let mut own = rate(op);
        if let Some(read) = op.reads.first().map(|read| self.op(*read as usize))
            && read.what == What::Pack
            && own.takes > 0
        {
            own.takes = read.rate;
        }
        let unroll = self.info.ops.get(id + 1).filter(|next| next.what == What::Unroll);
        match unroll.map(|unroll| unroll.rate) {
            None => own,
            Some(0) => Rate { least: 0, most: None, ..own },
            Some(made) => Rate { least: own.least * made, most: own.most.map(|most| most * made), ..own },
        }
    }

    fn kind(&self, id: usize) -> Kind {
        let op = self.op(id);
        match op.what {
            What::Zip => Kind::Zip,
            What::Merge => Kind::Merge,
            What::Stage => Kind::Pipeline,
            // Of a junction only the id tells which: `stream.merge#2`.
            What::Junction if self.id(id).rsplit('.').next().is_some_and(|word| word.starts_with("merge")) => {
                Kind::Merge
            }
            What::Junction => Kind::Zip,
            What::Input | What::Pass | What::Node | What::Pack | What::Unroll | What::Output => match op.facts.kind {
                plumbing::Kind::Map => Kind::Map,
                plumbing::Kind::Filter => Kind::Filter,
                plumbing::Kind::FilterMap => Kind::FilterMap,
                plumbing::Kind::FlatMap => Kind::FlatMap,
                plumbing::Kind::Scan | plumbing::Kind::ScanSome | plumbing::Kind::ScanMany => Kind::Scan,
                plumbing::Kind::Fold(_) => Kind::Fold,
                plumbing::Kind::Reduce => Kind::Reduce,
            },
        }
    }

    fn edges(&self) -> impl Iterator<Item = Edge> {
        let readers = self.ops().filter(|id| !passes(self.op(*id).what));
        readers.flat_map(move |to| {
            self.op(to).reads.iter().enumerate().map(move |(member, from)| {
                let mark = self.texts[to].marks.get(member).copied().unwrap_or_default();
                let from = *from as usize;
                Edge { from: self.origin(from), carries: self.carried(from), to, mark }
            })
        })
    }

    /// Whose items an operation takes from a pipe.
    fn carried(&self, mut id: usize) -> usize {
        while matches!(self.op(id).what, What::Pass | What::Pack) {
            id = self.op(id).reads[0] as usize;
        }
        id
    }

    /// What makes the items that an operation hands on.
    fn origin(&self, mut id: usize) -> usize {
        while passes(self.op(id).what) {
            id = self.op(id).reads[0] as usize;
        }
        id
    }
}

/// A pipe between operations.
struct Edge {
    from: usize,
    /// The operation whose items travel: what is unrolled is, what is packed is not yet.
    carries: usize,
    to: usize,
    mark: &'static str,
}

/// Whether an operation is no node of the graph: what a stage packs and unrolls is a matter of its rate.
fn passes(what: What) -> bool {
    matches!(what, What::Pass | What::Pack | What::Unroll)
}

fn rate(op: &Op) -> Rate {
    if op.facts.folds() {
        return Rate { takes: 0, least: u32::from(!op.facts.drops()), most: (!op.every).then_some(1) };
    }
    let plumbing::Inner { strays, beat, .. } = op.inner;
    if op.what == What::Stage && strays {
        return Rate { takes: 1, least: 0, most: None };
    }
    let (drops, multiplies) = match (op.what, op.pair) {
        (What::Zip, Pair::Inner) => (true, false),
        (What::Zip, Pair::Each) => (true, true),
        (What::Stage, _) => (op.inner.drops || op.inner.multiplies, op.inner.multiplies),
        (What::Node, _) => (op.facts.drops() || op.facts.multiplies(), op.facts.multiplies()),
        _ => (false, false),
    };
    let least = if drops { 0 } else { beat.items };
    Rate { takes: beat.every, least, most: (!multiplies).then_some(beat.items) }
}

/// Graphs are equal that say the same.
impl PartialEq for Graph {
    fn eq(&self, other: &Graph) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Eq for Graph {}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_mermaid())
    }
}

/// The word of the language: `flat_map`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Map => "map",
            Kind::Filter => "filter",
            Kind::FilterMap => "filter_map",
            Kind::FlatMap => "flat_map",
            Kind::Scan => "scan",
            Kind::Fold => "fold",
            Kind::Reduce => "reduce",
            Kind::Zip => "zip",
            Kind::Merge => "merge",
            Kind::Pipeline => "pipeline",
        })
    }
}

/// `1:1`, `1:0..1`, `1:0..`, `all:1`
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rate { takes, least, most } = self;
        let takes: &dyn fmt::Display = if *takes == 0 { &"all" } else { takes };
        match most {
            Some(most) if most == least => write!(f, "{takes}:{least}"),
            Some(most) => write!(f, "{takes}:{least}..{most}"),
            None => write!(f, "{takes}:{least}.."),
        }
    }
}

/// As the user wrote it.
fn option((name, value): &Setting) -> String {
    if value.is_empty() { (*name).to_owned() } else { format!("{name} = {value}") }
}

/// What stands on a pipe in a picture.
fn label(graph: &Graph, edge: &Edge) -> String {
    let item = short::short((graph.texts[edge.carries].item)());
    if edge.mark.is_empty() { item } else { format!("{item} {}", edge.mark) }
}

/// Light colours, for black text; IMaps take turns.
const COLOURS: [&str; 6] = ["#cfe8ff", "#ffe3c2", "#d8f5d0", "#f3d6f5", "#fff3b0", "#d9d9f3"];

fn colour(imap: usize) -> &'static str {
    COLOURS[imap % COLOURS.len()]
}
