//! Counts the words of a text: many workers count, and what they counted is merged. Then the first that each letter begins.
//!
//!     cargo run --release --example words

use std::collections::{BTreeMap, HashMap};

use papy::prelude::*;

/// The words of a line, in small letters.
#[piper(flat_map)]
fn words(line: Line) -> Vec<String> {
    let text = String::from_utf8_lossy(&line).to_lowercase();
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Each worker counts for itself; in which order that is put together makes no difference.
#[piper(fold, merge = both, commutative)]
fn count(counts: &mut HashMap<String, u64>, word: String) {
    *counts.entry(word).or_default() += 1;
}

fn both(counts: &mut HashMap<String, u64>, more: HashMap<String, u64>) {
    for (word, count) in more {
        *counts.entry(word).or_default() += count;
    }
}

/// A scan sees the words in the order of the text, wherever they were cut.
#[piper(scan)]
fn first_of_its_letter(seen: &mut BTreeMap<char, ()>, word: String) -> Option<String> {
    let letter = word.chars().next()?;
    seen.insert(letter, ()).is_none().then_some(word)
}

#[piper(reduce)]
fn list(earlier: String, later: String) -> String {
    format!("{earlier} {later}")
}

/// The one item that comes of all goes on like any other.
#[piper]
fn most_frequent(counts: HashMap<String, u64>, #[param] most: usize) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|(word, count), (other, others)| others.cmp(count).then(word.cmp(other)));
    counts.truncate(most);
    counts
}

pipeline! {
    Words(most: usize) {
        imap pool = threads(4);

        input lines: Line;
        let words = lines -> words on pool;
        output frequent: Vec<(String, u64)> = words -> count on pool -> most_frequent { most };
        output letters: String = words -> first_of_its_letter -> list;
    }
}

const TEXT: &str = "The quick brown fox jumps over the lazy dog.
The dog sleeps on; the fox is gone.
Over and over the fox jumps.";

fn main() -> papy::Result<()> {
    let run = Words { most: 3 }.start(TEXT.lines().map(Line::from))?;
    let (frequent, letters) = futures::executor::block_on(papy::join(run.frequent.collect(), run.letters.collect()));
    let (frequent, letters): (Vec<Vec<(String, u64)>>, Vec<String>) = (frequent?, letters?);
    let counted = |word: &str, count| (word.to_owned(), count);
    assert_eq!(frequent, [vec![counted("the", 5), counted("fox", 3), counted("over", 3)]]);
    assert_eq!(letters, ["the quick brown fox jumps over lazy dog sleeps is gone and"]);
    for (word, count) in &frequent[0] {
        println!("{count} {word}");
    }
    println!("first of their letters: {}", letters[0]);
    Ok(())
}
