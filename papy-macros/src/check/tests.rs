use super::*;
use crate::model::OpKind;

fn faults(text: &str) -> Vec<(String, String)> {
    let (_, faults) = analyse(text.parse().expect("tokens"));
    faults.iter().map(|fault| (fault.span().source_text().unwrap_or_default(), fault.to_string())).collect()
}

/// Each fault as the underlined words and the text.
fn check(text: &str, want: &[(&str, &str)]) {
    let found = faults(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(word, text)| (word.as_str(), text.as_str())).collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn good_pipelines_have_no_faults() {
    for text in [
        "pub Grep(pattern: String) { imap pool = threads(4); input lines: Line; output hits: Line = lines -> grep { pattern } on pool; }",
        "P { input lines: Line; output lines; }",
        "P { input a: T; a -> print; }",
        "P { input a: T; input b: T; output c = (a, b) [zip = longest] -> f; }",
        "P { input a: T; let b = a -> f; let c = a -> g [unordered]; output d = (b, c) [join = each]; output e = (b?, c*); }",
        "P { input a: T; output b = [a, a] [unordered]; policy [on_error = stop]; }",
        "P { input input: T; let output = input -> on; output policy = output -> imap -> policy [fuse = off]; }",
        "P(n: usize, _later: u8) { imap i = threads(n) + threads(2) [strict, batch = n]; input a: T;
             output b [buffer = 9] = a -> { f -> g } on i [batch = 3, buffer = 4, on_error = skip, slice = 5]; }",
        "P { policy [backoff = 1s]; input a: T; output o = a -> f [retry = 0] -> { g -> h } [retry = 2, backoff = 3ms] -> f; }",
        "P { imap i: Threads; input a: T; input b: T; output c = a -> f on i; output d = b -> f on i; }",
    ] {
        check(text, &[]);
        assert!(analyse(text.parse().expect("tokens")).0.expect("a pipeline").complete);
    }
}

#[test]
fn u03_cycle() {
    let text = "streams form a cycle: `a` -> `b` -> `a`; a pipeline must be acyclic";
    check("P { let a = b -> f; let b = a -> g; output c = b; }", &[("a", text)]);
    let text = "streams form a cycle: `a` -> `c` -> `b` -> `a`; a pipeline must be acyclic";
    check("P { input x: T; let a = (x, b) -> f; let b = c -> g; let c = a -> h; output o = c; }", &[("a", text)]);
}

#[test]
fn u04_stream_that_feeds_itself() {
    let text = "`lines` feeds itself; names are not rebound in a pipeline: call the new stream `trimmed` or so";
    check("P { input lines: T; let lines = lines -> trim; output o = lines -> f; }", &[("lines", text)]);
    check("P { input lines: T; let x = lines -> g; output o = x; let lines = lines -> trim; }", &[("lines", text)]);
    check(
        "P { input lines: T; let lines = lines -> trim; let lines = lines -> trim; output o = lines; }",
        &[("lines", text), ("lines", text)],
    );
    for (piper, word) in
        [("parse", "parsed"), ("copy", "copied"), ("clean", "cleaned"), ("grep", "grepped"), ("filter", "filtered")]
    {
        let found = faults(&format!("P {{ let a = a -> {piper}; output b = a; }}"));
        assert!(found.len() == 1 && found[0].1.contains(&format!("`{word}`")), "{found:?}");
    }
}

#[test]
fn u05_unknown_stream() {
    check(
        "P { input v: T; output o = vv -> f; }",
        &[("vv", "no stream named `vv` in this pipeline; did you mean `v`?")],
    );
    check("P { output o = lines -> f; }", &[("lines", "no stream named `lines` in this pipeline")]);
    check(
        "P { input a: T; let b = a -> f; output hits; b -> print; }",
        &[("hits", "no stream named `hits` in this pipeline: define it here, `output hits = ..`")],
    );
}

#[test]
fn u06_defined_twice() {
    check("P { input a: T; input a: U; output o = a; }", &[("a", "stream `a` is defined twice: rename one")]);
    check(
        "P { input a: T; output o = a -> f; output o = a -> g; }",
        &[("o", "stream `o` is defined twice: rename one")],
    );
    check(
        "P { input a: T; imap i = threads(1); imap i = threads(2); output o = a -> f on i; }",
        &[("i", "imap `i` is defined twice: rename one")],
    );
    check(
        "P(p: u8, p: u8) { input a: T; output o = a -> f { p }; }",
        &[("p", "parameter `p` is defined twice: rename one")],
    );
}

#[test]
fn u07_unused_stream_u48_unused_rest_u52_unused_imap() {
    check(
        "P { input a: T; let lonely = a -> f; a -> print; }",
        &[("lonely", "stream `lonely` is not used: end it in an `output`, in a piper that returns `()`, or remove it")],
    );
    check(
        "P { input a: T; input b: T; a -> print; }",
        &[("b", "input `b` is not used: read it in a flow, or remove it")],
    );
    check(
        "P(p: u8) { input a: T; a -> print; }",
        &[("p", "parameter `p` is not used: give it to a piper, or remove it")],
    );
    check(
        "P { imap pool = threads(2); input a: T; a -> print; }",
        &[("pool", "imap `pool` is not used: put a stage `on pool`, or remove it")],
    );
    check(
        "P { }",
        &[(
            "P",
            "this pipeline is empty: give it an `input` and a flow, `input lines: Line; output hits = lines -> grep;`",
        )],
    );
    check(
        "P { input a: T; a; }",
        &[("a", "this flow does nothing: end it in a piper that returns `()`, or name it with `let` or `output`")],
    );
}

#[test]
fn u18_marks_and_options_that_mean_nothing() {
    check(
        "P { input a: T; input b: T; output c = (a, b?) -> f; }",
        &[("?", "streams of different inputs pair by position, so none is missing here: remove the `?`")],
    );
    let by_position = "`join` is for branches of one fork; streams of different inputs pair by position: \
                       remove it, or write `zip = shortest` or `zip = longest`";
    check("P { input a: T; input b: T; output c = (a, b) [join = inner]; }", &[("join", by_position)]);
    let by_key = "`zip` is for streams of different inputs; branches of one fork pair by key: remove it, or write `join = inner`";
    check("P { input a: T; output c = (a, a) [zip = longest]; }", &[("zip", by_key)]);
}

#[test]
fn u19_options_out_of_place_or_of_the_wrong_kind() {
    let body = |stage: &str| format!("P {{ input a: T; output o = a -> f {stage}; }}");
    for (stage, word, text) in [
        ("[btch = 3]", "btch", "unknown option `btch`; did you mean `batch`?"),
        ("[strict]", "strict", "`strict` belongs on an imap, not on a stage"),
        ("[join = inner]", "join", "`join` belongs on a zip, not on a stage"),
        ("[batch]", "batch", "`batch` takes a number: write `batch = 1`"),
        ("[batch = 0]", "0", "`batch` must be at least 1"),
        ("[batch = -1]", "-1", "`batch` must be at least 1"),
        ("[batch = 5s]", "5s", "`batch` takes a number, not a duration"),
        ("[batch = \"x\"]", "\"x\"", "`batch` takes a number, as in `8`"),
        ("[batch = 5000000000]", "5000000000", "`batch` must be at most 4294967295"),
        ("[unordered = 1]", "1", "`unordered` takes no value: write `[unordered]`"),
        ("[on_error = sikp]", "sikp", "`on_error` has no such value; did you mean `skip`?"),
        ("[fuse = maybe]", "maybe", "`fuse` has no such value: write `fuse = off`"),
        ("[fuse]", "fuse", "`fuse` takes a word: write `fuse = off`"),
        ("[batch = 3, batch = 4]", "batch", "`batch` is written twice here: remove one"),
        ("[grace = 5s]", "grace", "`grace` does not run yet in this version of papy: remove it"),
        ("[retry = 5s]", "5s", "`retry` takes a number, not a duration"),
        ("[retry = 2, backoff = 100]", "100", "`backoff` takes a duration: write `backoff = 5s`"),
        (
            "[backoff = 1s]",
            "backoff",
            "`backoff` is the pause before another attempt: write `retry = 2` too, or remove it",
        ),
        ("[every = 0]", "0", "`every` must be at least 1"),
    ] {
        check(&body(stage), &[(word, text)]);
    }
    check(
        "P { imap i = threads(1); input a: T; output o = a -> f on i [timeout = 5]; }",
        &[("5", "`timeout` takes a duration: write `timeout = 5s`")],
    );
    check(
        "P { policy [batch = 3]; input a: T; output o = a; }",
        &[("batch", "`batch` belongs on a stage or an imap, not in `policy`")],
    );
}

#[test]
fn u49_parts_that_do_not_meet() {
    check(
        "P { input a: T; input b: T; output c = a -> f; output d = b -> f -> g; }",
        &[("a", "`a` is not connected to the rest of this pipeline: write two pipelines")],
    );
}

#[test]
fn u50_unknown_imap_u51_no_workers() {
    check(
        "P { imap local = threads(1); input a: T; output o = a -> f on locl; }",
        &[("locl", "no imap named `locl` in this pipeline; did you mean `local`?")],
    );
    check(
        "P { input a: T; output o = a -> f on pool; }",
        &[("pool", "no imap named `pool` in this pipeline: declare it, `imap pool = threads(4);`")],
    );
    let body = |imap: &str| format!("P {{ imap i {imap}; input a: T; output o = a -> f on i; }}");
    check(&body("= threads(0)"), &[("0", "an imap needs at least one worker")]);
    check(&body("= threads(\"4\")"), &[("\"4\"", "`threads` takes a number of workers, as in `8`")]);
    check(&body("= thread(4)"), &[("thread", "no kind of worker is named `thread`; did you mean `threads`?")]);
    check(&body("= threads(2) + processes(4)"), &[]);
    check(&body("= processes(0)"), &[("0", "an imap needs at least one worker")]);
    check(&body("= threads(2) + remote(grid)"), &[]);
    check(&body("= remotes(grid)"), &[("remotes", "no kind of worker is named `remotes`; did you mean `remote`?")]);
    check(&body(": Any"), &[]);
    check(&body(": Thread"), &[("Thread", "no type of imap is named `Thread`; did you mean `Threads`?")]);
}

#[test]
fn u55_streams_that_cannot_pair() {
    let found = faults("P { input a: T; input b: T; let m = [a, b]; output o = (m, a) -> f; }");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "a" && found[0].1.contains("no common fork"), "{found:?}");
    let found = faults("P { input a: T; input b: T; let c = a -> f; output o = (a, c, b) -> f; }");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "c" && found[0].1.contains("zip those of one input first"), "{found:?}");
    check("P { input a: T; input b: T; input c: T; let m = [a, b]; output o = (m, c) -> f; }", &[]);
    let found = faults("P { input a: T; input b: T; let c = a -> f [unordered]; output o = (c, b) -> f; }");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "c" && found[0].1.contains("unordered"), "{found:?}");
}

#[test]
fn u61_names_that_clash() {
    check(
        "P { input a: T; output handle = a; }",
        &[("handle", "`handle` is a field of every run: choose another name")],
    );
    check(
        "P(new: u8) { input a: T; output o = a -> f { new }; }",
        &[("new", "`new` is a function of every pipeline: choose another name")],
    );
    check(
        "P(o: u8) { input a: T; output o = a -> f { o }; }",
        &[("o", "output `o` is named like parameter `o`: choose another name")],
    );
    check(
        "P { input a: T; let b = a -> f; output b; output b; }",
        &[("b", "output `b` is named like output `b`: choose another name")],
    );
    check(
        "word_count { input a: T; output o = a; }",
        &[("word_count", "the name of a pipeline begins with a capital, of a piper not: call it `WordCount`")],
    );
}

#[test]
fn u63_too_deep_without_a_written_type() {
    let lets = |types: &str| -> String {
        let step = |at| format!("let s{}{} = s{at} -> f;", at + 1, if at == 60 { types } else { "" });
        (0..120).map(step).collect::<String>()
    };
    let found = faults(&format!("P {{ input s0: T; {} output o = s120; }}", lets("")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "s101" && found[0].1.contains("`s101: T`"), "{found:?}");
    check(&format!("P {{ input s0: T; {} output o = s120; }}", lets(": T")), &[]);
}

#[test]
fn misspelt_param_is_told_only_where_it_is_surely_one() {
    check(
        "P(pattern: String) { input a: T; output o = a -> f { patern }; }",
        &[("patern", "no parameter named `patern` in this pipeline; did you mean `pattern`?")],
    );
    check("P(limit: u8) { input a: T; output o = a -> f { x: limit, y: LIMIT, limits } [batch = SIZE]; }", &[]);
}

#[test]
fn pipeline_as_a_stage_takes_imaps_and_no_options_of_pipers() {
    check("P { imap cpu = threads(2); input a: T; output o = a -> sub::Trim { q: 20 } [pool = cpu] -> f; }", &[]);
    check(
        "P { input a: T; output o = a -> Trim [batch = 3] -> f; a -> Trim; output g = a -> { f -> Trim }; }",
        &[
            ("batch", "`batch` is for a piper: write it inside of the pipeline"),
            ("Trim", "`Trim` is a pipeline, and a group is one unit of work: write it outside of the braces"),
            (
                "Trim",
                "what comes out of `Trim` goes nowhere: name it with `let` or `output`, or end the flow in a piper that returns `()`",
            ),
        ],
    );
}

#[test]
fn one_fault_is_one_error() {
    for text in [
        // What a statement with a fault mentions, defines or would have used is not told again.
        "P(p: u8) { imap i = threads(1); input a: T; let b = a -> f { p } on i -> ; output c = b -> g; }",
        "P(p: u8) { imap i = threads(1); input a: T; a -> f { p: } on i; }",
        "P { input a: T; let b = a . f; output c = a; }",
        "P { input a; output b = a -> f; }",
        "P { imap i = ; input a: T; output b = a -> f on i; }",
        "P { inpt a: T; output b = a -> f; }",
        "P { input a: T; output b = (a, ) -> f; }",
        "P { input a: T; output b = (a, b c) -> f; }",
        "P { input a: T; output = a -> f; }",
        "P { input a: T; a -> f(1); }",
        "P { input a: T; let b = a -> f; output c = bb -> g; }",
        "P { imap pool = threads(2); input a: T; output b = a -> f on pol; }",
        "P { input a: T; input b: T; let x = nope -> f; let y = (x, a, b?) [join = inner, zip = strict]; output z = y; }",
        "P(a: ) { input i: T; output b = i -> f { a }; }",
        "P { input lines: T; let a = b; let b = a; lines -> print; }",
    ] {
        let found = faults(text);
        assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    }
}

#[test]
fn what_is_understood_is_there_in_spite_of_faults() {
    let text = "P { input a: T; let b = a -> f { x } -> ; output c = b -> g; output d = nope -> h; }";
    let pipeline = analyse(text.parse().expect("tokens")).0.expect("a pipeline");
    let nodes = pipeline.ops.iter().filter(|op| op.kind.is_node()).count();
    let holes = pipeline.ops.iter().filter(|op| matches!(op.kind, OpKind::Hole { .. })).count();
    assert_eq!((nodes, holes, pipeline.outputs.len(), pipeline.complete), (3, 2, 2, false));
    assert!(!pipeline.ops[1].tainted);
}

#[test]
fn no_mutation_panics_or_passes_in_silence() {
    for tokens in crate::syntax::tests::mutations(3000) {
        let (pipeline, faults) = analyse(tokens);
        assert!(pipeline.is_some() || !faults.is_empty());
        let Some(pipeline) = pipeline else { continue };
        assert_eq!(pipeline.complete, faults.is_empty());
        for (at, op) in pipeline.ops.iter().enumerate() {
            assert!(op.kind.reads().iter().all(|read| read.0 < at), "not in topological order");
            assert!(op.domain.0 < pipeline.domains.len(), "no such domain");
        }
    }
}

#[test]
fn marks_mean_nothing_beside_each() {
    let text = |mark| format!("`[join = each]` pairs each item of a key by itself: remove the `{mark}`, or the option");
    check(
        "P { input a: T; let b = a -> f; let c = a -> g; output d = (b?, c*) [join = each]; }",
        &[("?", &text("?")), ("*", &text("*"))],
    );
}

#[test]
fn a_zip_is_as_wide_as_a_tuple() {
    let names: Vec<String> = (0..13).map(|at| format!("s{at}")).collect();
    let lets: String = names.iter().map(|name| format!("let {name} = a -> f;")).collect();
    let text = "a zip has at most 12 branches: zip some of them first, and then the tuples";
    check(&format!("P {{ input a: T; {lets} output all = ({}); }}", names.join(", ")), &[("s12", text)]);
    let inputs: String = names.iter().map(|name| format!("input {name}: T;")).collect();
    check(&format!("P {{ {inputs} output all = ({}); }}", names.join(", ")), &[("s12", text)]);
    check(&format!("P {{ {inputs} output all = [{}]; }}", names.join(", ")), &[]);
}

#[test]
fn slices_are_not_collected() {
    let text = "`slice` is for items that are streamed, and `collect` gives them all at once: remove one";
    check("P { input a: T; output b = a -> f [slice = 5, collect = 6]; }", &[("slice", text)]);
    check("P { input a: T; output b = a -> { f -> g } [collect = 5, slice = 6]; }", &[("slice", text)]);
}

#[test]
fn a_run_has_room_for_some_imaps() {
    let pipeline = |count: usize| {
        let imaps: String = (0..count).map(|at| format!("imap i{at} = threads(1);")).collect();
        let stages: String = (0..count).map(|at| format!("output o{at} = a -> f on i{at};")).collect();
        format!("P {{ {imaps} input a: T; {stages} }}")
    };
    check(&pipeline(62), &[]);
    let text = "a pipeline has at most 62 imaps: let stages share them, or write several pipelines";
    check(&pipeline(63), &[("i62", text)]);
}
