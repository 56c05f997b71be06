//! JSON: one line for each thing, so that two graphs can be compared line by line.

use std::fmt::{self, Write as _};

use super::{Graph, Imap, Node, Part, Pipe, Port, Setting};

/// Of the format.
const VERSION: u32 = 1;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = format!("{{\n  \"papy_graph\": {VERSION},\n  \"pipeline\": {},\n", quoted(graph.name()));
    let lists = [
        ("inputs", graph.inputs().map(|port| input(&port)).collect::<Vec<_>>()),
        ("outputs", graph.outputs().map(|port| output(&port)).collect()),
        ("imaps", graph.imaps().map(|it| imap(&it)).collect()),
        ("nodes", graph.nodes().map(|it| node(&it)).collect()),
        ("pipes", graph.pipes().map(|it| pipe(&it)).collect()),
        ("parts", graph.parts().map(|it| part(&it)).collect()),
    ];
    let lists: Vec<String> = lists.iter().map(|(name, rows)| list(name, rows)).collect();
    text += &lists.join(",\n");
    text + "\n}\n"
}

fn list(name: &str, rows: &[String]) -> String {
    if rows.is_empty() {
        return format!("  \"{name}\": []");
    }
    format!("  \"{name}\": [\n    {}\n  ]", rows.join(",\n    "))
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

fn node(Node { id, kind, rate, fallible, imap, part, group, options }: &Node) -> String {
    let (id, kind, imap, options) =
        (quoted(id), quoted(&kind.to_string()), optional(imap.map(quoted)), object(options));
    let (takes, least, most, group) = (rate.takes, rate.least, optional(rate.most), optional(*group));
    format!(
        "{{\"id\": {id}, \"kind\": {kind}, \"takes\": {takes}, \"least\": {least}, \"most\": {most}, \
         \"fallible\": {fallible}, \"imap\": {imap}, \"part\": {part}, \"group\": {group}, \"options\": {options}}}"
    )
}

fn pipe(Pipe { from, to, item, mark }: &Pipe) -> String {
    let [from, to, item, mark] = [from, to, item, mark].map(|text| quoted(text));
    format!("{{\"from\": {from}, \"to\": {to}, \"item\": {item}, \"mark\": {mark}}}")
}

fn part(Part { imap, nodes }: &Part) -> String {
    let nodes: Vec<String> = nodes.iter().map(|id| quoted(id)).collect();
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
