//! JSON: one line for each thing, so that two graphs can be compared line by line.

use std::fmt::{self, Write as _};

use super::{Graph, Imap, Inside, Node, Part, Pipe, Port, Setting};

/// Of the format.
const VERSION: u32 = 1;

pub(super) fn write(graph: &Graph) -> String {
    format!("{{\n  \"papy_graph\": {VERSION},\n{}\n}}\n", fields(graph, "", "  "))
}

/// All but the version. Ids begin with `within`, lines with `indent`.
fn fields(graph: &Graph, within: &str, indent: &str) -> String {
    // Inputs and outputs have names, without a dot, and nothing stands in front of these.
    let id = |id: &str| if id.contains('.') { quoted(&format!("{within}{id}")) } else { quoted(id) };
    let lists = [
        ("inputs", graph.inputs().map(|port| input(&port)).collect::<Vec<_>>()),
        ("outputs", graph.outputs().map(|port| output(&port)).collect()),
        ("imaps", graph.imaps().map(|it| imap(&it)).collect()),
        ("nodes", graph.nodes().map(|it| node(&it, within, indent)).collect()),
        ("pipes", graph.pipes().map(|it| pipe(&it, id)).collect()),
        ("parts", graph.parts().map(|it| part(&it, id)).collect()),
    ];
    let name = format!("{indent}\"pipeline\": {}", quoted(graph.name()));
    let lists = lists.iter().map(|(name, rows)| list(name, rows, indent));
    std::iter::once(name).chain(lists).collect::<Vec<_>>().join(",\n")
}

fn list(name: &str, rows: &[String], indent: &str) -> String {
    if rows.is_empty() {
        return format!("{indent}\"{name}\": []");
    }
    let between = format!(",\n{indent}  ");
    format!("{indent}\"{name}\": [\n{indent}  {}\n{indent}]", rows.join(&between))
}

fn input(Port { name, item, .. }: &Port) -> String {
    format!("{{\"name\": {}, \"item\": {}}}", quoted(name), quoted(item))
}

fn output(Port { name, item, options }: &Port) -> String {
    format!("{{\"name\": {}, \"item\": {}, \"options\": {}}}", quoted(name), quoted(item), object(options))
}

fn imap(Imap { name, workers, options }: &Imap) -> String {
    format!("{{\"name\": {}, \"workers\": {}, \"options\": {}}}", quoted(name), quoted(workers), object(options))
}

fn node(it: &Node, within: &str, indent: &str) -> String {
    let Node { id, kind, rate, fallible, is_async, imap, part, group, options, inside } = it;
    let within = format!("{within}{id}");
    let (id, kind, imap, options) =
        (quoted(&within), quoted(&kind.to_string()), optional(imap.map(quoted)), object(options));
    let (takes, least, most, group) = (rate.takes, rate.least, optional(rate.most), optional(*group));
    let inside = inside.as_ref().map(|it| self::inside(it, &format!("{within}/"), &format!("{indent}    ")));
    format!(
        "{{\"id\": {id}, \"kind\": {kind}, \"takes\": {takes}, \"least\": {least}, \"most\": {most}, \
         \"fallible\": {fallible}, \"async\": {is_async}, \"imap\": {imap}, \"part\": {part}, \"group\": {group}, \"options\": {options}{}}}",
        inside.unwrap_or_default()
    )
}

fn inside(Inside { graph, imaps, on }: &Inside, within: &str, indent: &str) -> String {
    let (imaps, on, fields) = (object(imaps), optional(on.map(quoted)), fields(graph, within, indent));
    let end = &indent[2..];
    format!(", \"imaps\": {imaps}, \"on\": {on}, \"graph\": {{\n{fields}\n{end}}}")
}

fn pipe(Pipe { from, to, item, mark }: &Pipe, id: impl Fn(&str) -> String) -> String {
    let (from, to, [item, mark]) = (id(from), id(to), [item, mark].map(|text| quoted(text)));
    format!("{{\"from\": {from}, \"to\": {to}, \"item\": {item}, \"mark\": {mark}}}")
}

fn part(Part { imap, nodes }: &Part, id: impl Fn(&str) -> String) -> String {
    let nodes: Vec<String> = nodes.iter().map(|node| id(node)).collect();
    format!("{{\"imap\": {}, \"nodes\": [{}]}}", optional(imap.map(quoted)), nodes.join(", "))
}

fn object(options: &[Setting]) -> String {
    let options: Vec<String> =
        options.iter().map(|(name, value)| format!("{}: {}", quoted(name), quoted(value))).collect();
    format!("{{{}}}", options.join(", "))
}

fn optional(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            control if control.is_control() => {
                write!(out, "\\u{:04x}", u32::from(control)).expect("a string takes all text");
            }
            _ => out.push(letter),
        }
    }
    out + "\""
}
