//! What a graph means, worked out one whole stream after the other. Shares no code with papy.
//!
//! A stream is the list of its entries in key order. A key is an item's number and one index for each multiplication; the
//! entries that come of an item at a fork are those whose keys begin with its key.

use std::collections::VecDeque;

use crate::graph::{Act, Fault, Given, Gives, Graph, Join, Keeps, Lengths, Mark, Op, Outcome, Short, Takes};
use crate::law;

type Key = Vec<u64>;
type Stream = Vec<(Key, Outcome)>;

/// Begins the key of a short last batch, before that of its last member: it comes when the input has ended.
const END: u64 = u64::MAX;

/// Stands in the key of what failed without a partner, behind those that have one.
const UNPAIRED: u64 = u64::MAX;

/// What a run of the graph must show.
#[derive(Debug, Default)]
pub(crate) struct Meaning {
    /// By output.
    pub(crate) outputs: Vec<Vec<Outcome>>,
    /// By output: how many items its input gives, or where inputs meet how many they are there.
    pub(crate) accepted: Vec<u64>,
    /// The sum of what sinks saw.
    pub(crate) seen: u64,
    /// How many items failed in sinks or before.
    pub(crate) sunk: u64,
}

pub(crate) fn interpret(graph: &Graph, data: &[Vec<Given>]) -> Meaning {
    let (mut streams, mut meaning) = (Vec::<Stream>::new(), Meaning::default());
    let mut data = data.iter();
    for op in graph.ops {
        let stream = match op {
            Op::Input { id } => input(id, data.next().expect("there is data for each input")),
            Op::Node { from, act, n, id, skip, collect, .. } => {
                let mut stream: Stream =
                    streams[*from].iter().flat_map(|it| node(it, *act, *n, id, *collect)).collect();
                let own = |fault: &Fault| *skip && fault.node == *id;
                stream.retain(|(_, outcome)| !outcome.as_ref().is_err_and(own));
                stream
            }
            Op::Rated { from, takes, n, boom, gives, id, skip } => {
                let packed = takes.map(|takes| pack(&streams[*from], takes, id));
                let taken = packed.as_ref().unwrap_or(&streams[*from]);
                let mut stream: Stream = taken.iter().flat_map(|it| rated(it, *n, *boom, *gives, id)).collect();
                stream.retain(|(_, outcome)| !outcome.as_ref().is_err_and(|fault| *skip && fault.node == *id));
                stream
            }
            Op::Kept { from, keeps, n, id, skip } => {
                let all = streams[source(graph, *from)].len() as u64;
                let mut stream = kept(&streams[*from], *keeps, *n, id, all.saturating_sub(1));
                stream.retain(|(_, outcome)| !outcome.as_ref().is_err_and(|fault| *skip && fault.node == *id));
                stream
            }
            Op::InStep { members, fork, group: None, .. } => in_step(&streams, members, *fork),
            Op::InStep { members, fork, group: Some(group), id, .. } => in_groups(&streams, members, *fork, *group, id),
            Op::Zip { members, join, fork } => zip(graph, &streams, members, *join, *fork),
            Op::Merge { members, fork } => merge(&streams, members, *fork),
            Op::Positions { members, lengths, id } => {
                positions(members.iter().map(|it| outcomes(&streams[*it])).collect(), *lengths, id)
            }
            Op::Rounds { members } => rounds(members.iter().map(|it| outcomes(&streams[*it])).collect()),
            Op::Sink { from, n, fallible } => {
                for outcome in outcomes(&streams[*from]) {
                    match outcome.map(|bits| law::mix(*n, bits)) {
                        Ok(made) if !(*fallible && law::fails(made)) => meaning.seen = meaning.seen.wrapping_add(made),
                        _ => meaning.sunk += 1,
                    }
                }
                Stream::new()
            }
        };
        streams.push(stream);
    }
    meaning.accepted = graph.outputs.iter().map(|it| streams[source(graph, *it)].len() as u64).collect();
    meaning.outputs = graph.outputs.iter().map(|it| outcomes(&streams[*it]).into()).collect();
    meaning
}

fn outcomes(stream: &Stream) -> VecDeque<Outcome> {
    stream.iter().map(|(_, outcome)| outcome.clone()).collect()
}

fn fault(node: &str, lineage: &Key, kind: &'static str) -> Outcome {
    let shown = if lineage.first() == Some(&END) { &lineage[1..] } else { lineage };
    let lineage = shown.iter().copied().filter(|index| *index != UNPAIRED).collect();
    Err(Fault { node: node.into(), lineage, kind })
}

/// Where the sequence of items begins that a stream belongs to.
fn source(graph: &Graph, at: usize) -> usize {
    match &graph.ops[at] {
        Op::Input { .. } | Op::Positions { .. } | Op::Rounds { .. } => at,
        Op::Node { from, .. } | Op::Rated { from, .. } | Op::Kept { from, .. } | Op::Sink { from, .. } => {
            source(graph, *from)
        }
        Op::InStep { fork, .. } | Op::Zip { fork, .. } | Op::Merge { fork, .. } => source(graph, *fork),
    }
}

/// Batches under the keys of their last members.
fn pack(stream: &Stream, Takes { of, short }: Takes, id: &str) -> Stream {
    let batch = |batch: &[(Key, Outcome)]| {
        let (key, _) = batch.last()?;
        let is_short = batch.len() < of;
        let key: Key = if is_short && key[0] != END { [&[END], &key[..]].concat() } else { key.clone() };
        let bits: Result<Vec<u64>, &Fault> = batch.iter().map(|(_, outcome)| outcome.as_ref().copied()).collect();
        let outcome = match bits {
            Err(_) => fault(id, &key, "batch"),
            Ok(_) if is_short && short == Short::Fails => fault(id, &key, "batch"),
            Ok(_) if is_short && short == Short::Drops => return None,
            Ok(bits) => Ok(law::list(bits)),
        };
        Some((key, outcome))
    };
    stream.chunks(of).filter_map(batch).collect()
}

/// What comes of a stream of which something is kept. What is made of all comes when the input has ended, after its `last` item.
fn kept(stream: &Stream, keeps: Keeps, n: u64, id: &str, last: u64) -> Stream {
    let end = vec![END, last];
    let values = stream.iter().filter_map(|(key, outcome)| Some((key, law::mix(n, *outcome.as_ref().ok()?))));
    match keeps {
        Keeps::Trail | Keeps::TrailAttempt | Keeps::TrailPick | Keeps::TrailBurst => {
            let mut state = 0;
            let step = |(key, outcome): &(Key, Outcome)| {
                let Ok(bits) = outcome else { return vec![(key.clone(), outcome.clone())] };
                state = law::mix(state, law::mix(n, *bits));
                match keeps {
                    Keeps::TrailAttempt if law::fails(state) => vec![(key.clone(), fault(id, key, "failed"))],
                    Keeps::TrailPick if law::drops(state) => vec![],
                    Keeps::TrailBurst => {
                        let child = |index| (under(key, index), Ok(law::child(state, index)));
                        (0..law::children(state)).map(child).collect()
                    }
                    _ => vec![(key.clone(), Ok(state))],
                }
            };
            stream.iter().flat_map(step).collect()
        }
        Keeps::Total { every } => {
            let (mut all, mut made) = (Vec::new(), Stream::new());
            let mut open = true;
            for (key, bits) in values {
                all.push(bits);
                open = every.is_none_or(|every| !all.len().is_multiple_of(every));
                if !open {
                    made.push((key.clone(), Ok(law::list(all.iter().copied()))));
                }
            }
            made.extend(open.then(|| (end, Ok(law::list(all)))));
            made
        }
        Keeps::TotalAttempt | Keeps::TotalBoom => {
            let kept = values.map(|(_, bits)| bits).filter(|bits| !law::fails(*bits));
            vec![(end, Ok(law::list(kept)))]
        }
        Keeps::TotalAnyhow => {
            let sum = values.map(|(_, bits)| bits).reduce(u64::wrapping_add);
            vec![(end, Ok(law::list(sum)))]
        }
        Keeps::Chained => {
            let bits = stream.iter().filter_map(|(_, outcome)| outcome.as_ref().ok().copied());
            bits.reduce(law::chain).map(|bits| (end, Ok(bits))).into_iter().collect()
        }
    }
}

/// What a piper with rates makes of one entry.
fn rated((key, outcome): &(Key, Outcome), n: u64, boom: bool, gives: Gives, id: &str) -> Stream {
    let made = outcome
        .clone()
        .map(|bits| law::mix(n, bits))
        .and_then(|made| if boom && law::fails(made) { fault(id, key, "panicked") } else { Ok(made) });
    let promised = match gives {
        Gives::One => return vec![(key.clone(), made)],
        Gives::Two => 2,
        Gives::Some => 0,
        Gives::Promised(promised) => promised,
    };
    let made = made.and_then(|made| {
        let kept = !matches!(gives, Gives::Promised(promised) if promised != law::children(made));
        if kept { Ok(made) } else { fault(id, key, "batch") }
    });
    match made {
        Err(_) if promised == 0 => vec![(key.clone(), made)],
        Err(_) => (0..promised).map(|index| (under(key, index), made.clone())).collect(),
        Ok(made) => {
            let count = if gives == Gives::Two { 2 } else { law::children(made) };
            (0..count).map(|index| (under(key, index), Ok(law::child(made, index)))).collect()
        }
    }
}

/// Pairs what each branch has for an item of the fork, first with first. A short last batch is behind all of them.
fn in_step(streams: &[Stream], members: &[usize], fork: usize) -> Stream {
    let last = streams[fork].last().map(|(key, _)| key).filter(|key| key[0] != END);
    let end = last.map(|key| [&[END], &key[..]].concat());
    let mut zipped = Stream::new();
    for key in streams[fork].iter().map(|(key, _)| key).chain(&end) {
        let groups: Vec<_> = members.iter().map(|member| of(&streams[*member], key)).collect();
        let count = groups[0].len();
        assert!(groups.iter().all(|group| group.len() == count), "the generator paired branches out of step");
        for index in 0..count {
            let row: Result<Vec<u64>, Fault> = groups.iter().map(|group| group[index].1.clone()).collect();
            let key = if count > 1 { under(key, index as u64) } else { key.clone() };
            zipped.push((key, row.map(law::tuple)));
        }
    }
    zipped
}

/// Pairs branches of which each has `count` items for `every` of the fork: first with first, whatever they are of. The last items of the
/// fork may be fewer; what one branch then makes more than another has no partner.
fn in_groups(streams: &[Stream], members: &[usize], fork: usize, (count, every): (usize, usize), id: &str) -> Stream {
    let mut zipped = Stream::new();
    let longest = members.iter().map(|member| streams[*member].len()).max().expect("a zip has members");
    for at in 0..longest {
        let group =
            streams[fork].chunks(every).nth(at / count).expect("no branch makes more of the last than of others");
        let (last, _) = group.last().expect("chunks are not empty");
        let ended = group.len() < every && last[0] != END;
        let key = if ended { [&[END], &last[..]].concat() } else { last.clone() };
        let key = under(&key, (at % count) as u64);
        let row: Vec<Option<&Outcome>> =
            members.iter().map(|member| streams[*member].get(at).map(|(_, outcome)| outcome)).collect();
        let outcome = match row.iter().flatten().find(|outcome| outcome.is_err()) {
            Some(failed) => (*failed).clone(),
            None if row.contains(&None) => fault(id, &key, "batch"),
            None => Ok(law::tuple(row.into_iter().flatten().flatten().copied())),
        };
        zipped.push((key, outcome));
    }
    zipped
}

fn input(id: &str, data: &[Given]) -> Stream {
    let entry = |(seq, given): (usize, &Given)| {
        let key = vec![seq as u64];
        let outcome = match given {
            Given::Value(bits) => Ok(*bits),
            Given::Error => fault(id, &key, "source"),
            Given::Panic => fault(id, &key, "panicked"),
        };
        (key, outcome)
    };
    data.iter().enumerate().map(entry).collect()
}

fn under(key: &Key, index: u64) -> Key {
    key.iter().copied().chain([index]).collect()
}

/// What a piper makes of one entry.
fn node((key, outcome): &(Key, Outcome), act: Act, n: u64, id: &str, collect: Option<u64>) -> Stream {
    let Ok(bits) = outcome else { return vec![(key.clone(), outcome.clone())] };
    let made = law::mix(n, *bits);
    let refused = || vec![(key.clone(), fault(id, key, "failed"))];
    let panicked = || vec![(key.clone(), fault(id, key, "panicked"))];
    let kept = |bits| if law::drops(made) { vec![] } else { vec![(key.clone(), Ok(bits))] };
    match act {
        Act::Attempt | Act::AttemptKeep | Act::AttemptPick | Act::AttemptBurst if law::fails(made) => refused(),
        Act::Boom | Act::BoomKeep | Act::BoomBurst if law::fails(made) => panicked(),
        Act::Map | Act::Attempt | Act::Boom => vec![(key.clone(), Ok(made))],
        Act::Keep | Act::AttemptKeep | Act::BoomKeep => kept(*bits),
        Act::Pick | Act::AttemptPick => kept(made),
        Act::Burst | Act::AttemptBurst | Act::BoomBurst | Act::Stream | Act::Items => {
            let children = children(key, made, act, id);
            match collect {
                None => children,
                Some(limit) => collected(key, children, limit, id),
            }
        }
    }
}

fn children(key: &Key, made: u64, act: Act, id: &str) -> Stream {
    let mut children = Stream::new();
    for index in 0..=law::children(made) {
        let key = under(key, index);
        if act == Act::Stream && law::breaks(made) == Some(index) {
            let outcome = fault(id, &key, "panicked");
            children.push((key, outcome));
            break;
        }
        if index < law::children(made) {
            let child = law::child(made, index);
            let fails = act == Act::Items && law::fails(child);
            let outcome = if fails { fault(id, &key, "failed") } else { Ok(child) };
            children.push((key, outcome));
        }
    }
    children
}

/// All children, or one failure in the place of their parent.
fn collected(key: &Key, children: Stream, limit: u64, id: &str) -> Stream {
    for (index, (_, outcome)) in children.iter().enumerate() {
        if let Err(Fault { kind, .. }) = outcome {
            return vec![(key.clone(), fault(id, key, kind))];
        }
        if index as u64 == limit {
            return vec![(key.clone(), fault(id, key, "too many"))];
        }
    }
    children
}

/// What is in a stream of an item at a fork.
fn of<'a>(stream: &'a Stream, key: &Key) -> &'a [(Key, Outcome)] {
    let begin = stream.partition_point(|(it, _)| it < key);
    let count = stream[begin..].iter().take_while(|(it, _)| it.starts_with(key)).count();
    &stream[begin..begin + count]
}

/// What makes several of one item on a branch, nearest to its end: its id, how many of one key are held of it, and whether it skips.
type Many<'a> = Option<(&'a str, usize, bool)>;

fn multiplier<'a>(graph: &Graph, mut at: usize, fork: usize, unnamed: &'a str) -> Many<'a> {
    while at != fork {
        at = match &graph.ops[at] {
            Op::Node {
                act: Act::Burst | Act::AttemptBurst | Act::BoomBurst | Act::Stream | Act::Items,
                id,
                held,
                skip,
                ..
            } => {
                return Some((id, *held, *skip));
            }
            Op::Rated { gives: Gives::Two | Gives::Some | Gives::Promised(_), id, skip, .. } => {
                return Some((id, 1024, *skip));
            }
            Op::Kept { keeps: Keeps::TrailBurst, id, skip, .. } => return Some((id, 1024, *skip)),
            Op::Node { from, .. } | Op::Rated { from, .. } | Op::Kept { from, .. } => *from,
            Op::InStep { many: true, .. } => return Some((unnamed, 1024, false)),
            Op::InStep { fork, .. } => *fork,
            Op::Zip { join: Join::Each, .. } | Op::Merge { .. } => return Some((unnamed, 1024, false)),
            Op::Zip { fork, .. } => *fork,
            _ => unreachable!("a branch begins at its fork"),
        }
    }
    None
}

/// What is there instead of a group that is to be held and is too large: a failure, or nothing.
fn too_many(key: &Key, group: &[(Key, Outcome)], many: Many<'_>) -> Option<Option<Outcome>> {
    let (id, _, skip) = many.filter(|(_, held, _)| group.len() > *held)?;
    Some((!skip).then(|| {
        assert!(!id.is_empty(), "the generator makes no such large groups of merges");
        fault(id, key, "too many")
    }))
}

fn zip(graph: &Graph, streams: &[Stream], members: &[(usize, Mark)], join: Join, fork: usize) -> Stream {
    let mut zipped = Stream::new();
    let manies: Vec<_> = members.iter().map(|(member, _)| multiplier(graph, *member, fork, "")).collect();
    for (key, _) in &streams[fork] {
        let groups: Vec<_> = members.iter().map(|(member, mark)| (of(&streams[*member], key), *mark)).collect();
        if join == Join::Each {
            // The first that multiplies goes by.
            let lead = manies.iter().position(Option::is_some).unwrap_or(0);
            let held = groups.iter().zip(&manies).enumerate().filter(|(index, _)| *index != lead);
            match held.flat_map(|(_, ((group, _), many))| too_many(key, group, *many)).next() {
                Some(instead) => zipped.extend(instead.map(|outcome| (key.clone(), outcome))),
                None if groups.iter().any(|(group, _)| group.is_empty()) => zipped.extend(alone(key, &groups, lead)),
                None => zipped.extend(products(key, &groups)),
            }
            continue;
        }
        let side = |(group, mark): &(&[(Key, Outcome)], Mark), many: &Many<'_>| match too_many(key, group, *many) {
            Some(instead) if *mark == Mark::Star => Some(instead.unwrap_or_else(|| Ok(law::list(std::iter::empty())))),
            _ => side(group, *mark, join),
        };
        let sides: Vec<Option<Outcome>> = groups.iter().zip(&manies).map(|(group, many)| side(group, many)).collect();
        // The leftmost failure counts, before a side that is missing.
        let outcome = match sides.iter().flatten().find(|side| side.is_err()) {
            Some(failed) => failed.clone(),
            None if sides.contains(&None) => continue,
            None => Ok(law::tuple(sides.into_iter().flatten().flatten())),
        };
        zipped.push((key.clone(), outcome));
    }
    zipped
}

/// What a member has for one key; nothing only in an inner join.
fn side(group: &[(Key, Outcome)], mark: Mark, join: Join) -> Option<Outcome> {
    let failed = group.iter().find(|(_, outcome)| outcome.is_err()).map(|(_, outcome)| outcome.clone());
    let mut bits = group.iter().flat_map(|(_, outcome)| outcome.clone());
    assert!(mark == Mark::Star || group.len() <= 1, "the generator marked a branch wrong");
    match mark {
        Mark::Plain => {
            assert!(!group.is_empty() || join == Join::Inner, "the generator left a mark out");
            failed.or_else(|| bits.next().map(Ok))
        }
        Mark::Question => failed.or_else(|| Some(Ok(bits.next().map_or_else(law::none, law::some)))),
        Mark::Star => failed.or_else(|| Some(Ok(law::list(bits)))),
    }
}

/// The failures of a key for which some member has nothing: those of the one that goes by each in its place, the others as one.
fn alone(key: &Key, groups: &[(&[(Key, Outcome)], Mark)], lead: usize) -> Stream {
    let mut alone: Stream = groups[lead].0.iter().filter(|(_, outcome)| outcome.is_err()).cloned().collect();
    let mut held = groups.iter().enumerate().filter(|(index, _)| *index != lead).flat_map(|(_, (group, _))| *group);
    let first = held.find_map(|(_, outcome)| outcome.as_ref().is_err().then(|| outcome.clone()));
    alone.extend(first.map(|outcome| (under(key, UNPAIRED), outcome)));
    alone
}

/// Each of the first with each of the others; the last turns fastest.
fn products(key: &Key, groups: &[(&[(Key, Outcome)], Mark)]) -> Stream {
    let mut rows: Vec<(Key, Vec<Outcome>)> = vec![(key.clone(), Vec::new())];
    for (group, _) in groups {
        let longer = |(path, row): &(Key, Vec<Outcome>)| -> Vec<(Key, Vec<Outcome>)> {
            let longer = group.iter().map(|(own, outcome)| {
                let path = path.iter().chain(own.get(key.len()..).unwrap_or_default()).copied().collect();
                (path, row.iter().chain([outcome]).cloned().collect())
            });
            longer.collect()
        };
        rows = rows.iter().flat_map(longer).collect();
    }
    let pair = |(path, row): (Key, Vec<Outcome>)| {
        let bits: Outcome = row.into_iter().collect::<Result<Vec<u64>, Fault>>().map(law::tuple);
        (path, bits)
    };
    rows.into_iter().map(pair).collect()
}

fn merge(streams: &[Stream], members: &[usize], fork: usize) -> Stream {
    let mut merged = Stream::new();
    for (key, _) in &streams[fork] {
        for (branch, member) in members.iter().enumerate() {
            for (own, outcome) in of(&streams[*member], key) {
                let mut path = under(key, branch as u64);
                path.extend(&own[key.len()..]);
                merged.push((path, outcome.clone()));
            }
        }
    }
    merged
}

/// Gives the items of a new sequence their numbers.
fn numbered(outcomes: Vec<Outcome>) -> Stream {
    outcomes.into_iter().enumerate().map(|(seq, outcome)| (vec![seq as u64], outcome)).collect()
}

fn positions(mut sides: Vec<VecDeque<Outcome>>, lengths: Lengths, id: &str) -> Stream {
    let mut pairs = Vec::new();
    loop {
        let row: Vec<Option<Outcome>> = sides.iter_mut().map(VecDeque::pop_front).collect();
        let (ended, missing) = (row.iter().all(Option::is_none), row.contains(&None));
        if ended || missing && lengths == Lengths::Shortest {
            break;
        }
        if missing && lengths == Lengths::Strict {
            pairs.push(fault(id, &vec![pairs.len() as u64], "unequal"));
            break;
        }
        let bits = row.into_iter().map(|side| match (side, lengths) {
            (Some(side), Lengths::Longest) => side.map(law::some),
            (Some(side), _) => side,
            (None, _) => Ok(law::none()),
        });
        pairs.push(bits.collect::<Result<Vec<u64>, Fault>>().map(law::tuple));
    }
    numbered(pairs)
}

fn rounds(mut sides: Vec<VecDeque<Outcome>>) -> Stream {
    let mut taken = Vec::new();
    while sides.iter().any(|side| !side.is_empty()) {
        taken.extend(sides.iter_mut().filter_map(VecDeque::pop_front));
    }
    numbered(taken)
}
