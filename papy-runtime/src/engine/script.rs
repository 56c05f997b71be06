//! Scenarios as data, for tests: a graph and what happens, as words; what the engine answers, as words.
//!
//! Graph: `s0 > p0@0 > p1! > o0~; p0@0 > o1; s1 < o1; s1 > o2; batch=1`. A part is inline, or `@` an IMap; `!` is serial, `$` takes the last ticket last,
//! `~` is unordered.
//! Inline parts are serial, but for `p0*`. What `away w1 2` took waits elsewhere, 2 at once; `back 0 1` brings back part 0 at ticket 1.
//! `parks w1` left a continuation, `rests w1 5` too, to be taken up after 5 ms, and so did `needs w1 0`, which waits for a piece of its first input.
//! Actors: `w1` moves and works for IMap 0, `c1` only works for it, `r1` reads output 1, `h1` too and helps.

use std::fmt::Write as _;
use std::num::NonZeroU32;

use super::*;

/// Plays a scenario over a graph: each line is `what happens => what the engine says`. Inputs joined by `+` are handled before
/// the engine is polled.
#[track_caller]
pub(super) fn check(graph: &str, scenario: &str) {
    let mut stage = Stage::new(graph);
    let (mut report, mut differs) = (String::new(), false);
    for wanted in scenario.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let step = wanted.split("=>").next().expect("a split has a first part").trim();
        stage.said.clear();
        stage.step(step);
        let line = format!("{step} => {}", stage.said.join(", "));
        let same = line.trim_end() == wanted;
        differs |= !same;
        let sign = if same { ' ' } else { '!' };
        let _infallible = writeln!(report, "{sign} {}", line.trim_end());
        if !same {
            let _infallible = writeln!(report, "  wanted: {wanted}");
        }
    }
    assert!(!differs, "\n{report}");
}

/// An engine to which things happen.
pub(super) struct Stage {
    pub(super) engine: Engine,
    now: Nanos,
    jobs: Vec<(String, Job)>,
    last: Vec<(String, Job)>,
    pub(super) names: Vec<String>,
    pub(super) said: Vec<String>,
}

impl Stage {
    pub(super) fn new(graph: &str) -> Stage {
        let (plan, limits) = parse(graph);
        let engine = Engine::new(plan, limits);
        Stage { engine, now: Nanos(0), jobs: Vec::new(), last: Vec::new(), names: Vec::new(), said: Vec::new() }
    }

    fn actor(&mut self, name: &str) -> ActorId {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        ActorId(at as u32)
    }

    fn job(&mut self, name: &str) -> Job {
        let at = self.jobs.iter().position(|(actor, _)| actor == name).unwrap_or_else(|| panic!("{name} has no job"));
        let job = self.jobs.remove(at);
        self.last.retain(|(actor, _)| actor != name);
        self.last.push(job.clone());
        job.1
    }

    /// Several steps, parted by `;`, whatever the engine says of them.
    pub(super) fn play(&mut self, steps: &str) {
        steps.split(';').for_each(|step| self.step(step));
    }

    fn last_claim(&self, name: &str) -> Claim {
        let (_, job) = self.jobs.iter().chain(&self.last).find(|(actor, _)| actor == name).expect("it had a job");
        let Job::Part { claim, .. } = *job else { panic!("{name} pulled") };
        claim
    }

    /// `verb subject more..`, joined by `+`.
    fn step(&mut self, step: &str) {
        for part in step.split('+').map(str::trim) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let input = self.input(&words);
            self.engine.handle(self.now, input);
        }
        while let Some(output) = self.engine.poll() {
            let text = self.describe(output);
            self.said.push(text);
        }
    }

    fn input(&mut self, words: &[&str]) -> Input {
        let name = words.get(1).copied().unwrap_or_default();
        let output = || OutputId(number(name));
        match words[0] {
            "ask" => {
                let most = words.get(2).map_or(u32::MAX, |most| number(most));
                Input::Ask { actor: self.actor(name), role: role(name), most }
            }
            "pulled" => {
                let Job::Pull(pull) = self.job(name) else { panic!("{name} does not pull") };
                let more = match words.get(3).copied() {
                    None => More::Now,
                    Some("later") => More::Later,
                    Some(_) => More::Never,
                };
                Input::Pulled { actor: self.actor(name), pull, items: number(words[2]), more, spent: Nanos(0) }
            }
            "done" | "parks" | "needs" => {
                let Job::Part { claim, .. } = self.job(name) else { panic!("{name} pulls") };
                let more = words.get(2).map_or(0, |more| number(more));
                let (waits, us) = if words[0] == "needs" { (Some(more as u16), 0) } else { (None, more) };
                let spent = Nanos::micros(u64::from(us));
                let done = words[0] == "done";
                Input::Deposited { actor: self.actor(name), claim, done, waits, away: None, rests: None, spent }
            }
            "away" => {
                let Job::Part { claim, .. } = self.job(name) else { panic!("{name} pulls") };
                let (actor, away) = (self.actor(name), NonZeroU32::new(number(words[2])));
                Input::Deposited { actor, claim, done: false, waits: None, away, rests: None, spent: Nanos(0) }
            }
            "back" => Input::Returned { part: PartId(number(name)), ticket: Ticket(u64::from(number(words[2]))) },
            "rests" => {
                let Job::Part { claim, .. } = self.job(name) else { panic!("{name} pulls") };
                let (actor, rests) = (self.actor(name), Some(Nanos::micros(1000 * u64::from(number(words[2])))));
                Input::Deposited { actor, claim, done: false, waits: None, away: None, rests, spent: Nanos(0) }
            }
            // Who, the items of the chunk, how many are kept, which were running.
            "dies" => {
                let Job::Part { claim, .. } = self.job(name) else { panic!("{name} pulls") };
                let at = |word: usize| words.get(word).map_or(0, |word| number(word));
                let (items, kept, running) = (at(2), at(3), Span { from: at(4), to: at(5) });
                Input::Crashed { actor: self.actor(name), claim, items, kept, running, spent: Nanos(0) }
            }
            "off" => {
                let Job::Part { claim, .. } = self.job(name) else { panic!("{name} pulls") };
                Input::WriteOff { actor: self.actor(name), claim }
            }
            "off_late" => Input::WriteOff { actor: self.actor(name), claim: self.last_claim(name) },
            "late" => {
                let claim = self.last_claim(name);
                Input::Deposited {
                    actor: self.actor(name),
                    claim,
                    done: true,
                    waits: None,
                    away: None,
                    rests: None,
                    spent: Nanos(0),
                }
            }
            "take" => {
                let ticket = self.engine.next_for(output()).expect("a piece waits").ticket;
                Input::Taken { output: output(), ticket }
            }
            "ready" => Input::SourceReady { domain: DomainId(number(name)) },
            "want" => Input::Want { output: output() },
            "unwant" => Input::Unwant { output: output() },
            "drop" => Input::OutputDropped { output: output() },
            "lost" => Input::Lost { actor: self.actor(name) },
            "stop" => Input::Stop,
            "pause" => Input::Pause,
            "resume" => Input::Resume,
            "cancel" => Input::Cancel,
            "wait" => {
                self.now = self.now.plus(Nanos::micros(1000 * u64::from(number(name))));
                Input::Tick
            }
            other => panic!("no step {other}"),
        }
    }

    fn describe(&mut self, output: Output) -> String {
        let who = |actor: ActorId, names: &[String]| names[actor.index()].clone();
        match output {
            Output::Run { actor, job } => {
                let name = who(actor, &self.names);
                self.jobs.push((name.clone(), job));
                match job {
                    Job::Pull(pull) => format!("{name} pulls s{} t{} x{}", pull.domain, pull.ticket, pull.items),
                    Job::Part { claim, end, last, resumed, again, .. } => {
                        let attempt = if claim.attempt > 1 { format!(" #{}", claim.attempt) } else { String::new() };
                        let signs = [(end, " end"), (!last, " more"), (resumed, " on")];
                        let signs: String = signs.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect();
                        let again = again.map_or(String::new(), |Again { span, attempt, give_up, .. }| {
                            let what = if give_up { "gives up" } else { "again" };
                            format!(" {what} {}..{} #{attempt}", span.from, span.to)
                        });
                        let attempt = if again.is_empty() { attempt } else { again };
                        format!("{name} runs p{} t{}{attempt}{signs}", claim.part, claim.ticket)
                    }
                }
            }
            Output::Idle { actor } => format!("{} idle", who(actor, &self.names)),
            Output::Wake { workers, .. } => format!("wake {workers}"),
            Output::WakeReader { actor, .. } => format!("wake {}", who(actor, &self.names)),
            Output::Deliver { output, ticket } => format!("o{output} has t{ticket}"),
            Output::Discard { output, piece } => format!("o{output} discards t{}", piece.ticket),
            Output::Abandon { output, ticket, items, .. } => format!("o{output} abandons t{ticket} x{items}"),
            Output::Stale { actor, .. } => format!("{} stale", who(actor, &self.names)),
            Output::WrittenOff { actor } => format!("{} written off", who(actor, &self.names)),
            Output::Stalled { output, unread } => format!("o{output} stalled by {unread:?}"),
            Output::Ended { output } => format!("o{output} ended"),
            Output::Over => "over".into(),
        }
    }
}

fn number(word: &str) -> u32 {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("a number in {word}"))
}

fn role(name: &str) -> Role {
    let imap = ImapId(0);
    let output = Some(OutputId(number(name)));
    match &name[..1] {
        "w" => Role::Mover { imap },
        "c" => Role::Worker { imap },
        "r" => Role::Reader { output, may_help: ImapSet::NONE },
        "h" => Role::Reader { output, may_help: ImapSet::ALL },
        other => panic!("no role {other}"),
    }
}

/// The graph in words. Parts and outputs are numbered as they are named.
fn parse(graph: &str) -> (Plan, Limits) {
    let (mut plan, mut limits) = (Plan { imaps: vec![ImapPlan::default(); 2], ..Plan::default() }, Limits::default());
    let mut all = DomainPlan { batch: Some(1), ..DomainPlan::default() };
    for line in graph.split(';').map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once('=') {
            match name {
                "batch" => all.batch = Some(number(value)),
                "window" => all.window_items = Some(u64::from(number(value))),
                "stride" => plan.imaps[0].stride = Some(number(value)),
                "tickets" => limits.tickets_max = number(value),
                other => panic!("no option {other}"),
            }
        } else if line == "lazy" {
            all.lazy = true;
        } else if line == "adaptive" {
            all.batch = None;
        } else if let Some((domain, feed)) = line.split_once('<') {
            add_source(&mut plan, number(domain));
            let (domain, feed) = (DomainId(number(domain)), OutputId(number(feed)));
            plan.domains[domain.index()].feeds.push(feed);
            plan.outputs[feed.index()].reader = ReadBy::Junction(domain);
        } else {
            chain(&mut plan, line);
        }
    }
    for domain in &mut plan.domains {
        *domain = DomainPlan { feeds: std::mem::take(&mut domain.feeds), ..all.clone() };
    }
    for at in 0..plan.edges.len() {
        let to = plan.edges[at].to;
        let ways = plan.edges.iter().filter(|edge| edge.to == to).count();
        plan.edges[at].gathers = matches!(to, To::Part(_)) && ways > 1;
    }
    (plan, limits)
}

fn add_source(plan: &mut Plan, id: u32) {
    while plan.domains.len() <= id as usize {
        plan.domains.push(DomainPlan::default());
    }
}

fn chain(plan: &mut Plan, line: &str) {
    let mut at: Option<(DomainId, From)> = None;
    for word in line.split('>').map(str::trim) {
        let id = number(word.split('@').next().expect("a split has a first part"));
        match (&word[..1], at) {
            ("s", _) => {
                add_source(plan, id);
                at = Some((DomainId(id), From::Source));
            }
            ("p", None) => at = Some((plan.parts[id as usize].domain, From::Part(PartId(id)))),
            ("p", Some((domain, from))) => {
                if plan.parts.len() == id as usize {
                    let place =
                        word.split_once('@').map_or(Place::Inline, |(_, imap)| Place::Imap(ImapId(number(imap))));
                    let serial = word.ends_with('!') || place == Place::Inline && !word.ends_with('*');
                    plan.parts.push(PartPlan { domain, place, serial, totals: word.ends_with('$'), weight: 1 });
                }
                plan.edges.push(EdgePlan { domain, from, to: To::Part(PartId(id)), gathers: false });
                at = Some((domain, From::Part(PartId(id))));
            }
            ("o", Some((domain, from))) => {
                assert_eq!(plan.outputs.len(), id as usize, "outputs are named in order");
                plan.outputs.push(OutputPlan { domain, ordered: !word.ends_with('~'), reader: ReadBy::User });
                plan.edges.push(EdgePlan { domain, from, to: To::Output(OutputId(id)), gathers: false });
            }
            other => panic!("no node {other:?}"),
        }
    }
}
