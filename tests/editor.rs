//! What an editor shows in a pipeline: rust-analyzer, asked over its protocol about a small crate, in sound graphs and in half-typed ones.
//!
//! Prints each question with its answer: `cargo test --test editor -- --nocapture`. Needs `rustup component add rust-analyzer rust-src`.

#![cfg(unix)]

#[path = "support/analyzer.rs"]
mod analyzer;

use std::fmt::Write as _;

use analyzer::Analyzer;
use serde_json::Value;

const PROGRAM: &str = r#"use papy::{pipeline, piper};

/// Keeps the lines that have the word.
#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

/// Makes them loud.
#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    Find(word: String) {
        input lines: String;
        let found = lines -> grep { pattern: word };
        output hits = found -> upper;
    }
}

fn show(run: FindRun) {
    for hit in run.hits {
        println!("{}", hit.unwrap());
    }
}

fn main() {
    show(Find { word: "papy".to_owned() }.start(["papy".to_owned()]).unwrap().boxed());
}
"#;

/// The two statements of the graph that cases write anew.
const FOUND: &str = "let found = lines -> grep { pattern: word };";
const HITS: &str = "output hits = found -> upper;";

/// What is asked at the caret, and what the answer must have.
enum Ask {
    /// These words are offered.
    Offers(&'static [&'static str]),
    /// The text that is shown has this.
    Shows(&'static str),
    /// The one definition is at this text.
    Defines(&'static str),
    /// These lines of the program, as they are after the new name.
    Renames(&'static str, &'static [&'static str]),
    /// An error with this text underlines these words.
    Tells(&'static str, &'static str),
}
use Ask::{Defines, Offers, Renames, Shows, Tells};

/// Without the network rust-analyzer has no standard library, and knows no type that follows from a `Result`, as that of `start`: so the run is a
/// parameter in the program.
///
/// What is written instead of which statement, with the caret as `|`; and what is asked there.
const CASES: &[(&str, &str, Ask)] = &[
    // Pipers, streams, fields, params.
    (HITS, "output hits = found -> upp|;", Offers(&["upper", "grep"])),
    (HITS, "output hits = fou| -> upper;", Offers(&["found", "lines"])),
    (FOUND, "let found = lines -> grep { | };", Offers(&["pattern"])),
    (FOUND, "let found = lines -> grep { pa| };", Offers(&["pattern"])),
    (FOUND, "let found = lines -> grep { pattern: wo| };", Offers(&["word"])),
    (FOUND, "let found = lines -> grep { pattern: | };", Offers(&["word"])),
    (FOUND, "let found = lines -> gr|ep { pattern: word };", Shows("Keeps the lines that have the word.")),
    (HITS, "output hits = found -> up|per;", Shows("Makes them loud.")),
    (FOUND, "let found = lines -> gr|ep { pattern: word };", Defines("grep(line")),
    (FOUND, "let found = lines -> grep { pat|tern: word };", Defines("pattern: &str")),
    (HITS, "output hits = fo|und -> upper;", Defines("found = lines")),
    (FOUND, "let found = li|nes -> grep { pattern: word };", Defines("lines: String")),
    (
        HITS,
        "output hits = fo|und -> upper;",
        Renames(
            "kept",
            &["        let kept = lines -> grep { pattern: word };", "        output hits = kept -> upper;"],
        ),
    ),
    (
        HITS,
        "output hits = found -> up|per;",
        Renames("loud", &["fn loud(line: String) -> String {", "        output hits = found -> loud;"]),
    ),
    (HITS, "output hits = fuond| -> upper;", Tells("no stream named `fuond`", "fuond")),
    (FOUND, "let found = lines -> grep { pattern: word } on cup|;", Tells("no imap named `cup`", "cup")),
    (
        HITS,
        "output hi|ts = found -> upper;",
        Renames("shouts", &["        output shouts = found -> upper;", "    for hit in run.shouts {"]),
    ),
    ("run.hits {", "run.hi|ts {", Defines("hits = found")),
    ("run.hits {", "run.hi|ts {", Shows("The output `hits`.")),
    (
        "run.hits {",
        "run.hi|ts {",
        Renames("shouts", &["        output shouts = found -> upper;", "    for hit in run.shouts {"]),
    ),
    // The same in graphs that are half typed.
    (HITS, "output hits = found -> |;", Offers(&["upper", "grep"])),
    (HITS, "output hits = found -> upper; let more = found -> |", Offers(&["upper", "grep"])),
    (HITS, "output hits = found -> upper -> |;", Offers(&["upper", "grep"])),
    (HITS, "output hits = found -> upper; let more = found -> upp|", Offers(&["upper", "grep"])),
    (HITS, "output hits = found -> upper; let more = fou|", Offers(&["found", "lines"])),
    (HITS, "let more = fou|\n        output hits = found -> upper;", Offers(&["found", "lines"])),
    (FOUND, "let found = lines -> grep { pa| } -> ;", Offers(&["pattern"])),
    (HITS, "output hits = found -> ; let more = lines -> grep { pa| };", Offers(&["pattern"])),
    (HITS, "output hits = found -> up|per -> ;", Shows("Makes them loud.")),
    (HITS, "output hits = fo|und -> upper -> ;", Defines("found = lines")),
    (HITS, "output hits = found -> up|per; let more = fuond -> upper;", Defines("upper(line")),
    (HITS, "output hits = found -> upper; let more = lines -> grep { pat|tern: word } -> ;", Defines("pattern: &str")),
    // rust-analyzer shows the first token of an error that the compiler shows over two.
    (HITS, "output hits = found -> upper; let more = found ->| ;", Tells("expected a piper after `->`", "-")),
];

#[test]
fn an_editor_finds_its_way_in_a_graph() {
    let Some(mut analyzer) = Analyzer::start("editor", PROGRAM) else { return };
    let (mut transcript, mut wrong) = (String::new(), 0);
    for (statement, written, ask) in CASES {
        let (text, caret) = edited(statement, written);
        analyzer.write(&text);
        let (question, answer, right) = put(&mut analyzer, &text, caret, ask);
        wrong += usize::from(!right);
        let sign = if right { "ok" } else { "NO" };
        writeln!(transcript, "{sign} {written}\n   {question}: {answer}").expect("strings grow");
    }
    println!("{transcript}");
    assert_eq!(wrong, 0, "cases failed:\n{transcript}");
}

/// The program with a statement written anew, and the caret's place in it.
fn edited(statement: &str, written: &str) -> (String, usize) {
    let start = PROGRAM.find(statement).expect("a statement of the program");
    let caret = start + written.find('|').expect("a case has a caret");
    (PROGRAM.replace(statement, &written.replacen('|', "", 1)), caret)
}

/// Asks. Gives the question, the answer, and whether that is right.
fn put(analyzer: &mut Analyzer, text: &str, caret: usize, ask: &Ask) -> (String, String, bool) {
    match ask {
        Offers(words) => {
            let found = analyzer.completions(text, caret);
            let missing: Vec<_> = words.iter().filter(|word| !found.iter().any(|found| found == *word)).collect();
            let first = found.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
            let answer = format!("{} words, {first}; without {missing:?}", found.len());
            (format!("offers {}", words.join(", ")), answer, missing.is_empty())
        }
        Shows(wanted) => {
            let answer = analyzer.ask("hover", text, caret, &[]);
            let shown = answer["contents"]["value"].as_str().unwrap_or_default().replace('\n', " ");
            (format!("shows {wanted:?}"), shown.clone(), shown.contains(wanted))
        }
        Defines(wanted) => {
            let places: Vec<String> = analyzer.definitions(text, caret).into_iter().map(str::to_owned).collect();
            let right = places.iter().all(|place| place.starts_with(wanted)) && !places.is_empty();
            let places: Vec<_> = places.iter().map(|place| place.lines().next().unwrap_or_default()).collect();
            (format!("goes to {wanted:?}"), places.join(" and "), right)
        }
        Renames(name, wanted) => match analyzer.rename(text, caret, name) {
            Ok(renamed) => {
                let changed: Vec<_> =
                    renamed.lines().zip(text.lines()).filter(|(new, old)| new != old).map(|(new, _)| new).collect();
                (format!("renames to {name}"), changed.join(" | "), changed == *wanted)
            }
            Err(error) => (format!("renames to {name}"), error, false),
        },
        Tells(wanted, words) => {
            let told = analyzer.diagnostics(text);
            let right = told.iter().any(|(text, at)| text.contains(wanted) && at == words);
            (format!("tells {wanted:?} at {words:?}"), format!("{told:?}"), right)
        }
    }
}

/// The text in a range of the protocol.
fn slice<'a>(text: &'a str, range: &Value) -> &'a str {
    text.get(offset(text, &range["start"])..offset(text, &range["end"])).expect("a range of the text")
}

/// A place of the protocol as a place in the text, which is ASCII.
fn offset(text: &str, at: &Value) -> usize {
    let number = |what: &str| usize::try_from(at[what].as_u64().expect("a number")).expect("small");
    text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>() + number("character")
}
