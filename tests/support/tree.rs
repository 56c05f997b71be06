//! A tree of text files with every oddity that a line can have, the same for the same seed.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Which tree is made, unless `PAPY_SEED` says another.
const SEED: u64 = 20_110_601;
const FILES: u64 = 26;
const LINES_PER_FILE: u64 = 24_000;

const WORDS: [&str; 16] = [
    "papy",
    "engine",
    "spin_lock",
    "spinlock",
    "GET",
    "/reads/trim",
    "500",
    "503",
    "9ms",
    "xxxx",
    "line",
    "a.b",
    "10.0.3.11",
    "the",
    "of",
    "error:",
];

/// A tree on the disk.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    /// All files in byte order, name by name.
    pub(crate) files: Vec<PathBuf>,
    /// A few of them, some MB large in all.
    pub(crate) few: Vec<PathBuf>,
}

/// Makes the tree below `folder`, or takes the one that an earlier test run left there.
pub(crate) fn tree(folder: &Path) -> Tree {
    let seed = std::env::var("PAPY_SEED").map_or(SEED, |seed| seed.parse().expect("PAPY_SEED is a number"));
    println!("tree of seed {seed}; PAPY_SEED=n makes another one");
    let root = folder.join(format!("tree-{seed}"));
    let (done, begun) = (root.is_dir(), folder.join(format!("tree-{seed}.begun")));
    if !done {
        let _ = fs::remove_dir_all(&begun);
        write_tree(&begun, seed);
        fs::rename(&begun, &root).expect("renamed");
    }
    let mut files = Vec::new();
    list(&root, &mut files);
    let size = |path: &PathBuf| fs::metadata(path).expect("just listed").len();
    let bytes: u64 = files.iter().map(size).sum();
    assert!(bytes >= 50 << 20, "a tree of {bytes} bytes is too small");
    let few = files.iter().rev().take(3).rev().cloned().collect();
    Tree { root, files, few }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("listed").map(|entry| entry.expect("listed").path()).collect();
    entries.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    for path in entries {
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}

fn write_tree(root: &Path, seed: u64) {
    let mut random = Random(seed);
    // Where byte order is not that of languages, and where `a/` comes before `a-`.
    let folders = ["", "a", "a-b", "a.b", "B", ".hidden", "a/deep/er", "\u{e4}"];
    for file in 0..FILES {
        let folder = root.join(folders[file as usize % folders.len()]);
        fs::create_dir_all(&folder).expect("made");
        let out = fs::File::create(folder.join(format!("{}.log", random.below(1 << 30)))).expect("made");
        write_file(&mut BufWriter::with_capacity(1 << 20, out), &mut random, file).expect("written");
    }
    fs::write(root.join("empty"), "").expect("written");
    fs::write(root.join("one-end"), "\n").expect("written");
}

fn write_file(out: &mut impl Write, random: &mut Random, file: u64) -> std::io::Result<()> {
    let lines = LINES_PER_FILE / 2 + random.below(LINES_PER_FILE);
    for line in 0..lines {
        match random.below(64) {
            0 => {}
            1 => out.write_all(b"ab\0cd \0")?,
            2 => out.write_all(&random.next().to_le_bytes().map(|byte| if byte == b'\n' { 0xff } else { byte }))?,
            3 => out.write_all(b"ends as on Windows 500 \r")?,
            _ => {
                for _ in 0..4 + random.below(20) {
                    out.write_all(WORDS[random.below(16) as usize].as_bytes())?;
                    out.write_all(b" ")?;
                }
            }
        }
        // Longer than what is read at once; in the middle of some files, at the end of others.
        if line == lines - 1 - file % 2 * 1000 && file.is_multiple_of(3) {
            out.write_all(&b"very long spin_lock ".repeat(1 << 15))?;
        }
        if line < lines - 1 || !file.is_multiple_of(4) {
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}

/// Sebastiano Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
