//! Mermaid flowcharts.

use std::fmt::{self, Write as _};

use super::{Edge, Graph, caption, colour, label, title};
use crate::plumbing::What;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = String::new();
    try_write(&mut text, graph).expect("a string takes all text");
    text
}

fn try_write(text: &mut String, graph: &Graph) -> fmt::Result {
    writeln!(text, "flowchart LR")?;
    ends(text, graph, What::Input)?;
    let leaders = graph.leaders();
    for (part, leader) in leaders.iter().enumerate() {
        writeln!(text, "    subgraph p{part}[{}]", quoted(&title(graph, *leader)))?;
        for id in graph.nodes_of(*leader) {
            let node = graph.node(id, &leaders);
            let lines: Vec<String> = std::iter::once(node.id.to_owned()).chain(caption(&node)).collect();
            let label = quoted(&lines.join("\n"));
            match graph.op(id).what {
                What::Node => writeln!(text, "        n{id}[{label}]")?,
                What::Stage => writeln!(text, "        n{id}[[{label}]]")?,
                _ => writeln!(text, "        n{id}{{{{{label}}}}}")?,
            }
        }
        writeln!(text, "    end")?;
    }
    ends(text, graph, What::Output)?;
    for edge in graph.edges() {
        let Edge { from, to, .. } = edge;
        writeln!(text, "    n{from} -->|{}| n{to}", quoted(&label(graph, &edge)))?;
    }
    for imap in 0..graph.imaps.len() {
        let on = |leader: &usize| graph.op(*leader).imap as usize == imap;
        let parts: Vec<String> =
            leaders.iter().enumerate().filter(|(_, leader)| on(leader)).map(|(part, _)| format!("p{part}")).collect();
        if !parts.is_empty() {
            writeln!(text, "    classDef imap{imap} fill:{},stroke:#666,color:#000", colour(imap))?;
            writeln!(text, "    class {} imap{imap}", parts.join(","))?;
        }
    }
    Ok(())
}

fn ends(text: &mut String, graph: &Graph, what: What) -> fmt::Result {
    for id in graph.ops().filter(|id| graph.op(*id).what == what) {
        writeln!(text, "    n{id}([{}])", quoted(graph.id(id)))?;
    }
    Ok(())
}

/// A text of the language. `#` begins an entity only where a `;` ends one, so that `hits.grep#2` can be read as it is.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            ';' => out += "#59;",
            '"' => out += "#quot;",
            '&' => out += "#amp;",
            '<' => out += "#lt;",
            '>' => out += "#gt;",
            // What Markdown would make something of.
            '`' => out += "#96;",
            '*' => out += "#42;",
            '\\' => out += "#92;",
            '\n' => out += "<br/>",
            _ => out.push(letter),
        }
    }
    out + "\""
}
