//! `examples/grep.rs` against `grep`: the same bytes, the same exit codes, on any number of threads and in chunks of any size.

#![cfg(unix)]

#[path = "support/program.rs"]
mod program;
#[path = "support/tree.rs"]
mod tree;

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use program::{DEADLINE, Running, example, run};
use tree::Tree;

static TREE: LazyLock<Tree> = LazyLock::new(|| tree::tree(Path::new(env!("CARGO_TARGET_TMPDIR"))));

/// What both dialects understand alike.
const PATTERNS: [&str; 8] =
    [" 50[03] ", "^$", "papy.*(engine|spin_?lock) ", "ab.cd", "\r$", "^[^ ]+$", "x{4} the$|xxxx the ", "very long"];

#[test]
fn every_thread_count_and_chunk_size_prints_what_grep_prints() {
    for (index, pattern) in PATTERNS.into_iter().enumerate() {
        let expected = grep("-h", pattern, &TREE.files);
        let cell = |threads: usize, batch: &[&str]| {
            let imap = format!("threads:{threads}");
            let options = [&["--imap", &imap], batch].concat();
            same(
                &papy(&[&options[..], &[pattern]].concat(), &TREE.files),
                &expected,
                &format!("{pattern:?} with {options:?}"),
            );
        };
        // The sizes that cost most take a pattern for each thread count; each size gets all of both.
        let threads = index + 1;
        (1..=8).for_each(|threads| cell(threads, &[]));
        cell(threads, &["--batch", "7"]);
        cell(9 - threads, &["--batch", "1"]);
    }
}

#[test]
fn every_line_passes_as_it_is() {
    agree(&[], "-h", "", &TREE.files);
    agree(&["--imap", "threads:2", "--batch", "7"], "-h", "", &TREE.few);
}

#[test]
fn a_directory_is_walked_in_byte_order_of_names() {
    let expected = grep("-h", "spin_?lock", &TREE.files);
    same(&papy(&["spin_?lock"], &[&TREE.root]), &expected, "the directory");
}

#[test]
fn files_are_named_before_their_lines() {
    agree(&["--with-filename"], "-H", "ab.cd|very long", &TREE.files);
    agree(&["--with-filename", "--batch", "1", "--imap", "threads:3"], "-H", "papy engine", &TREE.few);
}

#[test]
fn unordered_lines_are_the_same_lines() {
    let sorted = |output: Output| {
        let mut lines: Vec<_> = output.stdout.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        lines.sort();
        lines
    };
    let expected = sorted(grep("-h", "papy engine", &TREE.files));
    assert!(sorted(papy(&["--unordered", "papy engine"], &TREE.files)) == expected, "other lines");
}

#[test]
fn a_count_is_the_sum_of_greps_counts() {
    let counts = grep("-hc", " 50[03] ", &TREE.files).stdout;
    let sum: u64 = String::from_utf8(counts).unwrap().lines().map(|count| count.parse::<u64>().unwrap()).sum();
    assert_eq!(text(&papy(&["--count", " 50[03] "], &TREE.files).stdout), format!("{sum}\n"));
    assert_eq!(text(&papy(&["--count", "--with-filename", " 50[03] "], &TREE.files).stdout), format!("{sum}\n"));
}

#[test]
fn standard_input_is_a_file_like_others() {
    let (file, others) = TREE.files.split_last().unwrap();
    let expected = grep("-h", "papy engine", &TREE.files);
    let mut files = others.to_vec();
    files.push("-".into());
    let input = || fs::read(file).unwrap();
    same(&run(example("grep"), &words(&["papy engine"], &files), input()), &expected, "- among others");

    let alone = grep("-h", "papy engine", std::slice::from_ref(file));
    same(&run(example("grep"), &["papy engine", "-"], input()), &alone, "- alone");
    same(&run(example("grep"), &["papy engine"], input()), &alone, "no file");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    let dangling = folder.path().join("dangling");
    symlink("nowhere", &dangling).unwrap();
    let mut files = vec![folder.path().join("missing"), TREE.files[0].clone(), dangling, TREE.files[1].clone()];
    if cfg!(target_os = "linux") {
        // Can be opened, cannot be read: also by root, whom no permission stops.
        files.push("/proc/self/mem".into());
    }
    files.push(TREE.files[2].clone());
    let expected = grep("-h", "papy engine", &TREE.files[..3]);
    for options in [&[][..], &["--batch", "1"], &["--imap", "threads:1"]] {
        let found = papy(&[options, &["papy engine"]].concat(), &files);
        assert_eq!(found.status.code(), Some(2));
        assert!(found.stdout == expected.stdout, "other lines with {options:?}");
        let told = text(&found.stderr);
        assert_eq!(told.lines().count(), files.len() - 3, "{told}");
        assert!(told.contains("missing") && told.contains("dangling"), "{told}");
    }
    let named = papy(&["--with-filename", "papy engine"], &files);
    assert_eq!((named.status.code(), text(&named.stderr).lines().count()), (Some(2), files.len() - 3));
}

#[test]
fn no_match_is_exit_code_1_and_a_wrong_pattern_2() {
    let none = papy(&["no such line"], &TREE.few);
    assert_eq!((none.status.code(), text(&none.stdout), text(&none.stderr)), (Some(1), "", ""));
    let wrong = papy(&["("], &TREE.few);
    assert_eq!((wrong.status.code(), text(&wrong.stdout)), (Some(2), ""));
    assert!(text(&wrong.stderr).contains("unclosed group"), "{}", text(&wrong.stderr));
}

#[test]
fn e6_a_reader_that_has_gone_ends_it_quietly() {
    for options in [&["--imap", "threads:4"][..], &["--unordered"], &["--with-filename"]] {
        let mut head = Running::start(example("grep"), &words(&[options, &["^"]].concat(), &TREE.files));
        head.next();
        head.close_output();
        let (status, told) = head.end(DEADLINE);
        assert_eq!((status.code(), told.as_str()), (Some(0), ""), "{options:?}");
    }
}

#[test]
fn e6_a_reader_that_has_gone_is_found_out_while_input_comes() {
    let mut head = Running::start(example("grep"), &["^", "-"]);
    let mut input = head.stdin.take().unwrap();
    input.write_all(b"first\n").unwrap();
    head.expect(&["first"]);
    head.close_output();
    // Nobody can tell that a reader has gone but who writes to it.
    while input.write_all(b"more\n").is_ok() {}
    let (status, told) = head.end(DEADLINE);
    assert_eq!((status.code(), told.as_str()), (Some(0), ""));
}

#[test]
fn e7_following_ends_200_ms_after_a_signal_and_needs_no_further_line() {
    let folder = tempfile::tempdir().unwrap();
    let (log, old) = (folder.path().join("log"), folder.path().join("log.1"));
    append(&log, "hit 1\nmiss\nhit 2\n");
    let follow = Running::start(example("grep"), &[OsString::from("--follow"), "hit".into(), log.clone().into()]);
    follow.expect(&["hit 1", "hit 2"]);
    append(&log, "miss\nhit ");
    append(&log, "3\n");
    follow.expect(&["hit 3"]);
    // Rotated.
    append(&log, "hit 4\n");
    fs::rename(&log, &old).unwrap();
    append(&log, "hit 5 in a longer line\n");
    follow.expect(&["hit 4", "hit 5 in a longer line"]);
    // Cut off, and shorter than before: what has grown again meanwhile nobody can tell from what was only appended to.
    fs::write(&log, "hit 6\n").unwrap();
    follow.expect(&["hit 6"]);

    follow.signal("INT");
    let signalled = Instant::now();
    let (status, told) = follow.end(DEADLINE);
    let took = signalled.elapsed();
    assert_eq!((status.code(), told.as_str()), (Some(0), ""));
    assert!(took <= Duration::from_millis(200), "it ended {took:?} after the signal");
}

#[test]
fn t8_ten_million_items_need_no_more_memory_than_a_hundred_thousand() {
    if !cfg!(target_os = "linux") {
        eprintln!("SKIPPED: the peak of a process is read from /proc, which only Linux has");
        return;
    }
    let peak = |items: &str| -> u64 {
        let output = run(example("memory"), &[items], Vec::new());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).trim().parse().expect("a number of KiB")
    };
    let (few, many) = (peak("100000"), peak("10000000"));
    println!("peak: {few} KiB for 10^5 items, {many} KiB for 10^7");
    assert!(many <= few + (16 << 10), "{few} KiB for 10^5 items, {many} KiB for 10^7");
}

fn append(path: &Path, lines: &str) {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut log| log.write_all(lines.as_bytes()))
        .unwrap();
}

/// Runs both, and compares.
fn agree(options: &[&str], kind: &str, pattern: &str, files: &[PathBuf]) {
    let found = papy(&[options, &[pattern]].concat(), files);
    same(&found, &grep(kind, pattern, files), &format!("{pattern:?} with {options:?}"));
}

fn papy(options: &[&str], files: &[impl AsRef<Path>]) -> Output {
    run(example("grep"), &words(options, files), Vec::new())
}

fn grep(kind: &str, pattern: &str, files: &[PathBuf]) -> Output {
    let mut grep = Command::new("grep");
    grep.env("LC_ALL", "C");
    let output = run(grep, &words(&["-aE", kind, "-e", pattern, "--"], files), Vec::new());
    assert_eq!(text(&output.stderr), "", "grep itself");
    output
}

fn words(options: &[&str], files: &[impl AsRef<Path>]) -> Vec<OsString> {
    options.iter().map(OsString::from).chain(files.iter().map(|file| file.as_ref().into())).collect()
}

fn same(found: &Output, expected: &Output, what: &str) {
    assert_eq!(text(&found.stderr), "", "{what}");
    let differs = found.stdout.iter().zip(&expected.stdout).position(|(a, b)| a != b);
    let (found_bytes, expected_bytes) = (found.stdout.len(), expected.stdout.len());
    assert!(
        differs.is_none() && found_bytes == expected_bytes,
        "{what}: {found_bytes} bytes where grep prints {expected_bytes}; the first that differs: {differs:?}"
    );
    assert_eq!(found.status.code(), expected.status.code(), "{what}");
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("a test that compares bytes does not call this")
}
