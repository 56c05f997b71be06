//! The words of the command line. Knows nothing of pipelines.

use std::ffi::OsString;
use std::path::PathBuf;
use std::thread::available_parallelism;

use crate::{compile, is_stdin};

const USAGE: &str = "\
usage: grep [OPTION]... PATTERN [FILE]...

FILE is a file, a directory, or - for standard input, which is also read if there is none.

  --follow         like `tail -n +1 -F FILE | grep PATTERN`, until Ctrl-C
  --count          print how many lines match, of all files together: the sum of what `grep -ch` prints
  --with-filename  print the file before each line
  --unordered      print lines as they are found; with --with-filename they stay in order
  --imap threads:N how many threads look for the pattern (default: as many as there are cores)
  --batch N        how many lines travel together (default: papy measures)
  --stats          print what each part of the pipeline did, to standard error

Exit code: 0 if a line matched, 1 if none did, 2 if something could not be read.";

/// What was asked for.
pub(crate) struct Options {
    pub(crate) pattern: String,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) threads: usize,
    pub(crate) batch: Option<usize>,
    pub(crate) follow: bool,
    pub(crate) count: bool,
    pub(crate) unordered: bool,
    pub(crate) stats: bool,
    pub(crate) with_filename: bool,
}

impl Options {
    /// From words to what they ask for, or the reason why not.
    pub(crate) fn parse(mut args: impl Iterator<Item = OsString>) -> Result<Options, String> {
        let (mut words, mut only_words) = (Vec::new(), false);
        let mut options = Options {
            pattern: String::new(),
            files: Vec::new(),
            threads: available_parallelism().map_or(1, usize::from),
            batch: None,
            follow: false,
            count: false,
            unordered: false,
            stats: false,
            with_filename: false,
        };
        while let Some(arg) = args.next() {
            let mut number = |prefix: &str| {
                let value = args.next().and_then(|value| value.into_string().ok()).unwrap_or_default();
                let number =
                    value.strip_prefix(prefix).and_then(|number| number.parse().ok()).filter(|number| *number > 0);
                number.ok_or_else(|| format!("write {} {prefix}N, with N above 0", arg.display()))
            };
            match arg.to_str() {
                Some(word) if only_words || word == "-" || !word.starts_with('-') => words.push(arg),
                None => words.push(arg),
                Some("--") => only_words = true,
                Some("--follow") => options.follow = true,
                Some("--count") => options.count = true,
                Some("--unordered") => options.unordered = true,
                Some("--stats") => options.stats = true,
                Some("--with-filename") => options.with_filename = true,
                Some("--imap") => options.threads = number("threads:")?,
                Some("--batch") => options.batch = Some(number("")?),
                Some(other) => return Err(format!("no option {other}\n{USAGE}")),
            }
        }
        let mut words = words.into_iter();
        let pattern = words.next().ok_or(USAGE)?;
        options.pattern = pattern.into_string().map_err(|_| r"the pattern is not UTF-8; write such bytes as \xFF")?;
        // A worker would find this out too: once for each.
        compile(&options.pattern).map_err(|error| error.to_string())?;
        options.files = words.map(PathBuf::from).collect();
        if options.files.is_empty() {
            options.files.push("-".into());
        }
        if options.follow && (options.with_filename || options.files.len() != 1 || is_stdin(&options.files[0])) {
            return Err("--follow takes one file, and no --with-filename".into());
        }
        Ok(options)
    }
}
