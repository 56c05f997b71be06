//! `docs/compiler.md`: what the compiler says, chapter and verse, made of the faulty programs and their golden files.
//!
//! Compiles nothing: that the golden files are true is for the tests beside this one.

use std::fmt::Write as _;
use std::path::Path;

use super::{Case, cases, is_faulty};

const FILE: &str = "docs/compiler.md";

const WAY: &str = "CHAPTER=overwrite cargo test --test ui chapter";

const BEGIN: &str = "\
Every mistake below is a program in `ui-tests/`, and each text is what the compiler says about it, word by word: the tests compare them. Each fault is one error, at the words that
are wrong; several faults of a file are told by one build. Line numbers are those of the whole programs, of which only the faulty lines are shown; what follows a `//~`
in them is how the tests know the words at fault.

<!-- Made by `CHAPTER=overwrite cargo test --test ui chapter`: change the cases, not this file. -->
";

/// What each folder is about, in the order of the chapter.
const FOLDERS: &[(&str, &str)] = &[
    ("syntax", "The form of a pipeline"),
    ("names", "Names"),
    ("graph", "The graph"),
    ("pipes", "What a pipe carries"),
    ("parameters", "Params"),
    ("pipers", "Functions that cannot be pipers"),
    ("folds", "Scans, folds, reduces"),
    ("zips", "Zips"),
    ("rates", "Rates"),
    ("folds", "Scans, folds and reduces"),
    ("options", "Options"),
    ("placement", "What an IMap asks for"),
    ("stages", "Pipelines as stages"),
    ("generic", "Generic pipelines"),
    ("many", "Several faults at once"),
    ("later", "What the language has and this version does not run"),
];

/// Fails unless the file in the repository is what the cases say, or writes it.
pub(super) fn check() {
    let chapter = chapter(&cases(is_faulty));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("CHAPTER").is_some_and(|wish| wish == "overwrite") {
        std::fs::write(&path, chapter).expect("the repository can be written");
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = (1..).zip(pairs(&found, &chapter)).find(|(_, (found, wanted))| found != wanted);
    if let Some((line, (found, wanted))) = differs {
        panic!("{FILE} is stale in line {line}: `{WAY}` writes it anew\n  there: {found:?}\n  cases: {wanted:?}");
    }
}

/// Lines side by side, up to the end of the longer text.
fn pairs<'a>(left: &'a str, right: &'a str) -> impl Iterator<Item = (Option<&'a str>, Option<&'a str>)> {
    let (mut left, mut right) = (left.split('\n'), right.split('\n'));
    std::iter::from_fn(move || Some((left.next(), right.next())).filter(|pair| *pair != (None, None)))
}

fn chapter(cases: &[Case]) -> String {
    let mut text = format!("# What the compiler tells you\n\n{BEGIN}");
    for case in cases {
        let known = FOLDERS.iter().any(|(folder, _)| *folder == case.folder());
        assert!(known, "tests/support/chapter.rs: say in `FOLDERS` what `ui-tests/{}` is about", case.folder());
    }
    for (folder, title) in FOLDERS {
        write!(text, "\n## {title}\n").expect("strings grow");
        for case in cases.iter().filter(|case| case.folder() == *folder) {
            section(case, &mut text);
        }
    }
    text
}

/// One case: what is the matter, the lines at fault, and what the compiler says.
fn section(case: &Case, text: &mut String) {
    let first = case.source.lines().next().unwrap_or_default();
    let Some(title) = first.strip_prefix("//! ") else { panic!("{}: say in the first line what it shows", case.name) };
    let said = std::fs::read_to_string(case.path.with_extension("stderr"));
    let said = said.unwrap_or_else(|error| panic!("{}.stderr: {error}", case.name));
    let title = title.trim_end_matches('.');
    write!(text, "\n### {title}\n\n```rust\n{}```\n\n```text\n{said}```\n", faulty_lines(case)).expect("strings grow");
}

/// The lines with marks, without these, as far left as they go; `..` where others are between.
fn faulty_lines(case: &Case) -> String {
    let marked: Vec<(usize, &str)> = case.source.lines().enumerate().filter(|(_, line)| line.contains("//~")).collect();
    let indent = marked.iter().map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or_default();
    let mut text = String::new();
    for (at, (number, line)) in marked.iter().enumerate() {
        if at > 0 && marked[at - 1].0 + 1 < *number {
            text.push_str("// ..\n");
        }
        let line = line.split("//~").next().unwrap_or_default().trim_end();
        writeln!(text, "{}", &line[indent..]).expect("strings grow");
    }
    text
}
