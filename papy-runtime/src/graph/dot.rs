//! The language of Graphviz.

use std::fmt::{self, Write as _};

use super::view::{DrawnNode, DrawnPart, DrawnPipe, DrawnStage, View};
use super::{Graph, colour};
use crate::plumbing::What;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = String::new();
    try_write(&mut text, graph).expect("a string takes all text");
    text
}

fn try_write(text: &mut String, graph: &Graph) -> fmt::Result {
    let view = View::new(graph);
    writeln!(text, "digraph {} {{", quoted(graph.name()))?;
    writeln!(text, "    rankdir = LR;")?;
    writeln!(text, "    node [shape = box, style = filled, fillcolor = white];")?;
    body(text, &view, &mut view.pools(), "    ")?;
    writeln!(text, "}}")
}

fn body(text: &mut String, view: &View, pools: &mut usize, indent: &str) -> fmt::Result {
    ends(text, view, What::Input, indent)?;
    for DrawnPart { name, title, pool, nodes } in view.parts() {
        writeln!(text, "{indent}subgraph cluster_{name} {{")?;
        writeln!(text, "{indent}    label = {};", quoted(&title))?;
        if let Some(pool) = pool {
            writeln!(text, "{indent}    style = filled;")?;
            writeln!(text, "{indent}    fillcolor = {};", quoted(colour(pool)))?;
        }
        for DrawnNode { name, lines, is_piper } in nodes {
            let shape = if is_piper { "" } else { ", shape = hexagon" };
            writeln!(text, "{indent}    {name} [label = {}{shape}];", quoted(&lines.join("\n")))?;
        }
        writeln!(text, "{indent}}}")?;
    }
    for DrawnStage { name, lines, view } in view.stages(pools) {
        writeln!(text, "{indent}subgraph cluster_{name} {{")?;
        writeln!(text, "{indent}    label = {};", quoted(&lines.join("\n")))?;
        writeln!(text, "{indent}    style = dashed;")?;
        body(text, &view, pools, &format!("{indent}    "))?;
        writeln!(text, "{indent}}}")?;
    }
    ends(text, view, What::Output, indent)?;
    for DrawnPipe { from, to, label } in view.pipes() {
        writeln!(text, "{indent}{from} -> {to} [label = {}];", quoted(&label))?;
    }
    Ok(())
}

fn ends(text: &mut String, view: &View, what: What, indent: &str) -> fmt::Result {
    for (name, id) in view.ends(what) {
        writeln!(text, "{indent}{name} [label = {}, shape = ellipse];", quoted(id))?;
    }
    Ok(())
}

/// A string of the language, in which backslashes begin what is not meant literally.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
