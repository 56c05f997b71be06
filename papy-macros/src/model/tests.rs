use super::*;

fn model(text: &str) -> (Pipeline, Survey) {
    let (tree, faults) = crate::syntax::parse(text.parse().expect("tokens"));
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(texts, [""; 0]);
    lower(tree.expect("a pipeline"))
}

/// One line for each operation: `3 hits.grep < 2 on 0 =1 keyed`, where `=1` is its twin.
fn show(pipeline: &Pipeline) -> Vec<String> {
    let line = |(at, op): (usize, &Op)| {
        let mut line = format!("{at} {}", op.node_id);
        match &op.kind {
            OpKind::Hole { .. } => line += "hole",
            OpKind::Output { .. } => line += " out",
            OpKind::Zip { same_fork, .. } | OpKind::Merge { same_fork, .. } => {
                line += &same_fork.map_or(" by position".to_string(), |fork| format!(" fork {}", fork.0));
            }
            OpKind::Pack { .. } => line += " pack",
            OpKind::Unroll { .. } => line += " unroll",
            OpKind::Input(_) | OpKind::Pass { .. } | OpKind::Node { .. } => {}
        }
        let reads: Vec<String> = op.kind.reads().iter().map(|read| read.0.to_string()).collect();
        if !reads.is_empty() {
            line += &format!(" < {}", reads.join(" "));
        }
        line += &op.imap.map(|imap| format!(" on {}", imap.0)).unwrap_or_default();
        line += &op.twin.map(|twin| format!(" ={}", twin.0)).unwrap_or_default();
        line += &op.group.map(|group| format!(" group {group}")).unwrap_or_default();
        line += if op.keyed { " keyed" } else { "" };
        line += if op.sink { " sink" } else { "" };
        line += if op.tainted { " tainted" } else { "" };
        line
    };
    pipeline.ops.iter().enumerate().map(line).collect()
}

fn check(text: &str, want: &[&str]) {
    assert_eq!(show(&model(text).0), want);
}

#[test]
fn rates_stand_beside_their_node() {
    check(
        "P { imap pool = threads(4); input a: T; output b = a -> f on pool [consume = 2, produce] -> { g -> h } [consume = 3, produce = 3]; }",
        &[
            "0 a",
            "1 b.f pack < 0",
            "2 b.f < 1 on 0",
            "3 b.f unroll < 2 on 0",
            "4 b.g pack < 3",
            "5 b.g < 4 group 0",
            "6 b.h < 5 group 0",
            "7 b.h unroll < 6",
            "8 b out < 7",
        ],
    );
}

#[test]
fn a_rate_that_cannot_be_a_type_leaves_a_hole() {
    let (pipeline, _) =
        model("P(n: usize) { input a: T; output b = a -> f [consume = n]; output c = a -> f [produce = \"x\"]; }");
    assert_eq!(pipeline.ops.iter().filter(|op| op.tainted && op.kind.is_node()).count(), 1);
    assert_eq!(pipeline.ops.iter().filter(|op| matches!(op.kind, OpKind::Hole { .. })).count(), 2);
}

#[test]
fn chain_is_one_node_after_the_other() {
    check(
        "P { imap pool = threads(4); input lines: Line; output hits: Line = lines -> grep -> { f -> g } on pool -> grep; }",
        &[
            "0 lines",
            "1 hits.grep < 0",
            "2 hits.f < 1 on 0 group 0",
            "3 hits.g < 2 on 0 group 0",
            "4 hits.grep#2 < 3",
            "5 hits out < 4",
        ],
    );
}

#[test]
fn fork_of_an_input_gets_a_pass_and_its_branches_a_common_fork() {
    check(
        "P { imap pool = threads(4); input a: T; let b = a -> f on pool; let c = a -> g on pool;
             output d = (b, c) -> h on pool; a -> print; }",
        &[
            "0 a keyed",
            "1 a.pass < 0 on 0 keyed",
            "2 b.f < 1 on 0 keyed",
            "3 c.g < 1 on 0 =2 keyed",
            "4 d.zip fork 1 < 2 3 on 0",
            "5 d.h < 4 on 0",
            "6 d out < 5 on 0",
            "7 a.print < 1 sink",
        ],
    );
}

#[test]
fn input_that_goes_straight_out_is_passed_on() {
    check("P { input a: T; output a; }", &["0 a", "1 a.pass < 0", "2 a out < 1"]);
    check("P { input a: T; let b: U = a; output b; }", &["0 a", "1 b.pass < 0", "2 b out < 1"]);
    check("P { input a: T; let b = a; output b; }", &["0 a", "1 a.pass < 0", "2 b out < 1"]);
}

#[test]
fn streams_may_be_used_before_they_are_declared() {
    check(
        "P { output d = c -> h; let c = b -> g; let b = a -> f; input a: T; let e = b -> i; e -> print; }",
        &["0 a", "1 b.f < 0", "2 c.g < 1", "3 d.h < 2", "4 d out < 3", "5 e.i < 1 =2", "6 e.print < 5 sink"],
    );
}

#[test]
fn different_inputs_begin_a_domain() {
    let (pipeline, _) = model(
        "P { input a: T; input b: T; let c = (a, b); let d = c -> f; output e = (c, d) -> g; output h = [a, b] -> i; }",
    );
    assert_eq!(
        show(&pipeline),
        [
            "0 a",
            "1 a.pass < 0",
            "2 b",
            "3 b.pass < 2",
            "4 c.zip by position < 1 3 keyed",
            "5 d.f < 4 keyed",
            "6 e.zip fork 4 < 4 5",
            "7 e.g < 6",
            "8 e out < 7",
            "9 h.merge by position < 1 3",
            "10 h.i < 9",
            "11 h out < 10",
        ]
    );
    assert_eq!(pipeline.domains.len(), 4);
    assert_eq!(pipeline.domains[2].inputs, [InputId(0), InputId(1)]);
    assert_eq!(pipeline.domains[2].source, OpId(4));
}

#[test]
fn nearest_common_fork_is_what_all_items_come_through() {
    check(
        "P { input a: T; let s = a -> f; let b = s -> g; let c = s -> h; let z = (b, c) -> i; output o = (z, b) -> j; }",
        &[
            "0 a keyed",
            "1 s.f < 0 keyed",
            "2 b.g < 1 keyed",
            "3 c.h < 1 =2 keyed",
            "4 z.zip fork 1 < 2 3 keyed",
            "5 z.i < 4 keyed",
            "6 o.zip fork 1 < 5 2",
            "7 o.j < 6",
            "8 o out < 7",
        ],
    );
}

#[test]
fn params_are_moved_at_their_last_use() {
    let (pipeline, survey) = model(
        "P(p: String, q: u8, r: u8, s: u8) { imap i = threads(r); input a: T;
           output b = a -> f { p } on i -> g { x: p, y: format!(\"{q}\"), p: p.len() } -> h { k: some } [batch = s]; }",
    );
    let uses: Vec<ParamUse> = pipeline
        .ops
        .iter()
        .filter_map(|op| if let OpKind::Node { node, .. } = &op.kind { Some(node) } else { None })
        .flat_map(|node| node.fields.iter().flat_map(|field| field.uses.clone()))
        .collect();
    let one = |param, bare, last| ParamUse { param: ParamId(param), bare, last };
    assert_eq!(uses, [one(0, true, false), one(0, true, false), one(1, false, true), one(0, false, true)]);
    assert_eq!(survey.params_used, [true; 4]);
    assert_eq!(survey.strange_words, ["some"]);
}

#[test]
fn cycle_is_cut_once_and_named_in_the_direction_of_items() {
    let (pipeline, survey) =
        model("P { input x: T; let a = (b, c, x) -> f; let b = a -> g; let c = a -> h; output o = c -> i; }");
    assert_eq!(survey.cycles.len(), 1);
    assert_eq!(survey.cycles[0].path, ["a", "b", "a"]);
    assert_eq!(survey.cycles[0].at, "a");
    assert!(show(&pipeline).iter().any(|line| line.ends_with("tainted") && line.contains("o out")));
}

#[test]
fn policy_is_the_default_of_stages() {
    let (pipeline, _) =
        model("P { policy [on_error = skip]; input a: T; output b = a -> f -> g [on_error = stop, batch = 3]; }");
    let set: Vec<_> = pipeline.ops.iter().map(|op| op.options.on_error.as_ref().map(|set| set.value)).collect();
    assert_eq!(set, [None, Some(OnError::Skip), Some(OnError::Stop), None]);
    assert!(pipeline.ops[2].options.batch.is_some());
}

#[test]
fn written_type_cuts_depth_and_the_crate_can_be_renamed() {
    let (pipeline, _) = model("P { crate = ::my::papy; input a: T; let b: U = a -> f -> g; output c = b -> h; }");
    let depths: Vec<usize> = pipeline.ops.iter().map(|op| op.depth).collect();
    assert_eq!(depths, [0, 1, 0, 1, 2]);
    assert_eq!(pipeline.krate.segments.len(), 2);
    assert!(pipeline.krate.leading_colon.is_some());
}

#[test]
fn long_reversed_pipeline_is_ordered_without_recursion() {
    let lets: String = (0..3000).rev().map(|at| format!("let s{} = s{at} -> f;", at + 1)).collect();
    let (pipeline, _) = model(&format!("P {{ output o = s3000; {lets} input s0: T; }}"));
    assert_eq!(pipeline.ops.len(), 3002);
    assert!(pipeline.ops.iter().enumerate().all(|(at, op)| op.kind.reads().iter().all(|read| read.0 < at)));
}
