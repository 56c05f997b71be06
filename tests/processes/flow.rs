//! What crosses: items, parameters, locals, failures, keys; and that it runs elsewhere.

use std::collections::BTreeSet;

use papy::prelude::*;
use serde::{Deserialize, Serialize};

use super::within;

pub(crate) type Pipelines = (
    (Chain, Words, Diamond, Fails, Locals, Shared, Deep, Sums, Awaits, Placed, Handed),
    (Mixed, Retried, Batches, Skips, Marked, Generic<u32, 3>, Anywhere),
);

#[piper]
fn times(x: u64, #[param] by: u64) -> u64 {
    x * by
}

#[piper(filter)]
fn is_even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

#[piper]
fn with_pid(x: u64) -> (u64, u32) {
    (x, std::process::id())
}

pipeline! {
    pub(crate) Chain(by: u64) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> times { by } on pool -> is_even on pool -> with_pid on pool;
    }
}

#[test]
fn what_comes_back_is_in_order_and_was_made_in_two_other_processes() {
    within(|| {
        let run = Chain { by: 3 }.start(0..100_000u64).unwrap();
        let ys: Vec<(u64, u32)> = run.ys.collect_blocking::<Vec<_>>().unwrap();
        assert!(ys.iter().map(|(y, _)| *y).eq((0..100_000).map(|x| x * 3).filter(|y| y % 2 == 0)));
        let pids: BTreeSet<u32> = ys.iter().map(|(_, pid)| *pid).collect();
        assert!(!pids.contains(&std::process::id()));
        assert_eq!(pids.len(), 2, "{pids:?}");
    });
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Word {
    text: String,
    at: (u32, usize),
}

#[piper(flat_map)]
fn words(line: String) -> Vec<Word> {
    let words = line.split_whitespace().enumerate();
    words.map(|(at, text)| Word { text: text.to_owned(), at: (at as u32, line.len()) }).collect()
}

#[piper]
fn shout(mut word: Word, #[param] mark: &str) -> Word {
    word.text.push_str(mark);
    word
}

pipeline! {
    pub(crate) Words(mark: String) {
        imap pool = processes(2);
        input lines: String;
        output all = lines -> words on pool -> shout { mark } on pool;
    }
}

#[test]
fn children_of_a_flat_map_cross_slice_by_slice() {
    within(|| {
        let lines: Vec<String> = (0..50).map(|n| vec!["w"; n * 97].join(" ")).collect();
        let expected: Vec<Word> =
            lines.iter().flat_map(|line| words(line.clone())).map(|word| shout(word, "!")).collect();
        let run = Words { mark: "!".to_owned() }.start(lines).unwrap();
        assert_eq!(run.all.collect_blocking::<Vec<_>>().unwrap(), expected);
    });
}

#[piper]
fn plus(x: u64, #[param] n: u64) -> u64 {
    x + n
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

pipeline! {
    pub(crate) Diamond {
        imap near = threads(2);
        imap far = processes(2);
        input xs: u64;
        let a = xs -> plus { n: 1 } on far;
        let b = xs -> plus { n: 2 } on near;
        let c = xs -> plus { n: 3 } on far;
        let here = (a, b) -> pair on far;
        let there = (a, c) -> pair on far;
        output all = (here, there, xs);
    }
}

#[test]
fn branches_here_and_there_are_paired_by_their_item() {
    within(|| {
        let run = Diamond::new().start(0..20_000u64).unwrap();
        let all = run.all.collect_blocking::<Vec<_>>().unwrap();
        assert!(all.into_iter().eq((0..20_000).map(|x| ((x + 1, x + 2), (x + 1, x + 3), x))));
    });
}

#[piper]
fn halve(x: u64) -> Result<u64, String> {
    match x {
        13 => panic!("13 is unlucky"),
        x if x % 2 == 1 => Err(format!("{x} is odd")),
        x => Ok(x / 2),
    }
}

pipeline! {
    pub(crate) Fails {
        imap pool = processes(2);
        input xs: u64;
        output halves = xs -> halve on pool -> plus { n: 100 };
    }
}

#[test]
fn failures_come_back_in_their_places_and_say_where_they_were() {
    within(|| {
        let mut run = Fails::new().start(0..1_000u64).unwrap();
        for (x, half) in (0..).zip(&mut run.halves) {
            match half {
                Ok(half) => assert_eq!(half, x / 2 + 100),
                Err(error) => {
                    let text = error.cause().to_string();
                    assert_eq!(error.node(), "halves.halve");
                    assert_eq!(error.lineage().to_string(), x.to_string());
                    match x {
                        13 => assert!(text.contains("13 is unlucky"), "{text}"),
                        x => assert_eq!(text, format!("{x} is odd")),
                    }
                    assert!(error.origin().worker.to_string().starts_with("pool/"), "{}", error.origin().worker);
                }
            }
        }
        let report = run.finish_blocking().unwrap();
        assert_eq!((report.stats.nodes[0].calls, report.stats.nodes[0].failed), (1_000, 500));
        assert_eq!(report.stats.nodes[1].calls, 500);
    });
}

#[piper]
fn nth(x: u64, #[local(|from: u64| Count(from))] count: &mut Count) -> u64 {
    count.0 += 1;
    x + count.0 - count.0
}

struct Count(u64);

pipeline! {
    pub(crate) Locals(from: u64) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> nth { from } on pool;
    }
}

#[test]
fn locals_are_made_in_the_worker() {
    within(|| {
        let run = Locals { from: 7 }.start(0..1_000u64).unwrap();
        assert!(run.ys.collect_blocking::<Vec<_>>().unwrap().into_iter().eq(0..1_000));
    });
}

#[piper]
fn length(text: &str) -> usize {
    text.len()
}

#[piper]
fn first(text: &str) -> Option<char> {
    text.chars().next()
}

pipeline! {
    pub(crate) Shared {
        imap one = processes(1);
        imap other = processes(1);
        input texts: String;
        output lengths = texts -> length on one;
        output firsts = texts -> first on other;
    }
}

#[test]
fn what_two_only_look_at_is_sent_to_both() {
    within(|| {
        let texts: Vec<String> = (0..500).map(|n| format!("{n}")).collect();
        let run = Shared::new().start(texts.clone()).unwrap();
        let firsts = run.firsts;
        let other = std::thread::spawn(move || firsts.collect_blocking::<Vec<_>>().unwrap());
        let lengths = run.lengths.collect_blocking::<Vec<_>>().unwrap();
        assert!(lengths.into_iter().eq(texts.iter().map(String::len)));
        assert!(other.join().unwrap().into_iter().eq(texts.iter().map(|text| text.chars().next())));
    });
}

pipeline! {
    pub(crate) Anywhere(mark: String) {
        imap pool: Any;
        input lines: String;
        output all: Word = lines -> words on pool -> shout { mark } on pool;
    }
}

#[test]
fn threads_processes_and_both_in_one_pool_give_the_same_bytes() {
    let bytes = |pool: papy::IMap<papy::Any>| {
        within(move || {
            let lines = (0..3_000).map(|n: usize| format!("{n} ").repeat(n % 13));
            let run = Anywhere { mark: "!".to_owned() }.pool(pool).start(lines).unwrap();
            format!("{:?}", run.all.collect_blocking::<Vec<_>>().unwrap())
        })
    };
    let threads = bytes(IMap::threads(3).into());
    assert!(threads.len() > 100_000);
    assert!(bytes(IMap::processes(3)) == threads);
    assert!(bytes(IMap::threads(1) + IMap::processes(2)) == threads);
}

pipeline! {
    Inner(n: u64) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> plus { n } on pool;
    }
}

pipeline! {
    pub(crate) Deep {
        input xs: u64;
        output ys = xs -> plus { n: 1 } -> Inner { n: 10 } -> plus { n: 100 };
    }
}

#[test]
fn a_stage_that_is_a_pipeline_takes_its_processes_along() {
    within(|| {
        let run = Deep::new().start(0..10_000u64).unwrap();
        assert!(run.ys.collect_blocking::<Vec<_>>().unwrap().into_iter().eq((0..10_000).map(|x| x + 111)));
    });
}

/// Adds a word's letters.
#[piper(fold, merge = add)]
fn letters(sum: &mut Vec<u64>, word: String) {
    sum.push(word.len() as u64);
}

fn add(sum: &mut Vec<u64>, later: Vec<u64>) {
    sum.extend(later);
}

#[piper(fold, merge = plus_all, commutative)]
fn total(sum: &mut u64, word: &str) -> Result<(), String> {
    if word == "13" {
        return Err("unlucky".to_owned());
    }
    *sum += word.len() as u64;
    Ok(())
}

fn plus_all(sum: &mut u64, later: u64) {
    *sum += later;
}

#[piper(reduce)]
fn longest(one: String, other: String) -> String {
    if other.len() > one.len() { other } else { one }
}

pipeline! {
    pub(crate) Sums {
        imap pool = processes(2);
        input words: String;
        output lengths = words -> letters on pool;
        output sum = words -> total on pool;
        output first_longest = words -> longest on pool;
    }
}

#[test]
fn folds_that_merge_are_made_there_chunk_by_chunk_and_merged_here_in_order() {
    within(|| {
        let words: Vec<String> = (0..20_000).map(|n: u32| n.to_string()).collect();
        let mut run = Sums::new().start(words.clone()).unwrap();
        // Read together: items in flight are bounded.
        let (lengths, sum, longest) = std::thread::scope(|scope| {
            let sum = scope.spawn(|| (&mut run.sum).into_iter().next());
            let longest = scope.spawn(|| (&mut run.first_longest).into_iter().next());
            ((&mut run.lengths).into_iter().next(), sum.join().unwrap(), longest.join().unwrap())
        });
        assert!(lengths.unwrap().unwrap().into_iter().eq(words.iter().map(|word| word.len() as u64)));
        let all: u64 = words.iter().map(|word| word.len() as u64).sum();
        assert_eq!(sum.unwrap().unwrap(), all - 2);
        assert_eq!(longest.unwrap().unwrap(), "10000");
        let report = run.finish_blocking().unwrap();
        assert_eq!(report.stats.inputs[0].1, 20_000);
        let outputs: Vec<_> = report.stats.outputs.iter().map(|output| (output.folded, output.dropped)).collect();
        assert_eq!(outputs, [(20_000, 0); 3]);
    });
}

#[piper]
async fn later(x: u64) -> u64 {
    x + 1
}

pipeline! {
    pub(crate) Awaits {
        imap pool = processes(1);
        input xs: u64;
        output ys = xs -> later on pool;
    }
}

pipeline! {
    Bare(n: u64) {
        input xs: u64;
        output ys = xs -> plus { n };
    }
}

pipeline! {
    pub(crate) Placed {
        imap pool = processes(1);
        input xs: u64;
        output ys = xs -> Bare { n: 1 } on pool;
    }
}

pipeline! {
    Given(n: u64) {
        imap pool: Any;
        input xs: u64;
        output ys = xs -> plus { n } on pool;
    }
}

pipeline! {
    pub(crate) Handed {
        imap far = processes(1);
        input xs: u64;
        output ys = xs -> Given { n: 1 } [pool = far];
    }
}

#[test]
fn what_cannot_leave_is_refused_at_the_start_and_says_what_to_do() {
    let refused = Awaits::new().start(0..3u64).map(drop).unwrap_err().to_string();
    assert!(
        refused.contains("`ys.later` is on imap `pool`, which has child processes: async pipers run on threads"),
        "{refused}"
    );
    let refused = Placed::new().start(0..3u64).map(drop).unwrap_err().to_string();
    assert!(
        refused.contains("is on imap `pool`, which has child processes: a pipeline goes there by an imap of its own"),
        "{refused}"
    );
    within(|| {
        let run = Handed::new().start(0..1_000u64).unwrap();
        assert!(run.ys.collect_blocking::<Vec<_>>().unwrap().into_iter().eq(1..=1_000));
    });
}

pipeline! {
    pub(crate) Mixed {
        imap pool = threads(2) + processes(2);
        input xs: u64;
        output ys = xs -> slow_pid on pool -> up_to_four on pool;
    }
}

#[piper]
fn slow_pid(x: u64) -> (u64, u32) {
    std::thread::sleep(std::time::Duration::from_micros(200));
    (x, std::process::id())
}

#[piper(flat_map)]
fn up_to_four((x, pid): (u64, u32)) -> Vec<(u64, u32)> {
    vec![(x, pid); (x % 4) as usize]
}

#[test]
fn threads_and_processes_of_one_pool_share_its_work() {
    within(|| {
        let pool = IMap::threads(1) + IMap::processes(2);
        assert_eq!(pool.workers(), 3);
        let run = Mixed::new().pool(pool).start(0..4_000u64).unwrap();
        let ys = run.ys.collect_blocking::<Vec<_>>().unwrap();
        let expected = (0..4_000).flat_map(|x| std::iter::repeat_n(x, (x % 4) as usize));
        assert!(ys.iter().map(|(x, _)| *x).eq(expected));
        let pids: BTreeSet<u32> = ys.iter().map(|(_, pid)| *pid).collect();
        assert!(pids.contains(&std::process::id()) && pids.len() > 1, "{pids:?}");
    });
}

/// Fails at the first attempt.
#[piper]
fn second_try(x: u64, #[context] context: &Context) -> Result<(u64, u32), String> {
    match context.attempt() {
        1 if x.is_multiple_of(3) => Err("not yet".to_owned()),
        attempt => Ok((x, attempt)),
    }
}

pipeline! {
    pub(crate) Retried {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> second_try on pool [retry = 2, backoff = 1ms, timeout = 5s];
    }
}

#[test]
fn attempts_that_fail_are_followed_by_others_there() {
    within(|| {
        let mut run = Retried::new().start(0..60u64).unwrap();
        for (x, y) in (0u64..).zip(&mut run.ys) {
            assert_eq!(y.unwrap(), (x, if x.is_multiple_of(3) { 2 } else { 1 }));
        }
        assert_eq!(run.finish_blocking().unwrap().stats.nodes[0].retried, 20);
    });
}

#[piper]
fn sum(batch: Vec<u64>) -> u64 {
    batch.into_iter().sum()
}

#[piper]
fn twice(x: u64) -> [u64; 2] {
    [x, x + 1]
}

pipeline! {
    pub(crate) Batches {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> twice on pool [produce] -> sum on pool [consume = 3];
    }
}

#[test]
fn batches_are_packed_here_and_taken_there() {
    within(|| {
        let run = Batches::new().start(0..3_001u64).unwrap();
        let ys = run.ys.collect_blocking::<Vec<_>>().unwrap();
        let unrolled: Vec<u64> = (0..3_001).flat_map(twice).collect();
        assert!(ys.into_iter().eq(unrolled.chunks(3).map(|batch| batch.iter().sum())));
    });
}

#[piper(filter_map)]
fn odd_half(x: u64) -> Result<Option<u64>, String> {
    match x % 4 {
        0 => Err("a multiple of four".to_owned()),
        2 => Ok(Some(x / 2)),
        _ => Ok(None),
    }
}

pipeline! {
    pub(crate) Skips {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> odd_half on pool [on_error = skip];
    }
}

#[test]
fn failures_that_are_skipped_are_counted_here() {
    within(|| {
        let mut run = Skips::new().start(0..4_000u64).unwrap();
        assert!((&mut run.ys).into_iter().map(Result::unwrap).eq((0..4_000).filter(|x| x % 4 == 2).map(|x| x / 2)));
        let report = run.finish_blocking().unwrap();
        assert_eq!((report.stats.nodes[0].failed, report.stats.nodes[0].skipped), (1_000, 1_000));
    });
}

#[piper]
fn show(half: Option<u64>, words: Vec<Word>, x: u64) -> String {
    format!("{half:?} {} {x}", words.len())
}

#[piper]
fn as_line(x: &u64) -> String {
    vec!["w"; (*x % 3) as usize].join(" ")
}

pipeline! {
    pub(crate) Marked {
        imap pool = processes(2);
        imap near = threads(1);
        input xs: u64;
        let halves = xs -> odd_half on pool [on_error = skip];
        let many = xs -> as_line on near -> words on pool;
        output shown = (halves?, many*, xs) -> show on pool;
    }
}

#[test]
fn a_zip_that_leads_a_part_there_gets_what_its_branches_have() {
    within(|| {
        let run = Marked::new().start(0..2_000u64).unwrap();
        let shown = run.shown.collect_blocking::<Vec<_>>().unwrap();
        let expected = (0..2_000u64).map(|x| format!("{:?} {} {x}", (x % 4 == 2).then_some(x / 2), x % 3));
        assert!(shown.into_iter().eq(expected));
    });
}

pipeline! {
    pub(crate) Generic<T: Copy + Send + Serialize + serde::de::DeserializeOwned + 'static, const N: usize>(first: T) {
        imap pool = processes(1);
        input xs: T;
        output ys = xs -> or_first::<T> { first } on pool;
    }
}

#[piper]
fn or_first<T: Copy + Send + Sync + 'static>(x: T, #[param] first: T) -> (T, T) {
    (x, first)
}

#[test]
fn a_generic_pipeline_is_listed_with_its_arguments() {
    within(|| {
        let run = Generic::<u32, 3>::new(9).start(0..500u32).unwrap();
        assert!(run.ys.collect_blocking::<Vec<_>>().unwrap().into_iter().eq((0..500).map(|x| (x, 9))));
    });
}
