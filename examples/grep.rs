//! `grep -ahE` as a pipeline: keeps the lines that match, in order, on as many threads as you like.
//!
//!     cargo run --release --example grep -- PATTERN FILE...
//!     cargo run --release --example grep -- --follow PATTERN FILE
//!
//! Patterns are those of the crate `regex`, over bytes: `.` is any byte, `\w` and its like are ASCII (`(?u)` in a pattern turns Unicode on), and text
//! need not be UTF-8. Directories are walked in byte order of their names, as `grep -r` walks: links, pipes and devices below them are passed over.

use std::env;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use papy::io::{self, Chunks, Feeder, FileError, Line, Printable};
use papy::prelude::*;
use regex::bytes::{Regex, RegexBuilder};

use options::Options;

#[path = "grep/options.rs"]
mod options;

/// Keeps the lines that match.
#[piper(filter)]
fn grep(line: &[u8], #[local(|pattern: &str| compile(pattern))] regex: &Regex) -> bool {
    regex.is_match(line)
}

fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).unicode(false).build()
}

pipeline! {
    /// Keeps the lines that match, in order.
    Grep(pattern: String, batch: Option<usize>) {
        imap pool: Threads;
        input lines: Line;
        output hits: Line = lines -> grep { pattern } on pool [batch = batch];
    }
}

pipeline! {
    /// Keeps the lines that match, as they are found.
    GrepUnordered(pattern: String, batch: Option<usize>) {
        imap pool: Threads;
        input lines: Line;
        output hits: Line = lines -> grep { pattern } on pool [batch = batch, unordered];
    }
}

/// A line that knows its file.
struct Found {
    path: Arc<Path>,
    line: Line,
}

impl Printable for Found {
    fn write_to(&self, w: &mut dyn Write) -> std::io::Result<()> {
        self.path.write_to(w)?;
        w.write_all(b":")?;
        self.line.write_to(w)
    }
}

/// The lines of a file, read as they are wanted.
#[piper(flat_map, fallible_items)]
fn read(path: PathBuf) -> Result<impl Iterator<Item = Result<Found, String>>, FileError> {
    let (path, reader): (PathBuf, Box<dyn Read + Send>) = match File::open(&path) {
        _ if is_stdin(&path) => ("(standard input)".into(), Box::new(std::io::stdin())),
        Ok(file) => (path, Box::new(file)),
        Err(cause) => return Err(FileError::Open { path, cause }),
    };
    let path: Arc<Path> = path.into();
    Ok(Chunks::new(reader).flat_map(move |chunk| match chunk {
        Ok(chunk) => chunk.into_lines().map(|line| Ok(Found { path: path.clone(), line })).collect(),
        Err(error) => vec![Err(format!("{}: {error}", path.display()))],
    }))
}

/// A piper is a function still: this one calls the other.
#[piper(filter)]
fn grep_found(found: &Found, #[local(|pattern: &str| compile(pattern))] regex: &Regex) -> bool {
    grep(&found.line, regex)
}

pipeline! {
    /// Keeps the lines that match, with their files.
    GrepNamed(pattern: String, batch: Option<usize>) {
        imap pool: Threads;
        input files: PathBuf;
        output hits: Found = files -> read on pool -> grep_found { pattern } on pool [batch = batch];
    }
}

#[papy::main]
fn main() -> papy::Result<ExitCode> {
    search().or_else(|error| match io::is_closed_pipe(&error) {
        true => Err(error),
        false => {
            eprintln!("grep: {error}");
            Ok(ExitCode::from(2))
        }
    })
}

fn search() -> papy::Result<ExitCode> {
    let options = Options::parse(env::args_os().skip(1))?;
    let Options { pattern, files, batch, count, .. } = options;
    let pool = IMap::threads(options.threads);
    let (seen, report) = if options.with_filename {
        let mut run = GrepNamed { pattern, batch }.pool(pool).start(walk(files))?;
        (show(&mut run.hits, count)?, run.finish_blocking()?)
    } else {
        let lines: Box<dyn Feeder<Item = Line>> = match &files[..] {
            [file] if options.follow => Box::new(io::follow(file)),
            [file] if is_stdin(file) => Box::new(io::stdin()),
            _ => Box::new(io::lines_of(walk(files))),
        };
        if options.unordered {
            let mut run = GrepUnordered { pattern, batch }.pool(pool).start(lines)?;
            (show(&mut run.hits, count)?, run.finish_blocking()?)
        } else {
            let mut run = Grep { pattern, batch }.pool(pool).start(lines)?;
            (show(&mut run.hits, count)?, run.finish_blocking()?)
        }
    };
    if count {
        io::out(seen.lines)?;
    }
    if options.stats {
        eprintln!("{}", report.stats);
    }
    Ok(seen.exit_code())
}

fn is_stdin(path: &Path) -> bool {
    path == "-"
}

/// The files that are named and those below the directories that are; standard input among others by its name in the file system.
fn walk(paths: Vec<PathBuf>) -> impl Iterator<Item = Result<PathBuf, io::WalkError>> + Send {
    paths.into_iter().flat_map(|path| io::walk(if is_stdin(&path) { "/dev/stdin".into() } else { path }))
}

struct Seen {
    lines: u64,
    errors: u64,
}

impl Seen {
    fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Seen { errors: 1.., .. } => 2,
            Seen { lines: 0, .. } => 1,
            Seen { .. } => 0,
        })
    }
}

/// Reads an output to its end. A failed item is told where it stands; the others follow.
fn show<T: Printable>(hits: impl IntoIterator<Item = Result<T, ItemError>>, count: bool) -> papy::Result<Seen> {
    let mut seen = Seen { lines: 0, errors: 0 };
    for hit in hits {
        match hit {
            Ok(hit) => {
                seen.lines += 1;
                if !count {
                    io::out(hit)?;
                }
            }
            Err(error) => {
                seen.errors += 1;
                let cause = std::error::Error::source(&error);
                eprintln!("grep: {}", cause.map_or_else(|| error.to_string(), ToString::to_string));
            }
        }
    }
    Ok(seen)
}
