//! Pipes of generic pipelines that do not fit, one that carries a type made with the constant.

use papy::{pipeline, piper};

#[piper]
fn kmers<const K: usize>(read: String) -> Vec<[u8; K]> {
    read.as_bytes().windows(K).map(|kmer| kmer.try_into().unwrap()).collect()
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

pipeline! {
    pub Count<const K: usize> {
        input reads: String;
        output hits = reads -> kmers::<K> -> upper -> upper; //~ kmers::<K> -> upper
    }
}

pipeline! {
    pub Skip<const BOTH: bool> {
        input numbers: u64;
        output hits = numbers -> upper -> upper; //~ numbers -> upper
    }
}

fn main() {
    let _ = Count::<21>::new().start(std::iter::empty());
}
