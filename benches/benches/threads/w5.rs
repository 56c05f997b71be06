//! A regular expression over the lines of 500 MB of log.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use papy::io::Line;
use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;
use regex::bytes::Regex;

const PATTERN: &str = r" 50[03] .*ms$";

#[piper(filter)]
fn matches(line: &[u8], #[local(|| Regex::new(PATTERN))] regex: &Regex) -> bool {
    regex.is_match(line)
}

/// For lines as the standard library gives them.
#[piper(filter)]
fn matches_owned(line: &String, #[local(|| Regex::new(PATTERN))] regex: &Regex) -> bool {
    regex.is_match(line.as_bytes())
}

pipeline! {
    Slices {
        imap pool = threads(4);
        input lines: Line;
        output hits: Line = lines -> matches on pool;
    }
}

pipeline! {
    Owned {
        imap pool = threads(4);
        input lines: String;
        output hits: String = lines -> matches_owned on pool;
    }
}

fn bytes<L: AsRef<[u8]>>(count: (u64, u64), line: L) -> (u64, u64) {
    (count.0 + 1, count.1 + line.as_ref().len() as u64)
}

fn sum((lines, bytes): (u64, u64)) -> u64 {
    lines << 40 | bytes
}

pub(super) fn run(log: &Path) {
    let regex = Regex::new(PATTERN).expect("it is one");
    race(
        "W5, a regex over 500 MB of log lines, as slices",
        5,
        vec![
            Contestant::new("rayon, lines of 1 MiB chunks", || {
                let text = std::fs::read(log).expect("it was written");
                let hits = |chunk: &&[u8]| -> (u64, u64) {
                    chunk.split(|byte| *byte == b'\n').filter(|line| regex.is_match(line)).fold((0, 0), bytes)
                };
                let chunks = chunks(&text);
                sum(chunks.par_iter().map(hits).reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1)))
            }),
            Contestant::new("papy threads(4), papy::io::lines", || {
                let run = Slices::new().start(papy::io::lines(log)).expect("it starts");
                sum(run.hits.into_iter().fold((0, 0), |count, hit| bytes(count, hit.expect("no line fails"))))
            }),
        ],
    );
    race(
        "W5, a regex over 500 MB of log lines, as Strings",
        3,
        vec![
            Contestant::new("rayon par_lines, to Strings", || {
                let text = std::fs::read_to_string(log).expect("it was written");
                let hits: Vec<String> =
                    text.par_lines().map(str::to_owned).filter(|line| regex.is_match(line.as_bytes())).collect();
                sum(hits.iter().fold((0, 0), bytes))
            }),
            Contestant::new("papy threads(4), BufRead::lines", || {
                let lines = BufReader::new(File::open(log).expect("it was written")).lines();
                let run = Owned::new().start(papy::io::blocking(lines)).expect("it starts");
                sum(run.hits.into_iter().fold((0, 0), |count, hit| bytes(count, hit.expect("no line fails"))))
            }),
            Contestant::new("one thread, BufRead::lines", || {
                let lines = BufReader::new(File::open(log).expect("it was written")).lines();
                let hits = lines.map(|line| line.expect("it is text")).filter(|line| regex.is_match(line.as_bytes()));
                sum(hits.fold((0, 0), bytes))
            }),
        ],
    );
}

/// About 1 MiB each, of whole lines.
fn chunks(text: &[u8]) -> Vec<&[u8]> {
    let mut rest = text;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let end = rest[rest.len().min(1 << 20) - 1..].iter().position(|byte| *byte == b'\n');
        let (chunk, more) = rest.split_at(end.map_or(rest.len(), |at| rest.len().min(1 << 20) + at));
        chunks.push(chunk.strip_suffix(b"\n").unwrap_or(chunk));
        rest = more;
    }
    chunks
}
