//! Fork and join: each line goes to two branches, which run side by side, and the results meet again as a pair.
//!
//!     cargo run --release --example leet

use papy::{pipeline, piper};

/// As the initiated write it.
#[piper]
fn leet(line: &str) -> String {
    line.chars()
        .map(|letter| match letter.to_ascii_lowercase() {
            'a' => '4',
            'e' => '3',
            'i' => '1',
            'o' => '0',
            's' => '5',
            't' => '7',
            other => other,
        })
        .collect()
}

/// How long it is.
#[piper]
fn letters(line: &str) -> usize {
    line.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// Two arguments, so two pipes come in. A piper stays a function: this one could be called too.
#[piper]
fn caption(shout: String, count: usize) -> String {
    format!("{shout} ({count} letters)")
}

pipeline! {
    Leet {
        imap pool = threads(4);

        input lines: &'static str;
        let shouts = lines -> leet on pool;
        let counts = lines -> letters on pool;
        output captions: String = (shouts, counts) -> caption;
    }
}

fn main() -> papy::Result<()> {
    let lines = ["An elite line", "that goes two ways", "and is one again", "", "Order is kept"];
    let mut run = Leet::new().start(lines)?;
    for caption in &mut run.captions {
        println!("{}", caption?);
    }
    Ok(())
}
