//! W1 to W7: what papy does on threads, against the plain loop and the best that people use today.
//!
//!     cargo bench -p papy-benches --bench threads            all of them
//!     cargo bench -p papy-benches --bench threads -- w3 w6   some
//!     cargo bench -p papy-benches --bench threads -- w4 only=fold   of their contestants those with this in their names
//!
//! Each prints medians of runs that take turns in one process, ratios to the first row, and the peak of resident memory. Texts are made in the
//! folder for temporary files, 700 MB of them.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

mod w1;
mod w2;
mod w4;
mod w5;
mod w6;
mod w7;

/// An ordered sink: each item depends on the one before.
fn sink(sum: u64, item: u64) -> u64 {
    sum.rotate_left(5) ^ item
}

/// A text of so many bytes, or a little more, of which `line` writes one line from a random number.
fn text(name: &str, bytes: usize, line: impl Fn(&mut Vec<u8>, u64)) -> PathBuf {
    let path = std::env::temp_dir().join(format!("papy-bench-{name}"));
    if path.metadata().is_ok_and(|file| file.len() >= bytes as u64) {
        return path;
    }
    let mut file = BufWriter::new(File::create(&path).expect("a file can be made"));
    let (mut random, mut written, mut buffer) = (0x2545_F491_4F6C_DD1D_u64, 0, Vec::new());
    while written < bytes {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        buffer.clear();
        line(&mut buffer, random);
        buffer.push(b'\n');
        written += buffer.len();
        file.write_all(&buffer).expect("there is room");
    }
    file.flush().expect("there is room");
    path
}

fn log() -> PathBuf {
    text("log", 500_000_000, |line, random| {
        let status = [200, 200, 200, 200, 200, 200, 301, 404, 500, 503][(random % 10) as usize];
        let (user, job, time) = (random >> 8 & 0xFFF, random >> 20 & 0xFFFF, random >> 40 & 0x3FF);
        write!(
            line,
            "2026-11-22T10:{:02}:{:02} host-{} GET /jobs/{job}?user={user} {status} {time} ms",
            random >> 4 & 63,
            random >> 50 & 63,
            user & 15
        )
        .expect("memory has room");
    })
}

fn prose() -> PathBuf {
    text("prose", 200_000_000, |line, random| {
        for at in 0..8 {
            // Few words are frequent: the square of a random number below one.
            let part = (random >> (at * 8) & 0xFF) * (random >> (at * 5) & 0xFF);
            write!(line, "{}w{:x} ", ["the", "of", "and", "pipe"][(part % 4) as usize], part / 64)
                .expect("memory has room");
        }
    })
}

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--") && !word.starts_with("only=")).collect();
    let all: [(&str, fn()); 7] = [
        ("w1", w1::run),
        ("w2", w2::run_alike),
        ("w3", w2::run_skewed),
        ("w4", w4::run),
        ("w5", || w5::run(&log())),
        ("w6", w6::run),
        ("w7", || w7::run(&prose())),
    ];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            run();
        }
    }
}
