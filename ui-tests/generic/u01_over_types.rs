//! Pipes of pipelines that are generic over types do not fit. Using such a pipeline tells nothing new.

use papy::{pipeline, piper};

pub trait Record: Send + Sync + 'static {
    fn line(&self) -> String;
}

impl Record for String {
    fn line(&self) -> String {
        self.clone()
    }
}

#[piper]
fn clean<T: Record>(record: T) -> T {
    record
}

#[piper]
fn text<T: Record>(record: &T) -> String {
    record.line()
}

#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

#[piper]
fn length(line: String) -> u64 {
    line.len() as u64
}

#[piper(flat_map)]
fn count(to: u64) -> Vec<u64> {
    (0..to).collect()
}

#[piper]
async fn later(number: u64) -> u64 {
    number
}

#[piper(fold)]
fn sum(sum: &mut u64, number: u64) {
    *sum += number;
}

pipeline! {
    pub Clean<T: Record> {
        input records: T;
        output hits = records -> clean -> upper -> upper; //~ clean -> upper
    }
}

pipeline! {
    pub Kinds<T> where T: Record {
        input records: T;
        let texts = records -> text;
        output counted = texts -> count; //~ texts -> count
        output awaited = texts -> later -> later; //~ texts -> later
        output summed = texts -> sum; //~ texts -> sum
    }
}

pipeline! {
    pub Placed<T: Record, const N: usize> {
        imap pool = threads(N);
        input records: T;
        output hits = records -> clean -> text -> length on pool -> upper on pool; //~ length on pool -> upper
    }
}

fn main() {
    let run = Clean::<String>::new().start(vec![String::from("a")]).unwrap();
    for hit in run.hits {
        let hit: String = hit.unwrap();
        println!("{hit}");
    }
}
