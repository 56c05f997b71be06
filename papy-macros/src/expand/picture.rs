//! The picture in a pipeline's documentation: what tokens show, as a Mermaid flowchart that can be read as text too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use syn::ext::IdentExt;

use super::data::mark;
use crate::model::{Op, OpId, OpKind, Pipeline};

/// The paragraphs that follow the user's own.
pub(super) fn docs(pipeline: &Pipeline) -> String {
    let mut text = String::from("\n# Graph\n\n```mermaid\nflowchart LR\n");
    let mut told = BTreeSet::new();
    for line in lines(pipeline) {
        text += "    ";
        for (at, (id, mark)) in line.iter().enumerate() {
            match (at, *mark) {
                (0, _) => {}
                (_, "") => text += " --> ",
                (_, mark) => write!(text, " -->|\"{mark}\"| ").expect("a string takes all text"),
            }
            write!(text, "n{}", id.0).expect("a string takes all text");
            if told.insert(*id) {
                text += &shape(pipeline, pipeline.op(*id));
            }
        }
        text.push('\n');
    }
    text + "```"
}

/// The pipes, those that follow each other in one line. With each stream the mark of the pipe that leads to it.
fn lines(pipeline: &Pipeline) -> Vec<Vec<(OpId, &'static str)>> {
    let mut lines: Vec<Vec<(OpId, &'static str)>> = Vec::new();
    // The line that ends in a stream.
    let mut ends: BTreeMap<OpId, usize> = BTreeMap::new();
    for (id, op) in pipeline.ops.iter().enumerate().map(|(id, op)| (OpId(id), op)) {
        for (from, mark) in pipes(pipeline, op) {
            let line = ends.remove(&from).unwrap_or_else(|| {
                lines.push(vec![(from, "")]);
                lines.len() - 1
            });
            lines[line].push((id, mark));
            // The others that lead here end here.
            ends.entry(id).or_insert(line);
        }
    }
    lines
}

/// What a stream is made of, passes left out.
fn pipes(pipeline: &Pipeline, op: &Op) -> Vec<(OpId, &'static str)> {
    let origin = |mut id: OpId| {
        while let OpKind::Pass { from } | OpKind::Pack { from, .. } | OpKind::Unroll { from, .. } =
            &pipeline.op(id).kind
        {
            id = from.from;
        }
        id
    };
    match &op.kind {
        OpKind::Zip { members, .. } | OpKind::Merge { members, .. } => {
            members.iter().map(|member| (origin(member.from), mark(member.mark))).collect()
        }
        OpKind::Node { from, .. } | OpKind::Output { from, .. } => vec![(origin(from.from), "")],
        OpKind::Input(_) | OpKind::Pass { .. } | OpKind::Pack { .. } | OpKind::Unroll { .. } | OpKind::Hole { .. } => {
            Vec::new()
        }
    }
}

/// Inputs and outputs round, zips and merges with six sides, pipers with four.
fn shape(pipeline: &Pipeline, op: &Op) -> String {
    let id = &op.node_id;
    match &op.kind {
        OpKind::Input(_) | OpKind::Output { .. } => format!("([\"{id}\"])"),
        OpKind::Zip { .. } | OpKind::Merge { .. } => format!("{{{{\"{id}\"}}}}"),
        _ => match op.imap {
            Some(imap) => format!("[\"{id} on {}\"]", pipeline.imaps[imap.0].name.unraw()),
            None => format!("[\"{id}\"]"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::docs;
    use crate::check::analyse;

    fn check(text: &str, want: &[&str]) {
        let (pipeline, faults) = analyse(text.parse().expect("tokens"));
        assert_eq!(faults.iter().count(), 0, "{text}");
        let docs = docs(&pipeline.expect("a pipeline"));
        let picture =
            docs.strip_prefix("\n# Graph\n\n```mermaid\nflowchart LR\n").and_then(|it| it.strip_suffix("\n```"));
        let lines: Vec<&str> = picture.expect("it is one block").lines().map(str::trim_start).collect();
        assert_eq!(lines, want, "{text}");
    }

    #[test]
    fn chain_is_one_line() {
        check(
            "P { imap pool = threads(4); input r#in: T; output hits: T = r#in -> grep -> { f -> g::<K> } on pool -> a::grep; }",
            &[
                r##"n0(["in"]) --> n1["hits.grep"] --> n2["hits.f on pool"] --> n3["hits.g on pool"] --> n4["hits.grep#2"] --> n5(["hits"])"##,
            ],
        );
    }

    #[test]
    fn branches_begin_lines_and_name_their_fork_again() {
        check(
            "P { input a: T; let b = a -> f; let c = a -> g; output d = (b, c?, a*) -> h; c -> print; }",
            &[
                r#"n0(["a"]) --> n2["b.f"] --> n4{{"d.zip"}} --> n5["d.h"] --> n6(["d"])"#,
                r#"n0 --> n3["c.g"] -->|"?"| n4"#,
                r#"n0 -->|"*"| n4"#,
                r#"n3 --> n7["c.print"]"#,
            ],
        );
    }

    #[test]
    fn inputs_that_go_out_or_meet_are_pipes_too() {
        check(
            "P { input a: T; input b: T; output a; output c = [a, b]; }",
            &[r#"n0(["a"]) --> n4(["a"])"#, r#"n0 --> n5{{"c.merge"}} --> n6(["c"])"#, r#"n2(["b"]) --> n5"#],
        );
    }
}
