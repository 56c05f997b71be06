//! What the compiler says about programs of users: `ui-tests/README.md` tells how a case is written.
//!
//! Looks at the cases: `fault` asks of every faulty program that each fault is one short error at the user's own words;
//! `golden` compares the whole text; `sound` builds and runs the sound ones and wants no word from the compiler; `chapter` sees to it
//! that `docs/compiler.md` tells users the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use serde_json::Value;

#[path = "support/chapter.rs"]
mod chapter;

/// The most lines of one error.
const LINES_MAX: usize = 15;

/// How long a sound program may take.
const RUNS_MAX: Duration = Duration::from_secs(20);

/// A file under `ui-tests`.
struct Case {
    /// `pipes/u01_item_types_differ`
    name: String,
    path: PathBuf,
    source: String,
}

impl Case {
    /// Its name as a target of cargo.
    fn target(&self) -> String {
        self.name.replace('/', "-")
    }

    /// Its category.
    fn folder(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// The marks: line, and the words that the error there underlines.
    fn marks(&self) -> Vec<(usize, String)> {
        let lines = self.source.lines().enumerate();
        lines
            .flat_map(|(at, line)| line.split("//~").skip(1).map(move |mark| (at + 1, mark.trim().to_string())))
            .collect()
    }
}

/// All cases of the folders that `wanted` names.
fn cases(wanted: impl Fn(&str) -> bool) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui-tests");
    let mut cases = Vec::new();
    for folder in entries(&root).into_iter().filter(|folder| folder.is_dir()) {
        let word = file_name(&folder);
        let files = entries(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs"));
        for path in files.filter(|_| wanted(&word)) {
            let name = format!("{word}/{}", file_name(&path).trim_end_matches(".rs"));
            let source = std::fs::read_to_string(&path).expect("the case was listed");
            cases.push(Case { name, path, source });
        }
    }
    cases
}

/// Whether a folder's programs must not compile.
fn is_faulty(folder: &str) -> bool {
    folder != "pass" && folder != "renamed"
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(folder).expect("cases lie beside the crate");
    let mut entries: Vec<PathBuf> = listed.map(|entry| entry.expect("cases can be read").path()).collect();
    entries.sort();
    entries
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("was listed").to_string_lossy().into_owned()
}

/// One crate with each case as a binary, so that its dependencies are built once. It knows papy by the name `papy`.
fn crate_of(name: &str, papy: &str, cases: &[Case]) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n[workspace]\n\n\
         [dependencies]\n{papy} = {{ package = \"papy\", path = {here:?} }}\n"
    );
    if name == "ui-pass" {
        let library = here.join("ui-tests/library.rs");
        write!(manifest, "\n[lib]\nname = \"library\"\npath = {library:?}\n").expect("strings grow");
    }
    for case in cases {
        write!(manifest, "\n[[bin]]\nname = {:?}\npath = {:?}\n", case.target(), case.path).expect("strings grow");
    }
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("the target folder can be written");
    let _ = std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"));
    folder
}

/// What the compiler says about each target of a crate.
fn compile(command: &str, folder: &Path) -> BTreeMap<String, Vec<Value>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([command, "--offline", "--quiet", "--keep-going", "--bins", "--message-format=json"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-target"))
        .env_remove("RUSTFLAGS")
        .stderr(Stdio::piped())
        .output()
        .expect("cargo runs this test");
    let mut said: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        if let Some(target) = message["target"]["name"].as_str() {
            let diagnostic = &message["message"];
            let said = said.entry(target.to_string()).or_default();
            // Without a place it only counts the others; what equals another one to the letter cargo does not show, nor does an editor.
            if !diagnostic["spans"].as_array().is_none_or(Vec::is_empty) && !said.contains(diagnostic) {
                said.push(diagnostic.clone());
            }
        }
    }
    assert!(!said.is_empty(), "cargo did not compile: {}", String::from_utf8_lossy(&output.stderr));
    said
}

/// What is wrong with what the compiler said about a faulty program.
fn judge(case: &Case, said: &[Value]) -> Vec<String> {
    let (marks, mut wrong) = (case.marks(), Vec::new());
    let errors: Vec<&Value> = said.iter().filter(|said| said["level"] == "error").collect();
    if marks.is_empty() || errors.len() != marks.len() {
        wrong.push(format!("{} marks, {} errors", marks.len(), errors.len()));
    }
    let mut found: Vec<(usize, String)> = errors.iter().flat_map(|error| primary(error, &case.source)).collect();
    for mark in &marks {
        match found.iter().position(|found| found == mark) {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("nothing underlines `{}` in line {}", mark.1, mark.0)),
        }
    }
    wrong.extend(found.into_iter().map(|(line, text)| format!("unmarked: `{text}` in line {line}")));
    for error in errors {
        let rendered = error["rendered"].as_str().unwrap_or_default();
        let lines = rendered.trim_end().lines().count();
        if lines > LINES_MAX {
            wrong.push(format!("{lines} lines"));
        }
        let generated = rendered.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        // A lint names what it is about by its path.
        let is_lint = rendered.starts_with("error: use of deprecated");
        let generated: Vec<&str> = generated.filter(|word| !is_lint && is_generated(word)).collect();
        if !generated.is_empty() {
            wrong.push(format!("shows {}", generated.join(", ")));
        }
    }
    wrong
}

/// Whether a word of a message is none that a user wrote.
fn is_generated(word: &str) -> bool {
    word == "plumbing" || word.ends_with('_') && word.contains(char::is_alphabetic)
}

/// The places that an error is about: line, and the words there.
fn primary(error: &Value, source: &str) -> Vec<(usize, String)> {
    let spans = error["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true);
    spans.map(written).map(|span| (number(span, "line_start"), words(span, source))).collect()
}

/// Where a user wrote what a macro of another file expanded to.
fn written(mut span: &Value) -> &Value {
    while span["file_name"].as_str().is_some_and(|file| !file.contains("ui-tests")) && !span["expansion"].is_null() {
        span = &span["expansion"]["span"];
    }
    span
}

fn words(span: &Value, source: &str) -> String {
    let text = source.get(number(span, "byte_start")..number(span, "byte_end")).unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//~").next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn number(span: &Value, what: &str) -> usize {
    span[what].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}

fn rendered(said: &[Value]) -> String {
    said.iter().filter_map(|said| said["rendered"].as_str()).collect()
}

#[test]
fn each_fault_is_one_short_error_at_its_words() {
    let cases = cases(is_faulty);
    let said = compile("check", &crate_of("ui-fail", "papy", &cases));
    let (mut report, none) = (String::new(), Vec::new());
    for case in &cases {
        let said = said.get(&case.target()).unwrap_or(&none);
        let wrong = judge(case, said);
        if !wrong.is_empty() {
            writeln!(report, "== {}: {}\n{}", case.name, wrong.join("; "), rendered(said)).expect("strings grow");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_is_sound_compiles_without_a_word_and_runs() {
    build_and_run("pass", "papy");
}

#[test]
fn a_crate_may_know_papy_by_another_name() {
    build_and_run("renamed", "other");
}

/// Runs a program that ends soon: its end closes what it tells.
fn run(program: &Path) -> Result<(), String> {
    let mut child = Command::new(program).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let mut stderr = child.stderr.take().expect("piped");
    let (sender, told) = sync_channel(1);
    thread::spawn(move || {
        let mut text = String::new();
        let read = stderr.read_to_string(&mut text);
        // Nobody waits any more if it took too long.
        let _ = sender.send(read.map(|_| text));
    });
    let told = told.recv_timeout(RUNS_MAX).map_err(|_| {
        let _ = child.kill();
        format!("did not end within {RUNS_MAX:?}")
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    let told = told?.map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(told) }
}

/// Every case of a folder must run without a word from the compiler.
fn build_and_run(folder: &str, papy: &str) {
    let cases = cases(|word| word == folder);
    let said = compile("build", &crate_of(&format!("ui-{folder}"), papy, &cases));
    let mut report = String::new();
    for case in &cases {
        let said = rendered(said.get(&case.target()).map_or(&[], Vec::as_slice));
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-target/debug").join(case.target());
        let failed = run(&program.with_extension(std::env::consts::EXE_EXTENSION)).err().unwrap_or_default();
        if !said.is_empty() || !failed.is_empty() {
            writeln!(report, "== {}\n{said}{failed}", case.name).expect("strings grow");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn errors_read_as_in_the_golden_files() {
    let tests = trybuild::TestCases::new();
    for case in cases(is_faulty) {
        tests.compile_fail(format!("ui-tests/{}.rs", case.name));
    }
}

#[test]
fn the_chapter_of_errors_is_what_the_golden_files_say() {
    chapter::check();
}
