//! The language of Graphviz.

use std::fmt::{self, Write as _};

use super::{Edge, Graph, caption, colour, label, title};
use crate::plumbing::What;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = String::new();
    try_write(&mut text, graph).expect("a string takes all text");
    text
}

fn try_write(text: &mut String, graph: &Graph) -> fmt::Result {
    writeln!(text, "digraph {} {{", quoted(graph.name()))?;
    writeln!(text, "    rankdir = LR;")?;
    writeln!(text, "    node [shape = box, style = filled, fillcolor = white];")?;
    ends(text, graph, What::Input)?;
    let leaders = graph.leaders();
    for (part, leader) in leaders.iter().enumerate() {
        writeln!(text, "    subgraph cluster_{part} {{")?;
        writeln!(text, "        label = {};", quoted(&title(graph, *leader)))?;
        if graph.imap(*leader).is_some() {
            writeln!(text, "        style = filled;")?;
            writeln!(text, "        fillcolor = {};", quoted(colour(graph.op(*leader).imap as usize)))?;
        }
        for id in graph.nodes_of(*leader) {
            let node = graph.node(id, &leaders);
            let lines: Vec<String> = std::iter::once(node.id.to_owned()).chain(caption(&node)).collect();
            let shape = match graph.op(id).what {
                What::Node => "",
                What::Stage => ", shape = component",
                _ => ", shape = hexagon",
            };
            writeln!(text, "        n{id} [label = {}{shape}];", quoted(&lines.join("\n")))?;
        }
        writeln!(text, "    }}")?;
    }
    ends(text, graph, What::Output)?;
    for edge in graph.edges() {
        let Edge { from, to, .. } = edge;
        writeln!(text, "    n{from} -> n{to} [label = {}];", quoted(&label(graph, &edge)))?;
    }
    writeln!(text, "}}")
}

fn ends(text: &mut String, graph: &Graph, what: What) -> fmt::Result {
    for id in graph.ops().filter(|id| graph.op(*id).what == what) {
        writeln!(text, "    n{id} [label = {}, shape = ellipse];", quoted(graph.id(id)))?;
    }
    Ok(())
}

/// A string of the language, in which backslashes begin what is not meant literally.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
