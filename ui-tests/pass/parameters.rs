//! Params: cloned for all but the last use, expressions, shorthand, in options; generic pipers and pipelines.
#![deny(warnings)]

use papy::{pipeline, piper};

#[derive(Clone)]
struct Words(Vec<String>);

#[piper(filter)]
fn listed(line: &str, #[param] words: Words) -> bool {
    words.0.iter().any(|word| word == line)
}

#[piper(filter)]
fn grep(line: &str, #[param] pattern: &str) -> bool {
    line.contains(pattern)
}

#[piper]
fn cut<const K: usize>(line: String) -> String {
    line.chars().take(K).collect()
}

#[piper]
fn show<T: std::fmt::Debug>(item: T) -> String {
    format!("{item:?}")
}

#[piper]
fn plus<T: Clone + std::ops::Add<Output = T>>(item: T, #[param] more: T) -> T {
    item + more
}

#[piper(filter)]
fn long<T>(item: &T, #[param] least: usize) -> bool
where
    T: std::fmt::Debug,
{
    format!("{item:?}").len() >= least
}

pipeline! {
    Params(words: Words, pattern: String, items: usize, workers: usize) {
        imap pool = threads(workers + 1);

        input lines: String;
        let a = lines -> listed { words } on pool [batch = items];
        let b = a -> listed { words: words } -> grep { pattern: pattern.to_uppercase() };
        output hits [buffer = items * 1000] = b -> grep { pattern } -> listed { words: Words(words.0) } -> cut::<2>;
    }
}

pipeline! {
    Shown {
        input numbers: u32;
        output out = numbers -> plus::<u32> { more: 1 } -> show -> cut::<1> -> show -> long { least: 1 };
    }
}

pipeline! {
    First<const K: usize>(least: usize) {
        input lines: String;
        output out: String = lines -> cut::<K> -> long { least };
    }
}

pipeline! {
    Sum<T: Clone + std::fmt::Debug + std::ops::Add<Output = T>>(more: T) {
        input items: T;
        let sums = items -> plus::<T> { more };
        output out: String = sums -> show;
        output same = sums;
    }
}

pipeline! {
    Told<const K: usize, T>
    where
        T: std::fmt::Debug,
    {
        input items: T;
        input more: T;
        output out: String = [items, more] -> show -> cut::<K>;
    }
}

pipeline! {
    Plus<T: Clone + std::fmt::Debug + std::ops::Add<Output = T>>(more: T) {
        input items: T;
        output out: String = items -> plus::<T> { more } -> show;
    }
}

fn main() -> papy::Result<()> {
    let words = Words(vec!["AB".to_string(), "ABC".to_string()]);
    let run = Params { words, pattern: "ABC".to_string(), items: 4, workers: 0 };
    let hits: Vec<String> = run.start(["ABC", "AB", "x"].map(String::from))?.hits.collect_blocking().expect("nothing fails");
    assert_eq!(hits, ["AB"]);
    let out: Vec<String> = Shown::new().start([7, 41])?.out.collect_blocking().expect("nothing fails");
    assert_eq!(out, ["\"8\"", "\"4\""]);
    let out: Vec<String> = First::<3>::new(1).start(["abcdef".to_string()])?.out.collect_blocking().expect("nothing fails");
    assert_eq!(out, ["abc"]);
    assert_eq!(First::<3>::GRAPH.nodes().count(), 2);
    let _ = Sum::new(1u8).start([1u8])?.finish_blocking()?;
    let run = Told::<1, u8>::new().start(ToldInputs { items: [12], more: [34] })?;
    let PlusRun { out, handle } = Plus::new(1u8).start([1u8])?.boxed();
    let out = (run.out.collect_blocking::<Vec<_>>()?, out.collect_blocking::<Vec<_>>()?);
    assert_eq!(out, (vec!["1".to_string(), "3".to_string()], vec!["2".to_string()]));
    let _ = handle.finish_blocking()?;
    Ok(())
}
