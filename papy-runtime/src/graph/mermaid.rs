//! Mermaid flowcharts.

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
    writeln!(text, "flowchart LR")?;
    let mut on = vec![Vec::new(); view.pools()];
    body(text, &view, &mut on, "    ")?;
    for (pool, parts) in on.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
        writeln!(text, "    classDef imap{pool} fill:{},stroke:#666,color:#000", colour(pool))?;
        writeln!(text, "    class {} imap{pool}", parts.join(","))?;
    }
    Ok(())
}

/// `on`: the parts on each pool.
fn body(text: &mut String, view: &View, on: &mut Vec<Vec<String>>, indent: &str) -> fmt::Result {
    ends(text, view, What::Input, indent)?;
    for DrawnPart { name, title, pool, nodes } in view.parts() {
        writeln!(text, "{indent}subgraph p{name}[{}]", quoted(&title))?;
        for DrawnNode { name, lines, is_piper } in nodes {
            let label = quoted(&lines.join("\n"));
            let label = if is_piper { format!("[{label}]") } else { format!("{{{{{label}}}}}") };
            writeln!(text, "{indent}    {name}{label}")?;
        }
        writeln!(text, "{indent}end")?;
        if let Some(pool) = pool {
            on[pool].push(format!("p{name}"));
        }
    }
    let mut pools = on.len();
    for DrawnStage { name, lines, view } in view.stages(&mut pools) {
        on.resize(pools, Vec::new());
        writeln!(text, "{indent}subgraph {name}[{}]", quoted(&lines.join("\n")))?;
        body(text, &view, on, &format!("{indent}    "))?;
        writeln!(text, "{indent}end")?;
    }
    ends(text, view, What::Output, indent)?;
    for DrawnPipe { from, to, label } in view.pipes() {
        writeln!(text, "{indent}{from} -->|{}| {to}", quoted(&label))?;
    }
    Ok(())
}

fn ends(text: &mut String, view: &View, what: What, indent: &str) -> fmt::Result {
    for (name, id) in view.ends(what) {
        writeln!(text, "{indent}{name}([{}])", quoted(id))?;
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
