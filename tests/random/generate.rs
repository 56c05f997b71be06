//! Makes random graphs that the language accepts, as pipelines and as data, from a seed.
//!
//! Marks of zips follow from what can happen to a key between the nearest common fork and the branch, worked out here anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::dice::Dice;
use crate::law;
use crate::words::{ONES, THREES, TOTALS, TRAILS, TWOS, WHOLES, Word};

/// Nodes of a graph, at most.
const NODES_MAX: u64 = 12;
/// Outputs of a graph, at most; other ends are sinks.
const OUTPUTS_MAX: usize = 4;
/// How many items a stream may have for each item of its input, roughly.
const LOAD_MAX: f64 = 5.0;

/// What a stream carries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    /// A `V`.
    One,
    /// What a zip gives: spreads over so many arguments.
    Row(usize),
    /// A tuple behind a stage: one item.
    Whole,
}

/// What an operation can do to a key.
#[derive(Clone, Copy, Default)]
struct Effect {
    drops: bool,
    multiplies: bool,
    /// Packs items of several keys.
    spans: bool,
}

struct Stream {
    /// The stream's name; the keyword before it is chosen at the end.
    name: String,
    flow: String,
    data: String,
    item: Item,
    domain: usize,
    reads: Vec<usize>,
    /// For zips and merges of one fork.
    fork: Option<usize>,
    own: Effect,
    /// Through what every item comes here.
    through: BTreeSet<usize>,
    load: f64,
    used: bool,
    input: bool,
}

impl Stream {
    /// A zip or merge with a stage behind it at once cannot be read by others.
    fn has_name(&self) -> bool {
        self.input || !self.flow.is_empty()
    }
}

struct Sink {
    flow: String,
    data: String,
}

/// A piper with rates: how many it takes, whether as an array, what it gives.
#[derive(Clone, Copy)]
struct Rate {
    name: &'static str,
    takes: usize,
    array: bool,
    gives: &'static str,
    boom: bool,
    load: f64,
}

const fn rate(name: &'static str, takes: usize, array: bool, gives: &'static str, boom: bool, load: f64) -> Rate {
    Rate { name, takes, array, gives, boom, load }
}

const RATES: &[Rate] = &[
    rate("gather", 3, false, "One", false, 0.4),
    rate("gather_boom", 4, false, "One", true, 0.3),
    rate("gather_two", 2, true, "One", false, 0.5),
    rate("spread", 0, false, "Two", false, 2.0),
    rate("spread_boom", 0, false, "Two", true, 2.0),
    rate("scatter", 0, false, "Some", false, 1.6),
    rate("scatter", 0, false, "Promised(2)", false, 2.0),
    rate("regroup", 3, false, "Two", false, 0.7),
];

/// Branches that stay in step, how many pairs they give for an item, and how many together for how many items, where not all come to that
/// by themselves.
type Ways = (&'static [&'static [&'static str]], f64, Option<(usize, usize)>);

const WAYS: &[Ways] = &[
    (&[&["spread"], &["spread_boom"]], 2.0, None),
    (&[&["spread", "spread_boom", "gather_two"], &["spread"]], 2.0, None),
    (&[&[], &["spread_boom", "gather_two"]], 1.0, None),
    (&[&["gather"], &["gather"]], 0.4, None),
    (&[&["gather_two", "gather_two"], &["gather_boom"]], 0.3, None),
    (&[&["gather", "spread"], &["regroup"]], 0.7, None),
    (&[&[], &["gather_two", "spread"]], 1.0, Some((2, 2))),
    (&[&["gather_two", "spread_boom"], &["gather_boom", "spread", "spread"]], 1.0, Some((4, 4))),
    (&[&["gather_two", "gather_two", "spread"], &["gather_two"]], 0.5, Some((2, 4))),
];

/// A graph in the making.
struct Maker {
    dice: Dice,
    streams: Vec<Stream>,
    sinks: Vec<Sink>,
    nodes: u64,
    domains: usize,
    /// By domain: which inputs are in it.
    inputs: Vec<BTreeSet<usize>>,
    imaps: Vec<String>,
    /// The IMaps on which sync pipers have a `timeout`, and where no async piper may be.
    timed: Vec<bool>,
    placed: BTreeSet<usize>,
}

/// All of a file of graphs.
pub(crate) fn file(seed: u64, count: usize) -> String {
    let mut file = format!(
        "//! {count} random graphs, as pipelines and as data. Written by `generate.rs` from seed {seed}: change that, not this.\n\n\
         use crate::graph::{{Act, Gives, Graph, Join, Keeps, Lengths, Mark, Op, Short, Takes}};\nuse crate::pipers::*;\n\
         use crate::read::{{Feeds, Started}};\nuse papy::pipeline;\n"
    );
    for index in 0..count {
        file.push_str(&graph(law::mix(seed, index as u64), index));
    }
    file.push_str("\n/// The graphs, how a run of each is begun, and how one is begun and finished unread.\n");
    file.push_str("pub(crate) const ALL: &[super::Row] = &[\n");
    for index in 0..count {
        let _infallible = writeln!(file, "    (&GRAPH{index}, start{index}, unread{index}),");
    }
    file + "];\n"
}

/// One graph.
fn graph(seed: u64, index: usize) -> String {
    let mut dice = Dice::new(seed);
    let inputs = *dice.one_of(&[1, 1, 1, 1, 2, 2, 3]);
    let imaps = dice.below(4);
    let imaps: Vec<String> = (0..imaps).map(|imap| imap_of(&mut dice, imap)).collect();
    let timed = imaps.iter().map(|_| dice.percent(25)).collect();
    let mut maker = Maker {
        dice,
        streams: Vec::new(),
        sinks: Vec::new(),
        nodes: 0,
        domains: 0,
        inputs: Vec::new(),
        imaps,
        timed,
        placed: BTreeSet::new(),
    };
    (0..inputs).for_each(|input| maker.input(input));
    let nodes = 2 + maker.dice.below(NODES_MAX as usize - 3) as u64;
    let mut steps = 0;
    while maker.nodes < nodes && steps < 3 * NODES_MAX {
        maker.step();
        steps += 1;
    }
    maker.meet();
    maker.write(index)
}

fn imap_of(dice: &mut Dice, imap: usize) -> String {
    let options = match dice.below(8) {
        0 => format!(" [batch = {}]", 1 + dice.below(9)),
        1 => " [strict]".into(),
        2 => format!(" [buffer = {}]", 1 + dice.below(40)),
        _ => String::new(),
    };
    format!("imap p{imap} = threads({}){options};", 1 + dice.below(3))
}

impl Maker {
    fn input(&mut self, input: usize) {
        let name = ["xs", "ys", "zs"][input].to_string();
        self.domains += 1;
        self.inputs.push(BTreeSet::from([input]));
        let data = format!("Op::Input {{ id: \"{name}\" }}");
        let stream = Stream {
            name,
            flow: String::new(),
            data,
            item: Item::One,
            domain: input,
            reads: Vec::new(),
            fork: None,
            own: Effect::default(),
            through: BTreeSet::new(),
            load: 1.0,
            used: false,
            input: true,
        };
        self.push(stream);
    }

    fn push(&mut self, mut stream: Stream) -> usize {
        let id = self.streams.len();
        for (at, read) in stream.reads.iter().enumerate() {
            self.streams[*read].used = true;
            if self.streams[*read].domain == stream.domain {
                let above = &self.streams[*read].through;
                stream.through = if at == 0 { above.clone() } else { &stream.through & above };
            }
        }
        stream.through.insert(id);
        self.streams.push(stream);
        id
    }

    /// One more operation, if one is found that is right.
    fn step(&mut self) {
        match self.dice.below(16) {
            13 | 14 => {
                let from = self.pick(|it| it.item == Item::One && it.load <= LOAD_MAX / 1.6);
                self.kept(from, TRAILS);
            }
            15 => {
                let from = self.pick(|it| it.item == Item::One);
                self.kept(from, TOTALS);
            }
            10 | 11 => {
                let from = self.pick(|it| it.item == Item::One && it.load <= LOAD_MAX / 2.0);
                let rate = *self.dice.one_of(RATES);
                self.rated(from, rate);
            }
            12 => self.in_step(),
            0..=4 => {
                let from = self.pick(|_| true);
                self.node(from, None);
            }
            5..=7 => self.zip(),
            8 => self.merge(),
            _ => self.junction(),
        }
    }

    /// A stream, rather a new or unused one.
    fn pick(&mut self, fits: impl Fn(&Stream) -> bool) -> usize {
        let fits = |it: &Stream| it.has_name() && fits(it);
        let all: Vec<usize> = (0..self.streams.len()).filter(|it| fits(&self.streams[*it])).collect();
        let unused: Vec<usize> = all.iter().copied().filter(|it| !self.streams[*it].used).collect();
        if !unused.is_empty() && self.dice.percent(60) { *self.dice.one_of(&unused) } else { *self.dice.one_of(&all) }
    }

    fn name(&self) -> String {
        format!("s{}", self.streams.len())
    }

    /// A stage on a stream; `source` is the text of a zip or merge that was not given a name.
    fn node(&mut self, from: usize, source: Option<(String, String)>) -> usize {
        let Stream { item, domain, load, .. } = self.streams[from];
        let words = match item {
            Item::One => ONES,
            Item::Row(2) => TWOS,
            Item::Row(_) => THREES,
            Item::Whole => WHOLES,
        };
        let fits: Vec<&Word> = words.iter().filter(|word| word.load * load <= LOAD_MAX).collect();
        let word = *self.dice.one_of(&fits);
        self.nodes += 1;
        let n = self.nodes;
        let drops = word.load < 1.0;
        let multiplies = word.load > 1.0;
        let skip = self.dice.percent(if word.fails { 20 } else { 3 });
        let mut options = Vec::new();
        let (mut collect, mut held) = ("None".to_string(), 1024);
        if skip {
            options.push("on_error = skip".to_string());
        }
        if multiplies && self.dice.percent(40) {
            let limit = 2 + self.dice.below(4);
            options.push(format!("collect = {limit}"));
            collect = format!("Some({limit})");
        } else if multiplies && self.dice.percent(70) {
            held = 1 + self.dice.below(4);
            options.push(format!("slice = {held}"));
        }
        if self.dice.percent(10) {
            options.push("fuse = off".to_string());
        }
        if self.dice.percent(6) {
            options.push(format!("batch = {}", 1 + self.dice.below(12)));
        }
        if self.dice.percent(5) {
            options.push(format!("buffer = {}", 1 + self.dice.below(50)));
        }
        let is_async = word.name.starts_with("await");
        let fit: Vec<usize> = (0..self.imaps.len()).filter(|imap| !(is_async && self.timed[*imap])).collect();
        let on = (!fit.is_empty() && self.dice.percent(50)).then(|| *self.dice.one_of(&fit));
        self.placed.extend(on);
        // What is made after the call has no attempt of its own.
        let whole = !multiplies || collect != "None";
        let act = self.attempts(word, whole, on, &mut options);
        let on = on.map_or_else(String::new, |imap| format!(" on p{imap}"));
        let options = if options.is_empty() { String::new() } else { format!(" [{}]", options.join(", ")) };
        // The zip that the flow begins with has no name of its own: the node's statement names both.
        let (name, source) = match source {
            Some((name, source)) => (name, source),
            None => (self.name(), self.streams[from].name.clone()),
        };
        let flow = format!("{source} -> {} {{ n: {n} }}{on}{options}", word.name);
        let data = format!(
            "Op::Node {{ from: {from}, act: Act::{act}, n: {n}, id: \"{name}.{}\", skip: {skip}, collect: {collect}, held: {held} }}",
            word.name
        );
        let item = if item != Item::One && word.act == "Keep" { Item::Whole } else { Item::One };
        let stream = Stream {
            name,
            flow,
            data,
            item,
            domain,
            reads: vec![from],
            fork: None,
            own: Effect { drops: drops || skip, multiplies, spans: false },
            through: BTreeSet::new(),
            load: load * word.load,
            used: false,
            input: false,
        };
        self.push(stream)
    }

    /// How a stage is attempted, and its share: what changes nothing of what comes of it, unless the piper fails but once. Gives what it does
    /// then.
    fn attempts(&mut self, word: &Word, whole: bool, on: Option<usize>, options: &mut Vec<String>) -> &'static str {
        let is_async = word.name.starts_with("await");
        let retry = self.dice.percent(if word.name == "flaky" { 75 } else { 12 }) && (whole || !is_async);
        if retry {
            options.push(format!("retry = {}", 1 + self.dice.below(3)));
            // What is not written is 100 ms, and some of these rest for each chunk.
            options.push(format!("backoff = {}ms", self.dice.below(2)));
        }
        let may_time = whole && (is_async || on.is_some_and(|imap| self.timed[imap]));
        if may_time && self.dice.percent(if is_async { 30 } else { 60 }) {
            options.push("timeout = 1h".into());
        }
        if on.is_some() && self.dice.percent(10) {
            options.push(format!("weight = {}", 1 + self.dice.below(4)));
        }
        if word.name == "flaky" && retry { "Map" } else { word.act }
    }

    /// A stage with rates, of which nobody else need know.
    fn rated(&mut self, from: usize, rate: Rate) -> usize {
        self.nodes += 1;
        let n = self.nodes;
        let skip = self.dice.percent(15);
        let short = if rate.takes > 0 { self.dice.below(3) } else { 0 };
        let (last, short) = match (short, rate.array) {
            (1, _) => (Some("last = drop"), "Drops"),
            (2, _) => (Some("last = error"), "Fails"),
            (_, true) => (None, "Fails"),
            (_, false) => (None, "Passes"),
        };
        self.rate(from, rate, n, last, short, skip)
    }

    /// A stage that keeps something from item to item.
    fn kept(&mut self, from: usize, words: &[Word]) -> usize {
        self.nodes += 1;
        let (n, word) = (self.nodes, self.dice.one_of(words));
        let totals = !word.act.starts_with("Trail");
        let every = (word.name == "total" && self.dice.percent(50)).then(|| 1 + self.dice.below(4));
        let skip = word.fails && !totals && self.dice.percent(30);
        let mut options: Vec<String> = skip.then(|| "on_error = skip".into()).into_iter().collect();
        options.extend(every.map(|every| format!("every = {every}")));
        if self.dice.percent(10) {
            options.push("fuse = off".into());
        }
        let placed = !self.imaps.is_empty() && self.dice.percent(50);
        let on = placed.then(|| self.dice.below(self.imaps.len()));
        self.placed.extend(on);
        let on = on.map_or_else(String::new, |imap| format!(" on p{imap}"));
        let stream = self.name();
        let options = if options.is_empty() { String::new() } else { format!(" [{}]", options.join(", ")) };
        let params = if word.name == "chained" { String::new() } else { format!(" {{ n: {n} }}") };
        let flow = format!("{} -> {}{params}{on}{options}", self.streams[from].name, word.name);
        let keeps = if word.act == "Total" { format!("Total {{ every: {every:?} }}") } else { word.act.into() };
        let data = format!(
            "Op::Kept {{ from: {from}, keeps: Keeps::{keeps}, n: {n}, id: \"{stream}.{}\", skip: {skip} }}",
            word.name
        );
        let Stream { domain, load, .. } = self.streams[from];
        let drops = skip || word.act == "TrailPick" || word.act == "Chained";
        let multiplies = word.act == "TrailBurst" || every.is_some();
        self.push(Stream {
            name: stream,
            flow,
            data,
            item: if totals && word.name != "chained" { Item::Whole } else { Item::One },
            domain,
            reads: vec![from],
            fork: None,
            own: Effect { drops, multiplies, spans: totals },
            through: BTreeSet::new(),
            load: load * word.load,
            used: false,
            input: false,
        })
    }

    fn rate(&mut self, from: usize, rate: Rate, n: u64, last: Option<&str>, short: &str, skip: bool) -> usize {
        let Rate { name, takes, gives, boom, load, .. } = rate;
        let Stream { domain, load: before, .. } = self.streams[from];
        let mut options: Vec<String> = last.into_iter().map(Into::into).collect();
        options.extend((takes > 0).then(|| format!("consume = {takes}")));
        options.extend(match gives {
            "One" => None,
            "Promised(2)" => Some("produce = 2".into()),
            _ => Some("produce".into()),
        });
        options.extend(skip.then(|| "on_error = skip".into()));
        if self.dice.percent(10) {
            options.push(format!("batch = {}", 1 + self.dice.below(12)));
        }
        let placed = !self.imaps.is_empty() && self.dice.percent(50);
        let on = placed.then(|| self.dice.below(self.imaps.len()));
        self.placed.extend(on);
        let on = on.map_or_else(String::new, |imap| format!(" on p{imap}"));
        let stream = self.name();
        let flow = format!("{} -> {name} {{ n: {n} }}{on} [{}]", self.streams[from].name, options.join(", "));
        let taken = match takes {
            0 => "None".to_string(),
            _ => format!("Some(Takes {{ of: {takes}, short: Short::{short} }})"),
        };
        let data = format!(
            "Op::Rated {{ from: {from}, takes: {taken}, n: {n}, boom: {boom}, gives: Gives::{gives}, id: \"{stream}.{name}\", \
             skip: {skip} }}"
        );
        let own = Effect { drops: skip || gives == "Some", multiplies: gives != "One", spans: takes > 0 };
        self.push(Stream {
            name: stream,
            flow,
            data,
            item: Item::One,
            domain,
            reads: vec![from],
            fork: None,
            own,
            through: BTreeSet::new(),
            load: before * load,
            used: false,
            input: false,
        })
    }

    /// Two branches that change rates alike, and the zip where they meet.
    fn in_step(&mut self) {
        let from = self.pick(|it| it.item == Item::One && it.load <= LOAD_MAX / 4.0);
        let (ways, load, group) = *self.dice.one_of(WAYS);
        let mut members = Vec::new();
        for way in ways {
            let mut at = from;
            for name in *way {
                let rate = RATES.iter().find(|rate| rate.name == *name).expect("ways are made of rates");
                self.nodes += 1;
                let short = if rate.array { "Fails" } else { "Passes" };
                at = self.rate(at, *rate, self.nodes, None, short, false);
            }
            members.push(at);
        }
        if members.contains(&from) {
            // A zip reads streams by name, and one that is no stage of its own is the fork.
            self.streams[from].used = true;
        }
        let many =
            group.is_some() || ways.iter().any(|way| way.last() == Some(&"spread") || way.last() == Some(&"regroup"));
        let source = format!("({})", self.names(&members).join(", "));
        let id = format!("{}.zip", self.name());
        let data = format!(
            "Op::InStep {{ members: &{members:?}, fork: {from}, many: {many}, group: {group:?}, id: \"{id}\" }}"
        );
        let stream = Stream {
            name: String::new(),
            flow: String::new(),
            data,
            item: Item::Row(2),
            domain: self.streams[from].domain,
            reads: members,
            fork: Some(from),
            own: Effect { drops: false, multiplies: many, spans: load < 1.0 || group.is_some() },
            through: BTreeSet::new(),
            load: self.streams[from].load * load,
            used: false,
            input: false,
        };
        self.name_or_go_on(source, stream);
    }

    /// Gives a zip or merge a name, or lets a stage follow it at once.
    fn name_or_go_on(&mut self, source: String, mut stream: Stream) {
        stream.name = self.name();
        let at_once = self.dice.percent(60) && self.nodes < NODES_MAX;
        let name = stream.name.clone();
        stream.flow = if at_once { String::new() } else { source.clone() };
        let made = self.push(stream);
        if at_once {
            self.node(made, Some((name, source)));
        }
    }

    /// The nearest operation through which every item comes to all of these.
    fn fork_of(&self, members: &[usize]) -> usize {
        let mut common = self.streams[members[0]].through.clone();
        for member in members {
            common = &common & &self.streams[*member].through;
        }
        *common.last().expect("streams of one domain have its source in common")
    }

    /// What can happen to a key of the fork on its way to a branch.
    fn effect(&self, mut at: usize, fork: usize) -> Effect {
        let mut effect = Effect::default();
        while at != fork {
            let Stream { own, fork, reads, .. } = &self.streams[at];
            effect.drops |= own.drops;
            effect.multiplies |= own.multiplies;
            effect.spans |= own.spans;
            at = fork.unwrap_or_else(|| reads[0]);
        }
        effect
    }

    /// Two or three streams of one domain, seldom the same twice.
    fn members(&mut self, fits: impl Fn(&Stream) -> bool + Copy) -> Vec<usize> {
        let first = self.pick(fits);
        let domain = self.streams[first].domain;
        let mut members = vec![first];
        let count = 2 + usize::from(self.dice.percent(30));
        for _ in 0..12 {
            let next = self.pick(|it| it.domain == domain && fits(it));
            if members.len() < count && (!members.contains(&next) || self.dice.percent(2)) {
                members.push(next);
            }
        }
        members
    }

    fn zip(&mut self) {
        let members = self.members(|_| true);
        if members.len() < 2 {
            return;
        }
        let fork = self.fork_of(&members);
        let effects: Vec<Effect> = members.iter().map(|it| self.effect(*it, fork)).collect();
        if effects.iter().any(|it| it.spans) {
            return;
        }
        let of_fork = self.streams[fork].load;
        let product = members.iter().map(|it| (self.streams[*it].load / of_fork).max(1.0)).product::<f64>() * of_fork;
        let each = effects.iter().any(|it| it.multiplies) && product <= LOAD_MAX && self.dice.percent(50);
        let inner = !each && effects.iter().any(|it| it.drops && !it.multiplies) && self.dice.percent(50);
        let (mut text, mut data) = (Vec::new(), Vec::new());
        for (member, effect) in members.iter().zip(&effects) {
            let changes = effect.drops || effect.multiplies;
            let (mark, word) = match () {
                () if each || !changes => ("", "Plain"),
                () if inner && !effect.multiplies && self.dice.percent(60) => ("", "Plain"),
                () if effect.multiplies || self.dice.percent(20) => ("*", "Star"),
                () => ("?", "Question"),
            };
            text.push(format!("{}{mark}", self.streams[*member].name));
            data.push(format!("({member}, Mark::{word})"));
        }
        let (options, join) = match (each, inner) {
            (true, _) => (" [join = each]", "Each"),
            (_, true) => (" [join = inner]", "Inner"),
            _ => ("", "Exact"),
        };
        let source = format!("({}){options}", text.join(", "));
        let data = format!("Op::Zip {{ members: &[{}], join: Join::{join}, fork: {fork} }}", data.join(", "));
        let stream = Stream {
            name: String::new(),
            flow: String::new(),
            data,
            item: Item::Row(members.len()),
            domain: self.streams[members[0]].domain,
            reads: members,
            fork: Some(fork),
            own: Effect { drops: inner, multiplies: each, spans: false },
            through: BTreeSet::new(),
            load: if each { product } else { of_fork },
            used: false,
            input: false,
        };
        self.name_or_go_on(source, stream);
    }

    fn merge(&mut self) {
        let members = self.members(|it| it.item == Item::One);
        let load = members.iter().map(|it| self.streams[*it].load).sum();
        if members.len() < 2 || load > LOAD_MAX {
            return;
        }
        let fork = self.fork_of(&members);
        if members.iter().any(|it| self.effect(*it, fork).spans) {
            return;
        }
        let data = format!("Op::Merge {{ members: &{members:?}, fork: {fork} }}");
        let source = format!("[{}]", self.names(&members).join(", "));
        let stream = Stream {
            name: String::new(),
            flow: String::new(),
            data,
            item: Item::One,
            domain: self.streams[members[0]].domain,
            reads: members,
            fork: Some(fork),
            own: Effect { drops: false, multiplies: true, spans: false },
            through: BTreeSet::new(),
            load,
            used: false,
            input: false,
        };
        self.name_or_go_on(source, stream);
    }

    fn names(&self, members: &[usize]) -> Vec<String> {
        members.iter().map(|it| self.streams[*it].name.clone()).collect()
    }

    /// Streams of different inputs meet: once for each pair of inputs, or one would have to be stored without bound.
    fn junction(&mut self) {
        let first = self.pick(|_| true);
        let inputs = self.inputs[self.streams[first].domain].clone();
        let open = |maker: &Maker, it: &Stream| {
            let own = &maker.inputs[it.domain];
            it.has_name()
                && own.is_disjoint(&inputs)
                && maker.inputs.iter().all(|other| !other.is_superset(own) || other == own)
        };
        let met = self.inputs.iter().any(|other| other.is_superset(&inputs) && *other != inputs);
        let others: Vec<usize> = (0..self.streams.len()).filter(|it| open(self, &self.streams[*it])).collect();
        if met || others.is_empty() {
            return;
        }
        let second = *self.dice.one_of(&others);
        let mut members = vec![first, second];
        if self.dice.percent(50) {
            members.reverse();
        }
        let all: BTreeSet<usize> =
            members.iter().flat_map(|it| self.inputs[self.streams[*it].domain].clone()).collect();
        let ones = members.iter().all(|it| self.streams[*it].item == Item::One);
        let name = self.name();
        let names = self.names(&members).join(", ");
        let (source, data, item) = if ones && self.dice.percent(40) {
            (format!("[{names}]"), format!("Op::Rounds {{ members: &{members:?} }}"), Item::One)
        } else {
            let (options, lengths) = *self.dice.one_of(&[
                ("", "Strict"),
                (" [zip = shortest]", "Shortest"),
                (" [zip = longest]", "Longest"),
            ]);
            let data =
                format!("Op::Positions {{ members: &{members:?}, lengths: Lengths::{lengths}, id: \"{name}.zip\" }}");
            (format!("({names}){options}"), data, Item::Row(2))
        };
        let stream = Stream {
            name: String::new(),
            flow: String::new(),
            data,
            item,
            domain: self.domains,
            reads: members,
            fork: None,
            own: Effect::default(),
            through: BTreeSet::new(),
            load: 1.5,
            used: false,
            input: false,
        };
        self.domains += 1;
        self.inputs.push(all);
        self.name_or_go_on(source, stream);
    }

    /// Inputs that did not meet so far meet, so that the graph is one.
    fn meet(&mut self) {
        let inputs = self.streams.iter().filter(|it| it.input).count();
        for _ in 0..1000 {
            if self.inputs.iter().any(|it| it.len() == inputs) {
                break;
            }
            self.junction();
        }
    }

    /// Ends become outputs or sinks, and all is written down.
    fn write(mut self, index: usize) -> String {
        for input in 0..self.streams.len() {
            if self.streams[input].input && !self.streams[input].used {
                self.node(input, None);
            }
        }
        let ends: Vec<usize> = (0..self.streams.len()).filter(|it| !self.streams[*it].used).collect();
        let mut outputs = Vec::new();
        for end in ends {
            let sink = self.streams[end].item == Item::One && !outputs.is_empty();
            if sink && (outputs.len() >= OUTPUTS_MAX || self.dice.percent(25)) {
                self.sink(end);
            } else {
                outputs.push(end);
            }
        }
        // A stream may come out and be read.
        for at in 0..self.streams.len() {
            let named = self.streams[at].has_name() && !self.streams[at].input;
            if named && !outputs.contains(&at) && outputs.len() < OUTPUTS_MAX && self.dice.percent(6) {
                outputs.push(at);
            }
        }
        outputs.sort_unstable();
        self.text(index, &outputs)
    }

    fn sink(&mut self, from: usize) {
        self.nodes += 1;
        let n = self.nodes;
        let fallible = self.dice.percent(40);
        let word = if fallible { "sink_look" } else { "sink" };
        let on =
            if self.imaps.is_empty() || self.dice.percent(60) { None } else { Some(self.dice.below(self.imaps.len())) };
        self.placed.extend(on);
        let on = on.map_or_else(String::new, |imap| format!(" on p{imap}"));
        let flow = format!("{} -> {word} {{ n: {n}, seen }}{on}", self.streams[from].name);
        self.sinks.push(Sink { flow, data: format!("Op::Sink {{ from: {from}, n: {n}, fallible: {fallible} }}") });
    }

    fn text(&mut self, index: usize, outputs: &[usize]) -> String {
        let (mut out, params) = (String::new(), if self.sinks.is_empty() { "" } else { "(seen: Seen)" });
        let _ = writeln!(out, "\npipeline! {{\n    G{index}{params} {{");
        for imap in &self.placed {
            let _ = writeln!(out, "        {}", self.imaps[*imap]);
        }
        for at in 0..self.streams.len() {
            let buffer =
                if self.dice.percent(10) { format!(" [buffer = {}]", 1 + self.dice.below(60)) } else { String::new() };
            let Stream { name, flow, input, .. } = &self.streams[at];
            let _ = match (input, outputs.contains(&at)) {
                (true, _) => writeln!(out, "        input {name}: V;"),
                _ if flow.is_empty() => Ok(()),
                (_, true) => writeln!(out, "        output {name}{buffer} = {flow};"),
                (_, false) => writeln!(out, "        let {name} = {flow};"),
            };
        }
        for sink in &self.sinks {
            let _ = writeln!(out, "        {};", sink.flow);
        }
        let _ = writeln!(out, "    }}\n}}\n");
        let inputs: Vec<&str> = self.streams.iter().filter(|it| it.input).map(|it| it.name.as_str()).collect();
        let _ = writeln!(
            out,
            "const GRAPH{index}: Graph = Graph {{\n    name: \"G{index}\",\n    inputs: {},\n    ops: &[",
            inputs.len()
        );
        for data in self.streams.iter().map(|it| &it.data).chain(self.sinks.iter().map(|it| &it.data)) {
            let _ = writeln!(out, "        {data},");
        }
        let _ = writeln!(out, "    ],\n    outputs: &{outputs:?},\n}};\n");
        let seen = if self.sinks.is_empty() { "" } else { "feeds.seen.clone()" };
        let sources = match inputs[..] {
            [_] => "feeds.source()".to_string(),
            _ => {
                let fields: Vec<String> = inputs.iter().map(|name| format!("{name}: feeds.source()")).collect();
                format!("G{index}Inputs {{ {} }}", fields.join(", "))
            }
        };
        let start = format!("G{index}::new({seen}).start({sources}).expect(\"it starts\")");
        let exits: Vec<String> = outputs.iter().map(|it| format!("Box::new(run.{})", self.streams[*it].name)).collect();
        let _ = writeln!(
            out,
            "fn start{index}(feeds: &mut Feeds) -> Started {{\n    let run = {start};\n    \
             Started {{ outputs: vec![{}], handle: run.handle }}\n}}\n",
            exits.join(", ")
        );
        let _ = writeln!(
            out,
            "fn unread{index}(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {{\n    {start}.finish_blocking()\n}}"
        );
        out
    }
}
