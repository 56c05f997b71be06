//! Words of 200 MB of text, counted.

use std::collections::HashMap;
use std::path::Path;

use papy::io::Line;
use papy::{pipeline, piper};
use papy_benches::{Contestant, race};
use rayon::prelude::*;

type Counts = HashMap<Vec<u8>, u64>;

fn add(counts: &mut Counts, line: &[u8]) {
    for word in line.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        match counts.get_mut(word) {
            Some(count) => *count += 1,
            None => _ = counts.insert(word.to_vec(), 1),
        }
    }
}

fn join(counts: &mut Counts, others: Counts) {
    others.into_iter().for_each(|(word, count)| *counts.entry(word).or_default() += count);
}

#[piper(fold, merge = join, commutative)]
fn count(counts: &mut Counts, line: &[u8]) {
    add(counts, line);
}

pipeline! {
    Words {
        imap pool = threads(4);
        input lines: Line;
        output counts: Counts = lines -> count on pool;
    }
}

fn sum(counts: Counts) -> u64 {
    counts.into_iter().map(|(word, count)| count.wrapping_mul(word.len() as u64 + 1)).fold(0, u64::wrapping_add)
}

pub(super) fn run(text: &Path) {
    race(
        "W7, the words of 200 MB, counted",
        5,
        vec![
            Contestant::new("rayon, fold and reduce", || {
                let text = std::fs::read_to_string(text).expect("it was written");
                let counts = text.par_lines().fold(Counts::new, |mut counts, line| {
                    add(&mut counts, line.as_bytes());
                    counts
                });
                sum(counts.reduce(Counts::new, |mut a, b| {
                    join(&mut a, b);
                    a
                }))
            }),
            Contestant::new("papy threads(4), papy::io::lines", || {
                let run = Words::new().start(papy::io::lines(text)).expect("it starts");
                sum(run.counts.into_iter().next().expect("it folds").expect("no line fails"))
            }),
            Contestant::new("plain loop", || {
                let text = std::fs::read_to_string(text).expect("it was written");
                let mut counts = Counts::new();
                text.lines().for_each(|line| add(&mut counts, line.as_bytes()));
                sum(counts)
            }),
        ],
    );
}
