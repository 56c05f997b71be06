//! A graph as it is drawn: those of its stages that are pipelines are drawn within it.

use super::{Edge, Graph, Inside, Kind, Node, label, option};
use crate::plumbing::What;

/// A graph, and where it stands in the picture.
pub(super) struct View {
    graph: Graph,
    /// Names of things in the picture begin with it: `2_` within the stage that is operation 2.
    key: String,
    /// Ids of nodes begin with it: `out.Trim/`.
    within: String,
    /// What its IMaps are.
    pools: Vec<Pool>,
    /// Where it runs what is on none.
    inline: Option<Pool>,
}

/// A pool in a picture. Those that are one have one number.
#[derive(Clone)]
struct Pool {
    number: usize,
    title: String,
}

/// Nodes that run together, without stages.
pub(super) struct DrawnPart {
    pub(super) name: String,
    pub(super) title: String,
    /// The number of its pool.
    pub(super) pool: Option<usize>,
    pub(super) nodes: Vec<DrawnNode>,
}

pub(super) struct DrawnNode {
    pub(super) name: String,
    /// Its id and what there is to say of it.
    pub(super) lines: Vec<String>,
    /// A piper; else a zip or merge.
    pub(super) is_piper: bool,
}

/// A stage that is a pipeline.
pub(super) struct DrawnStage {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
    pub(super) view: View,
}

pub(super) struct DrawnPipe {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) label: String,
}

impl View {
    pub(super) fn new(graph: &Graph) -> View {
        let mut view =
            View { graph: *graph, key: String::new(), within: String::new(), pools: Vec::new(), inline: None };
        let titles = view.titles();
        view.pools = titles.into_iter().enumerate().map(|(number, title)| Pool { number, title }).collect();
        view
    }

    fn titles(&self) -> Vec<String> {
        self.graph.imaps.iter().map(|imap| format!("{}: {}", imap.name, imap.workers)).collect()
    }

    /// Inputs or outputs: their names in the picture, and what the user calls them.
    pub(super) fn ends(&self, what: What) -> Vec<(String, &'static str)> {
        let ends = self.graph.ops().filter(|id| self.graph.op(*id).what == what);
        ends.map(|id| (self.name(id), self.graph.id(id))).collect()
    }

    pub(super) fn parts(&self) -> Vec<DrawnPart> {
        let leaders = self.graph.leaders();
        let part = |(part, leader): (usize, &usize)| {
            let pool = match usize::from(self.graph.op(*leader).imap) {
                imap if imap < self.pools.len() => Some(&self.pools[imap]),
                _ => self.inline.as_ref(),
            };
            let is_stage = |id: usize| self.graph.op(id).what == What::Stage;
            let nodes = self.graph.nodes_of(*leader).filter(|id| !is_stage(*id));
            let nodes = nodes.map(|id| DrawnNode {
                name: self.name(id),
                lines: self.lines(&self.graph.node(id, &leaders)),
                is_piper: self.graph.op(id).what == What::Node,
            });
            DrawnPart {
                name: format!("{}{part}", self.key),
                title: pool.map_or_else(|| "inline".to_owned(), |pool| pool.title.clone()),
                pool: pool.map(|pool| pool.number),
                nodes: nodes.collect(),
            }
        };
        leaders.iter().enumerate().map(part).filter(|part| !part.nodes.is_empty()).collect()
    }

    /// `pools` counts those that are drawn so far.
    pub(super) fn stages(&self, pools: &mut usize) -> Vec<DrawnStage> {
        let nodes = self.graph.nodes().zip(self.graph.node_ids());
        let stages = nodes.filter_map(|(node, id)| Some((node.inside.clone()?, node, id)));
        let stage = |(inside, node, id)| DrawnStage {
            name: format!("n{}{id}", self.key),
            lines: self.lines(&node),
            view: self.inner(&inside, &node, id, pools),
        };
        stages.map(stage).collect()
    }

    fn inner(&self, inside: &Inside, node: &Node, id: usize, pools: &mut usize) -> View {
        let mine = |name: &str| {
            let at = self.graph.imaps.iter().position(|imap| imap.name == name)?;
            self.pools.get(at).cloned()
        };
        let mut view = View {
            graph: inside.graph,
            key: format!("{}{id}_", self.key),
            within: format!("{}{}/", self.within, node.id),
            pools: Vec::new(),
            inline: inside.on.and_then(mine).or_else(|| self.inline.clone()),
        };
        for (title, imap) in view.titles().into_iter().zip(inside.graph.imaps) {
            let given = inside.imaps.iter().find(|(name, _)| *name == imap.name);
            view.pools.push(given.and_then(|(_, given)| mine(given)).unwrap_or_else(|| {
                *pools += 1;
                Pool { number: *pools - 1, title }
            }));
        }
        view
    }

    pub(super) fn pipes(&self) -> Vec<DrawnPipe> {
        let graph = &self.graph;
        let pipe = |edge| {
            let Edge { from, to, .. } = edge;
            DrawnPipe { from: self.end(from, What::Output), to: self.end(to, What::Input), label: label(graph, &edge) }
        };
        graph.edges().map(pipe).collect()
    }

    /// Where a pipe begins or ends: of a stage at its own output or input.
    fn end(&self, id: usize, what: What) -> String {
        let inner = self.graph.inside(id).and_then(|inside| {
            let graph = inside.graph;
            graph.ops().find(|own| graph.op(*own).what == what)
        });
        inner.map_or_else(|| self.name(id), |own| format!("n{}{id}_{own}", self.key))
    }

    fn name(&self, id: usize) -> String {
        format!("n{}{id}", self.key)
    }

    /// What is said of a node: what it is, and its options.
    fn lines(&self, node: &Node) -> Vec<String> {
        let kind = match node.kind {
            // The id says it.
            Kind::Zip | Kind::Merge => None,
            kind => {
                let (before, behind) =
                    (if node.is_async { "async " } else { "" }, if node.fallible { ", fallible" } else { "" });
                Some(format!("{before}{kind} {}{behind}", node.rate))
            }
        };
        let own: Vec<String> = node.options.iter().map(option).collect();
        let given = node.inside.iter().flat_map(|inside| inside.imaps).map(option);
        let options: Vec<String> = own.into_iter().chain(given).collect();
        let on = node.inside.as_ref().and_then(|inside| inside.on).map(|on| format!("on {on}"));
        let options = (!options.is_empty()).then(|| format!("[{}]", options.join(", ")));
        let id = format!("{}{}", self.within, node.id);
        std::iter::once(id).chain(kind).chain(on).chain(options).collect()
    }

    /// How many pools the graph itself has.
    pub(super) fn pools(&self) -> usize {
        self.pools.len()
    }
}
