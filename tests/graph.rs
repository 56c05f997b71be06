//! `GRAPH` of pipelines: what it says, and its pictures, which are compared with the files in `tests/graph`.
//!
//! `GRAPHS=overwrite cargo test --test graph` writes the files anew.

#![allow(unreachable_pub, reason = "pipelines are private here, what they generate is public")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use papy::graph::{Kind, Node, Rate};
use papy::{Graph, pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn look(x: &u64) -> u64 {
    x * 2
}

#[piper]
fn check(x: u64) -> Result<u64, String> {
    if x < 100 { Ok(x) } else { Err(format!("{x} is too large")) }
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

#[piper(filter_map)]
fn half(x: u64, #[param] least: u64) -> Option<u64> {
    (x > least).then_some(x / 2)
}

#[piper(flat_map)]
fn twice(x: u64) -> [u64; 2] {
    [x, x]
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

#[piper]
fn odds(a: u64, b: Option<u64>, c: Vec<u64>) -> String {
    format!("{a} {b:?} {c:?}")
}

#[piper]
fn copy<T: Clone>(x: &T) -> (T, T) {
    (x.clone(), x.clone())
}

#[piper]
fn fill<const N: usize, T: Clone>(x: T) -> [T; N] {
    std::array::from_fn(|_| x.clone())
}

#[piper]
fn drop_it(_: u64) {}

#[piper]
fn shown(x: &u64) -> std::io::Result<()> {
    writeln!(std::io::sink(), "{x}")
}

pipeline! {
    /// One node after the other, all of them in one part.
    Chain(least: u64) {
        policy [on_error = skip];

        input numbers: u64;
        output out: u64 [buffer = 64] = numbers -> inc -> check [on_error = pass] -> half { least } -> inc [batch = 8] -> inc;
    }
}

pipeline! {
    /// Branches that meet again, on two IMaps and on none; one of two nodes that could run together is set apart.
    Branches(n: usize) {
        imap cheap = threads(2) [unordered, batch = n.max(1)];
        imap dear = threads(n) + threads(1);

        input numbers: u64;
        let same = numbers -> inc on cheap;
        let some = numbers -> even on cheap -> inc on cheap [fuse = off];
        let many = numbers -> twice on dear [slice = 16];
        output texts: String = (same, some?, many*) -> odds on dear;
        output pairs = (same, some) [join = inner] -> pair;
        output same;
    }
}

pipeline! {
    /// Two branches of one fork in one stream, on the pool of the caller.
    Merged {
        imap pool: Threads;

        input numbers: u64;
        let big = numbers -> even on pool;
        let small = numbers -> inc on pool;
        output out = [big, small, numbers] -> inc;
    }
}

pipeline! {
    /// Inputs that meet by position and by turns.
    Inputs {
        imap pool = threads(3);

        input left: u64;
        input right: u64;
        input more: u64;
        let both = (left, right) [zip = shortest];
        output pairs = both -> pair on pool;
        let one = left -> inc;
        output all = [one, more] [unordered] -> inc on pool;
    }
}

pipeline! {
    /// Types and numbers that only its user knows.
    Generic<T: Clone, const N: usize>(workers: usize) {
        imap pool = threads(workers);

        input items: T;
        output r#in: [(T, T); N] = items -> copy -> fill::<N> on pool;
    }
}

pipeline! {
    /// A unit of work with options of its own, and nothing that comes out.
    Sinks {
        imap pool = threads(2);

        input numbers: u64;
        let worked = numbers -> look -> { inc -> even -> inc } on pool [fuse = off, batch = 32] -> inc on pool;
        worked -> shown;
        worked -> drop_it on pool;
    }
}

#[piper(filter)]
fn has(line: &str, #[param] word: &str) -> bool {
    line.contains(word)
}

pipeline! {
    /// The first example of README.md.
    Search(word: String) {
        imap pool = threads(4);
        input lines: papy::io::Line;
        output hits: papy::io::Line = lines -> has { word } on pool;
    }
}

pipeline! {
    /// A pipeline as a stage, which may drop.
    Outer(least: u64) {
        input numbers: u64;
        output out = numbers -> inc -> Chain { least } -> inc;
    }
}

pipeline! {
    /// A stage with pools of its own, around another stage.
    Middle(least: u64) {
        imap own = threads(1);
        imap pool: Threads;

        input numbers: u64;
        let small = numbers -> inc on pool -> Chain { least };
        output out = (small?, numbers) -> odds_of_two on own;
    }
}

pipeline! {
    /// Stages in stages: one is given a pool, one is put on it.
    Nested(least: u64) {
        imap cpu = threads(4);

        input numbers: u64;
        let one = numbers -> Middle { least: 2 } [pool = cpu];
        let other = numbers -> Chain { least } on cpu;
        output texts = one;
        output others = other -> inc on cpu;
    }
}

#[piper]
fn odds_of_two(a: Option<u64>, b: u64) -> String {
    format!("{a:?} {b}")
}

#[piper]
fn total(xs: Vec<u64>) -> u64 {
    xs.iter().sum()
}

#[piper]
fn ends(x: u64) -> [u64; 2] {
    [x, x + 1]
}

#[piper]
fn regroup(xs: [u64; 3]) -> Vec<u64> {
    xs.to_vec()
}

pipeline! {
    /// Two of every three.
    Thirds {
        input numbers: u64;
        output out = numbers -> total [consume = 3, last = drop] -> ends [produce];
    }
}

pipeline! {
    /// Stages that pack and unroll.
    Rates {
        imap pool = threads(2);

        input numbers: u64;
        let sums = numbers -> total on pool [consume = 3] -> ends on pool [produce];
        let thirds = numbers -> Thirds;
        output pairs = (sums, thirds) -> pair;
        output all = numbers -> regroup on pool [consume = 3, produce = 3] -> regroup [consume = 3, produce];
    }
}

#[piper]
async fn fetch(x: u64) -> Result<u64, String> {
    if x > 100 { Err(format!("no {x}")) } else { Ok(x) }
}

#[piper(flat_map)]
async fn pages(x: u64) -> Vec<u64> {
    vec![x; 2]
}

pipeline! {
    /// Pipers whose calls are futures.
    Awaited {
        imap pool = threads(2);

        input numbers: u64;
        output out = numbers -> inc -> fetch on pool [in_flight = 8] -> pages -> inc;
    }
}

/// The pictures of a graph, by the ending of their file.
fn pictures(graph: &Graph) -> [(&'static str, String); 3] {
    [("dot", graph.to_dot()), ("mmd", graph.to_mermaid()), ("json", graph.to_json())]
}

fn file(name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph").join(format!("{name}.{ending}"))
}

/// The pictures are those of the files, and what they are made of holds together.
fn compare(name: &str, graph: &Graph) {
    for (ending, picture) in pictures(graph) {
        let path = file(name, ending);
        if std::env::var_os("GRAPHS").is_some_and(|word| word == "overwrite") {
            std::fs::write(&path, &picture).expect("the file can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(picture, kept, "{}: GRAPHS=overwrite writes it anew", path.display());
    }
    holds_together(graph);
    json_says_the_same(graph);
}

fn holds_together(graph: &Graph) {
    let nodes: Vec<Node> = graph.nodes().collect();
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node.id).collect();
    assert_eq!(ids.len(), nodes.len(), "ids are unique");
    let starts: BTreeSet<&str> = ids.iter().copied().chain(graph.inputs().map(|port| port.name)).collect();
    let ends: BTreeSet<&str> = ids.iter().copied().chain(graph.outputs().map(|port| port.name)).collect();
    for pipe in graph.pipes() {
        assert!(starts.contains(pipe.from) && ends.contains(pipe.to), "{pipe:?}");
    }
    let led: Vec<&str> = graph.pipes().map(|pipe| pipe.to).collect();
    assert!(ends.iter().all(|end| led.contains(end)), "something leads to each node and output");
    for (index, part) in graph.parts().enumerate() {
        let in_it = nodes.iter().filter(|node| node.part == index);
        assert!(in_it.clone().all(|node| node.imap == part.imap));
        assert_eq!(in_it.map(|node| node.id).collect::<Vec<_>>(), part.nodes);
    }
}

fn json_says_the_same(graph: &Graph) {
    let json: serde_json::Value = serde_json::from_str(&graph.to_json()).expect("it is JSON");
    assert_eq!((&json["papy_graph"], &json["pipeline"]), (&1.into(), &graph.name().into()));
    let texts = |list: &str, field: &str| -> Vec<String> {
        let rows = json[list].as_array().expect("a list").iter();
        rows.map(|row| row[field].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(texts("nodes", "id"), graph.nodes().map(|node| node.id).collect::<Vec<_>>());
    assert_eq!(texts("inputs", "item"), graph.inputs().map(|port| port.item).collect::<Vec<_>>());
    assert_eq!(texts("outputs", "name"), graph.outputs().map(|port| port.name).collect::<Vec<_>>());
    assert_eq!(texts("imaps", "workers"), graph.imaps().map(|imap| imap.workers).collect::<Vec<_>>());
    assert_eq!(texts("pipes", "item"), graph.pipes().map(|pipe| pipe.item).collect::<Vec<_>>());
    assert_eq!(json["parts"].as_array().expect("a list").len(), graph.parts().count());
    for (row, node) in json["nodes"].as_array().expect("a list").iter().zip(graph.nodes()) {
        let options = row["options"].as_object().expect("an object");
        assert_eq!(options.len(), node.options.len());
        assert!(node.options.iter().all(|(name, value)| options[*name] == **value));
    }
}

fn node(graph: &Graph, id: &str) -> Node {
    graph.nodes().find(|node| node.id == id).unwrap_or_else(|| panic!("no node {id}"))
}

#[test]
fn chain() {
    compare("chain", &Chain::GRAPH);
    assert_eq!(Chain::GRAPH.parts().count(), 1);
}

#[test]
fn branches_that_meet_on_several_imaps() {
    compare("branches", &Branches::GRAPH);
}

#[test]
fn merge() {
    compare("merge", &Merged::GRAPH);
}

#[test]
fn several_inputs() {
    compare("inputs", &Inputs::GRAPH);
}

#[test]
fn generic_pipeline() {
    compare("generic", &Generic::<String, 4>::GRAPH);
    let made = Generic::<u8, 9>::GRAPH.outputs().next().expect("an output");
    assert_eq!((made.name, made.item), ("in", "[(u8, u8); 9]"));
}

#[test]
fn groups_and_sinks() {
    compare("sinks", &Sinks::GRAPH);
    let groups: Vec<Option<usize>> = Sinks::GRAPH.nodes().map(|node| node.group).collect();
    assert_eq!(groups, [None, Some(0), Some(0), Some(0), None, None, None]);
}

#[test]
fn pipeline_as_a_stage_is_one_node_with_a_graph_inside() {
    compare("stage", &Outer::GRAPH);
    let stage = node(&Outer::GRAPH, "out.Chain");
    assert_eq!((stage.kind, stage.rate.to_string()), (Kind::Pipeline, "1:0..1".to_owned()));
    let inside = stage.inside.expect("it is a pipeline");
    assert_eq!((inside.graph, inside.imaps, inside.on), (Chain::GRAPH, &[][..], None));
    assert_ne!(inside.graph, Merged::GRAPH);
    assert!(node(&Outer::GRAPH, "out.inc").inside.is_none());
}

#[test]
fn stages_in_stages_with_the_pools_that_they_are_given() {
    compare("nested", &Nested::GRAPH);
    let inside = |id| node(&Nested::GRAPH, id).inside.expect("it is a pipeline");
    let (middle, chain) = (inside("one.Middle"), inside("other.Chain"));
    assert_eq!((middle.imaps, middle.on), (&[("pool", "cpu")][..], None));
    assert_eq!((chain.imaps, chain.on), (&[][..], Some("cpu")));
}

/// The ids of pipers as they are in statistics, those of stages with the stage's in front.
fn piper_ids(graph: &Graph, within: &str, ids: &mut Vec<String>) {
    for node in graph.nodes() {
        match (node.kind, node.inside) {
            (_, Some(inside)) => piper_ids(&inside.graph, &format!("{within}{}/", node.id), ids),
            (Kind::Zip | Kind::Merge, None) => {}
            _ => ids.push(format!("{within}{}", node.id)),
        }
    }
}

#[test]
fn ids_within_stages_are_those_of_statistics() {
    let run = Nested::new(1).start(0..10u64).unwrap();
    let counted: BTreeSet<String> = run.handle.stats().nodes.iter().map(|node| node.id.to_string()).collect();
    let mut ids = Vec::new();
    piper_ids(&Nested::GRAPH, "", &mut ids);
    assert_eq!(ids.iter().cloned().collect::<BTreeSet<_>>(), counted);
    assert!(ids.contains(&"one.Middle/small.Chain/out.half".to_owned()), "{ids:?}");
    for (_, picture) in pictures(&Nested::GRAPH) {
        assert!(ids.iter().all(|id| picture.contains(&**id)), "{ids:?}\n{picture}");
    }
    drop(run);
}

#[test]
fn rates_stand_on_the_nodes() {
    compare("rates", &Rates::GRAPH);
    let rate = |id| node(&Rates::GRAPH, id).rate.to_string();
    assert_eq!([rate("sums.total"), rate("sums.ends"), rate("thirds.Thirds")], ["3:1", "1:2", "3:2"]);
    assert_eq!([rate("all.regroup"), rate("all.regroup#2")], ["3:3", "3:0.."]);
}

#[test]
fn async_pipers_are_marked() {
    compare("awaited", &Awaited::GRAPH);
    let marked: Vec<_> = Awaited::GRAPH.nodes().filter(|node| node.is_async).map(|node| node.id).collect();
    assert_eq!(marked, ["out.fetch", "out.pages"]);
}

#[test]
fn node_tells_what_its_piper_does() {
    let rate = |id| node(&Branches::GRAPH, id).rate.to_string();
    assert_eq!([rate("same.inc"), rate("some.even"), rate("many.twice")], ["1:1", "1:0..1", "1:0.."]);
    assert_eq!([rate("texts.zip"), rate("pairs.zip")], ["1:1", "1:0..1"]);
    let check = node(&Chain::GRAPH, "out.check");
    assert!(check.fallible && !node(&Chain::GRAPH, "out.inc").fallible);
    assert_eq!((check.kind, check.imap, check.part), (Kind::Map, None, 0));
    let Rate { takes, least, most, .. } = node(&Chain::GRAPH, "out.half").rate;
    assert_eq!((takes, least, most), (1, 0, Some(1)));
}

#[test]
fn options_are_as_written_and_the_policy_behind_them() {
    let options = |id| node(&Chain::GRAPH, id).options;
    assert_eq!(options("out.check"), [("on_error", "pass")]);
    assert_eq!(options("out.inc#2"), [("batch", "8"), ("on_error", "skip")]);
    assert_eq!(Chain::GRAPH.outputs().next().expect("an output").options, [("buffer", "64")]);
    let cheap = Branches::GRAPH.imaps().next().expect("an imap");
    assert_eq!(cheap.options, [("unordered", ""), ("batch", "n.max(1)")]);
    let group: Vec<_> = Sinks::GRAPH.nodes().filter(|node| node.group.is_some()).map(|node| node.options).collect();
    assert_eq!(group, [&[("fuse", "off"), ("batch", "32")][..], &[("batch", "32")], &[("batch", "32")]]);
}

#[test]
fn ids_are_those_of_statistics() {
    let run = Branches::new(2).start(0..10u64).unwrap();
    let stats = run.handle.stats();
    let pipers = Branches::GRAPH.nodes().filter(|node| !matches!(node.kind, Kind::Zip | Kind::Merge));
    let ids: Vec<&str> = pipers.map(|node| node.id).collect();
    assert_eq!(stats.nodes.iter().map(|node| &*node.id).collect::<Vec<_>>(), ids);
    drop(run);
}

#[test]
fn displayed_it_is_the_mermaid_picture() {
    assert_eq!(Merged::GRAPH.to_string(), Merged::GRAPH.to_mermaid());
}

#[test]
fn readme_shows_the_picture_of_its_first_example() {
    let picture = format!("```mermaid\n{}```\n", Search::GRAPH);
    assert!(include_str!("../README.md").contains(&picture), "{picture}");
}

/// Each graph and the file it is kept in.
fn all() -> [(&'static str, Graph); 10] {
    [
        ("chain", Chain::GRAPH),
        ("branches", Branches::GRAPH),
        ("merge", Merged::GRAPH),
        ("inputs", Inputs::GRAPH),
        ("generic", Generic::<String, 4>::GRAPH),
        ("sinks", Sinks::GRAPH),
        ("stage", Outer::GRAPH),
        ("nested", Nested::GRAPH),
        ("rates", Rates::GRAPH),
        ("awaited", Awaited::GRAPH),
    ]
}

/// How many nodes, edges and clusters a picture has: stages are clusters around theirs.
fn pieces(graph: &Graph) -> [usize; 3] {
    let is_stage = |id: &str| node(graph, id).inside.is_some();
    let drawn = graph.parts().filter(|part| !part.nodes.iter().all(|id| is_stage(id)));
    let ends = graph.inputs().count() + graph.outputs().count();
    let mut pieces = [ends, graph.pipes().count(), drawn.count()];
    for node in graph.nodes() {
        match node.inside {
            None => pieces[0] += 1,
            Some(inside) => {
                pieces[2] += 1;
                pieces.iter_mut().zip(self::pieces(&inside.graph)).for_each(|(all, own)| *all += own);
            }
        }
    }
    pieces
}

#[test]
fn graphviz_draws_them() {
    for (name, graph) in all() {
        let child = Command::new("dot")
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match child {
            Ok(child) => child,
            Err(error) => {
                // Past the test harness, which keeps what passing tests print.
                writeln!(std::io::stderr(), "SKIPPED graphviz_draws_them: `dot` is not there: {error}")
                    .expect("stderr is open");
                return;
            }
        };
        child.stdin.take().expect("it is piped").write_all(graph.to_dot().as_bytes()).expect("dot reads");
        let output = child.wait_with_output().expect("dot ends");
        let (svg, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && errors.is_empty(), "{name}: {errors}");
        let drawn = |what: &str| svg.matches(&format!("class=\"{what}\"")).count();
        let [nodes, pipes, clusters] = pieces(&graph);
        assert_eq!([drawn("node"), drawn("edge"), drawn("cluster")], [nodes, pipes, clusters], "{name}");
    }
}
