//! Random graphs against a plain sequential interpretation of the same graphs.
//!
//! `graphs.rs` is what `generate.rs` writes from [`SEED`]; `PAPY_RANDOM_WRITE=1 cargo test --test random` writes it anew.
//! `scripts/random-graphs N SEED` runs others. Each run takes the data of [`SEED`] and of a seed that is new each time;
//! `PAPY_RANDOM_DATA=n` takes those of seed `n` alone.

mod dice;
mod generate;
mod graph;
#[rustfmt::skip]
#[allow(deprecated, reason = "time-outs of sync pipers are meant")]
mod graphs;
mod interpret;
mod kept;
mod law;
mod pipers;
mod read;
mod words;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use dice::Dice;
use graph::{Given, Graph};
use read::{Feeds, STYLES, Started, Style};

/// A graph, how a run of it is begun, and how one is begun and finished unread.
type Row = (&'static Graph, fn(&mut Feeds) -> Started, fn(&mut Feeds) -> papy::Result<papy::plumbing::Report>);

const SEED: u64 = 2;
const COUNT: usize = 44;
/// No case takes longer, or it hangs.
const CASE_FOR: Duration = Duration::from_secs(30);
/// Graphs that are checked side by side.
const LANES: usize = 4;

fn env(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn the_graphs_are_what_the_seed_gives() {
    let (seed, count) = (env("PAPY_RANDOM_SEED").unwrap_or(SEED), env("PAPY_RANDOM_COUNT").unwrap_or(COUNT as u64));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/random/graphs.rs");
    let path = std::env::var_os("PAPY_RANDOM_FILE").map_or(path, Into::into);
    let made = generate::file(seed, count as usize);
    if std::env::var_os("PAPY_RANDOM_WRITE").is_some() {
        std::fs::write(&path, made).expect("the graphs are written");
        return;
    }
    let same = std::fs::read_to_string(&path).is_ok_and(|found| found == made);
    assert!(same, "{} is not what seed {seed} gives: run with PAPY_RANDOM_WRITE=1", path.display());
}

/// A seed that changes from run to run.
fn fresh() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(SEED, |since| u64::from(since.subsec_nanos()))
}

/// Data for each input of a graph; seldom an error, and at the end of some a panic.
fn data(dice: &mut Dice, inputs: usize, size: usize) -> Vec<Vec<Given>> {
    let list = |dice: &mut Dice| {
        let size = if inputs > 1 && dice.percent(60) { size + dice.below(1 + size / 3) } else { size };
        let item = |dice: &mut Dice| match dice.below(20) {
            0 => Given::Error,
            _ => Given::Value(dice.below(1 << 40) as u64),
        };
        let mut list: Vec<Given> = (0..size).map(|_| item(dice)).collect();
        list.extend(dice.percent(15).then_some(Given::Panic));
        list
    };
    (0..inputs).map(|_| list(dice)).collect()
}

/// One graph, one data set, one way to read.
fn check(row: &Row, size: usize, style: Style, seed: u64) -> Result<(), String> {
    let (graph, start, _) = row;
    let data = data(&mut Dice::new(seed), graph.inputs, size);
    let want = interpret::interpret(graph, &data);
    let got = read::read(*start, data.clone(), style)?;
    let whole = style != Style::Drop;
    for (index, (want, got)) in want.outputs.iter().zip(&got.outputs).enumerate() {
        let all = whole || index + 1 == graph.outputs.len();
        let want = if all { &want[..] } else { &want[..want.len().min(index)] };
        if let Some(at) = (0..want.len().max(got.len())).find(|at| want.get(*at) != got.get(*at)) {
            let (want, got) = (want.get(at), got.get(at));
            return Err(format!("output {index}, item {at}:\n  want {want:?}\n  got  {got:?}"));
        }
    }
    if whole && (want.seen, want.sunk) != (got.seen, got.sunk) {
        let (want, got) = ((want.seen, want.sunk), (got.seen, got.sunk));
        return Err(format!("sinks: want {want:?}, got {got:?}"));
    }
    // An output that is read to its end has all that is accepted.
    let accepted = |output| (whole || graph.inputs == 1).then(|| want.accepted[output]);
    read::adds_up(&got.report, &accepted)?;
    members_add_up(&got.report)
}

/// Checks that each input accounts for what it gave to each zip or merge of inputs.
fn members_add_up(report: &papy::plumbing::Report) -> Result<(), String> {
    for it in &report.stats.members {
        let sum = it.ok + it.errors + it.dropped + it.folded + it.discarded + it.cancelled;
        let accepted = report.stats.inputs.iter().find(|(name, _)| *name == it.input).map(|(_, items)| *items);
        if accepted.is_some_and(|accepted| accepted != sum) {
            return Err(format!("{accepted:?} items were accepted, and they add up to {sum}: {it:?}"));
        }
    }
    Ok(())
}

/// The same, finished unread.
fn check_unread(row: &Row, size: usize, seed: u64) -> Result<(), String> {
    let (graph, _, unread) = row;
    let data = data(&mut Dice::new(seed), graph.inputs, size);
    let want = interpret::interpret(graph, &data);
    let mut feeds = Feeds::new(data);
    let (_, sunk) = read::finish(unread(&mut feeds))?;
    if want.sunk != sunk {
        return Err(format!("sinks, unread: want {}, got {sunk}", want.sunk));
    }
    Ok(())
}

/// Runs a case on a thread of its own: one that hangs is left behind.
fn guarded(case: impl FnOnce() -> Result<(), String> + Send + 'static) -> Result<(), String> {
    let (tell, told) = mpsc::sync_channel(1);
    std::thread::spawn(move || tell.send(case()));
    match told.recv_timeout(CASE_FOR) {
        Ok(checked) => checked,
        Err(mpsc::RecvTimeoutError::Timeout) => Err("hangs".into()),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("panicked".into()),
    }
}

/// Every size and way to read of one graph, up to the first fault.
fn check_all(index: usize, of: u64, cases: &AtomicUsize) -> Option<String> {
    let row = &graphs::ALL[index];
    let mut sized: Vec<(usize, Option<Style>)> = Vec::new();
    for size in [0, 1, 2, 7, 100] {
        sized.extend(STYLES.map(|style| (size, Some(style))));
        sized.push((size, None));
    }
    sized.push((3000, Some(STYLES[index % STYLES.len()])));
    for (at, (size, style)) in sized.into_iter().enumerate() {
        let seed = law::mix(of, (index * 1000 + at) as u64);
        cases.fetch_add(1, Ordering::Relaxed);
        let checked = guarded(move || match style {
            Some(style) => check(row, size, style, seed),
            None => check_unread(row, size, seed),
        });
        if let Err(fault) = checked {
            let read = style.map_or("unread".to_string(), |style| format!("read by {style:?}"));
            return Some(format!("{} over {size} items, {read}, PAPY_RANDOM_DATA={of}: {fault}", row.0.name));
        }
    }
    None
}

#[test]
fn every_graph_means_what_its_interpretation_says() {
    // The known data, and some that nobody has seen yet.
    let seeds = env("PAPY_RANDOM_DATA").map_or_else(|| vec![SEED, fresh()], |seed| vec![seed]);
    let only = std::env::var("PAPY_RANDOM_ONLY").ok();
    let (next, cases, faults) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(|| {
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some((graph, ..)) = graphs::ALL.get(index)
                {
                    if only.as_ref().is_none_or(|only| only == graph.name) {
                        let fault = seeds.iter().find_map(|seed| check_all(index, *seed, &cases));
                        faults.lock().expect("nothing panics under this lock").extend(fault);
                    }
                }
            });
        }
    });
    let (cases, faults) = (cases.into_inner(), faults.into_inner().expect("nothing panics under this lock"));
    println!("{cases} cases of {} graphs, data seeds {seeds:?}", graphs::ALL.len());
    assert!(faults.is_empty(), "{} graphs are wrong:\n{}", faults.len(), faults.join("\n"));
}
