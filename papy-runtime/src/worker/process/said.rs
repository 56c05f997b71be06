//! What children write to their standard output and error: the end of it is kept, lines are told to `tracing`, the rest is counted.
//!
//! Telling has a thread of its own, which is not waited for: whoever listens may be slow, and no child may wait for that.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::flow::trace;

/// How much of the end of each stream is kept: some screens of text, also with hundreds of workers.
const TAIL_BYTES_MAX: usize = 8 << 10;
/// What is told of one line; a longer one is told in pieces.
const LINE_BYTES_MAX: usize = 4 << 10;
/// Lines that wait for whoever listens. At most 1 MiB; beyond it lines are counted.
const LINES_MAX: usize = 256;

/// The end of what a child wrote to one stream.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tail {
    kept: VecDeque<u8>,
    bytes: u64,
}

impl Tail {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        let last = &bytes[bytes.len().saturating_sub(TAIL_BYTES_MAX)..];
        let over = (self.kept.len() + last.len()).saturating_sub(TAIL_BYTES_MAX);
        self.kept.drain(..over);
        self.kept.extend(last);
    }

    /// How much was written, kept or not.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is kept, of text in UTF-8 with no half character at the start, and nothing in it that a terminal acts on.
    pub(crate) fn text(&self) -> String {
        let cut = self.bytes > self.kept.len() as u64;
        let half = self.kept.iter().take_while(|byte| cut && **byte & 0xC0 == 0x80).count();
        let kept: Vec<u8> = self.kept.iter().copied().skip(half).collect();
        escaped(&String::from_utf8_lossy(&kept))
    }
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bytes > self.kept.len() as u64 {
            f.write_str("[..] ")?;
        }
        f.write_str(self.text().trim_end())
    }
}

/// `text` with nothing in it that a terminal acts on but ends of lines and tabs.
fn escaped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && !matches!(c, '\n' | '\t')) || turns {
            clean.extend(c.escape_default());
        } else {
            clean.push(c);
        }
    }
    clean
}

/// Makes lines of what comes in pieces.
#[derive(Debug, Default)]
pub(super) struct Lines {
    open: Vec<u8>,
}

impl Lines {
    /// Gives each line that is complete, without its end.
    pub(super) fn feed(&mut self, bytes: &[u8], mut give: impl FnMut(&[u8])) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let (mut text, ended) = piece.strip_suffix(b"\n").map_or((piece, false), |text| (text, true));
            while self.open.len() + text.len() > LINE_BYTES_MAX {
                let (fits, more) = text.split_at(LINE_BYTES_MAX - self.open.len());
                self.open.extend_from_slice(fits);
                self.give(&mut give);
                text = more;
            }
            self.open.extend_from_slice(text);
            if ended {
                self.give(&mut give);
            }
        }
    }

    /// Gives what stands behind the last end of a line.
    pub(super) fn end(&mut self, mut give: impl FnMut(&[u8])) {
        if !self.open.is_empty() {
            self.give(&mut give);
        }
    }

    fn give(&mut self, give: &mut impl FnMut(&[u8])) {
        give(self.open.strip_suffix(b"\r").unwrap_or(&self.open));
        self.open.clear();
    }
}

struct Line {
    worker: Arc<str>,
    stream: &'static str,
    text: String,
}

/// Lines that were not told because too many waited.
static LOST: AtomicU64 = AtomicU64::new(0);

/// Tells a line, if somebody listens; returns at once.
pub(super) fn tell(worker: &Arc<str>, stream: &'static str, line: &[u8]) {
    let line = Line { worker: worker.clone(), stream, text: escaped(&String::from_utf8_lossy(line)) };
    if teller().is_none_or(|lines| lines.try_send(line).is_err()) {
        LOST.fetch_add(1, Ordering::Relaxed);
    }
}

/// The way to the thread that tells lines, which is begun by the first one.
fn teller() -> Option<SyncSender<Line>> {
    static TELLER: Mutex<Option<SyncSender<Line>>> = Mutex::new(None);
    let mut teller = TELLER.lock().unwrap_or_else(PoisonError::into_inner);
    if teller.is_none() {
        let (send, lines) = mpsc::sync_channel::<Line>(LINES_MAX);
        let tell_all = move || {
            for Line { worker, stream, text } in lines {
                trace::child_said(&worker, stream, &text);
                let lost = LOST.swap(0, Ordering::Relaxed);
                if lost > 0 {
                    trace::children_lines_lost(lost);
                }
            }
        };
        // Where no thread can be had the next line tries again.
        *teller = thread::Builder::new().name("papy-told".to_owned()).spawn(tell_all).ok().map(|_| send);
    }
    teller.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pieces: &[&str]) -> Vec<String> {
        let (mut lines, mut given) = (Lines::default(), Vec::new());
        for piece in pieces {
            lines.feed(piece.as_bytes(), |line| given.push(String::from_utf8_lossy(line).into_owned()));
        }
        lines.end(|line| given.push(format!("{} (open)", String::from_utf8_lossy(line))));
        given
    }

    #[test]
    fn pieces_become_lines() {
        for (pieces, expected) in [
            (&["a\nb\n"][..], &["a", "b"][..]),
            (&["a", "b", "\n"], &["ab"]),
            (&["a\r", "\n\nb"], &["a", "", "b (open)"]),
            (&[], &[]),
        ] {
            assert_eq!(lines(pieces), expected);
        }
    }

    #[test]
    fn a_line_without_end_is_told_in_pieces() {
        let long = "x".repeat(LINE_BYTES_MAX * 2 + 1);
        assert_eq!(
            lines(&[&long, "\n"]).iter().map(String::len).collect::<Vec<_>>(),
            [LINE_BYTES_MAX, LINE_BYTES_MAX, 1]
        );
    }

    #[test]
    fn b16_of_a_flood_the_end_is_kept_and_the_rest_counted() {
        let mut tail = Tail::default();
        for number in 0..100_000 {
            tail.push(format!("line {number}\n").as_bytes());
        }
        assert_eq!(tail.bytes(), 1_088_890);
        assert_eq!(tail.kept.len(), TAIL_BYTES_MAX);
        assert!(tail.to_string().starts_with("[..] "));
        assert!(tail.to_string().ends_with("line 99998\nline 99999"));
        tail.push(&vec![b'y'; TAIL_BYTES_MAX * 3]);
        assert_eq!(tail.text(), "y".repeat(TAIL_BYTES_MAX));
    }

    #[test]
    fn f15_what_a_terminal_acts_on_is_escaped() {
        let mut tail = Tail::default();
        tail.push("\u{1b}[2Jgone\tö\n\u{202e}cod.exe\u{7}".as_bytes());
        assert_eq!(tail.text(), "\\u{1b}[2Jgone\tö\n\\u{202e}cod.exe\\u{7}");
    }

    #[test]
    fn a_character_that_is_cut_is_left_out() {
        let mut tail = Tail::default();
        tail.push("ö".repeat(TAIL_BYTES_MAX).as_bytes());
        tail.push(b"x");
        assert_eq!(tail.text(), "ö".repeat(TAIL_BYTES_MAX / 2 - 1) + "x");
    }
}
