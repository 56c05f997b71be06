//! What happened in a run, in order, and a judge of it.
//!
//! The engine does not write it: whoever drives the engine notes what it saw. So the judge and the engine share no code.
//! It judges P1 (one outcome, no stale result), P2 (nothing lost), P3 (order), P4 (window) and P7 (only what crashes workers is given up).

mod crashes;

use std::collections::HashMap;
use std::fmt::Write as _;

use super::bisect::{Again, Span};
use super::ids::{ActorId, DomainId, OutputId, PartId, Ticket};
use super::message::Claim;
pub use crashes::Crash;

/// Consecutive source items: one ticket. The empty last ticket of a domain has `items == 0` and is never `Accepted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Its number.
    pub ticket: Ticket,
    /// The sequence number of its first item.
    pub first: u64,
    /// How many.
    pub items: u32,
}

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A source gave items.
    Accepted(DomainId, Chunk),
    /// A turn of a part was handed out.
    Dispatched(Claim, ActorId),
    /// It began.
    Started(Claim, ActorId),
    /// Its result was taken.
    Finished(Claim, ActorId),
    /// Its result came too late and was dropped.
    DroppedStale(Claim, ActorId),
    /// An actor is gone.
    Lost(ActorId),
    /// The worker died on which an actor had a turn run.
    Crashed(Claim, ActorId, Crash),
    /// A turn that was handed out is a step of a chunk with which a worker died.
    Again(Claim, Again),
    /// Items of such a chunk have what comes of them.
    Settled(Claim, Span),
    /// A piece left an output; `true`: the ticket's last.
    Emitted(OutputId, Chunk, bool),
    /// A piece was thrown away because its output was dropped; `true`: the ticket's last.
    Discarded(OutputId, Chunk, bool),
    /// What was left of a ticket at an output.
    Cancelled(OutputId, Chunk),
}

/// What happened, with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Increasing.
    pub number: u64,
    /// What.
    pub what: What,
}

/// All that happened in a run.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// In order.
    pub events: Vec<Event>,
}

/// What a history is judged by.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// For each domain: the items that may be in flight.
    pub windows: Vec<u64>,
    /// For each output: its domain, and whether it is ordered.
    pub outputs: Vec<(DomainId, bool)>,
    /// For each part: its domain.
    pub parts: Vec<DomainId>,
    /// For each part: how many workers an item may crash.
    pub attempts: Vec<u32>,
    /// The run ended before its time: what shows at no output need not be finished.
    pub cancelled: bool,
}

impl History {
    /// Notes what happened.
    pub fn note(&mut self, what: What) {
        let number = self.events.len() as u64;
        self.events.push(Event { number, what });
    }

    /// Judges a history of a run that is over. The error names the promise, the event and the ticket.
    pub fn check(&self, rules: &Rules) -> Result<(), String> {
        let mut judge = Judge::new(rules);
        let mut last = None;
        for Event { number, what } in &self.events {
            if last.is_some_and(|last| last >= *number) {
                return Err(format!("event {number} follows event {}", last.unwrap_or_default()));
            }
            last = Some(*number);
            judge.see(what).map_err(|fault| format!("event {number}, {what:?}: {fault}"))?;
        }
        judge.close()
    }

    /// One JSON object for each event, one event for each line.
    pub fn to_jsonl(&self) -> String {
        let mut text = String::new();
        for Event { number, what } in &self.events {
            let line = match what {
                What::Accepted(domain, chunk) => format!(r#""event":"accepted","input":{domain},{}"#, chunk.json()),
                What::Dispatched(claim, actor) => format!(r#""event":"dispatched",{}"#, turn(claim, *actor)),
                What::Started(claim, actor) => format!(r#""event":"started",{}"#, turn(claim, *actor)),
                What::Finished(claim, actor) => format!(r#""event":"finished",{}"#, turn(claim, *actor)),
                What::DroppedStale(claim, actor) => format!(r#""event":"dropped_stale",{}"#, turn(claim, *actor)),
                What::Lost(actor) => format!(r#""event":"lost","worker":{actor}"#),
                What::Crashed(claim, actor, Crash { items, kept, running }) => {
                    let crash = format!(r#""items":{items},"kept":{kept},"running":[{},{}]"#, running.from, running.to);
                    format!(r#""event":"crashed",{},{crash}"#, turn(claim, *actor))
                }
                What::Again(Claim { ticket, part, .. }, Again { span, attempt, give_up, .. }) => {
                    let step =
                        format!(r#""from":{},"to":{},"attempt":{attempt},"give_up":{give_up}"#, span.from, span.to);
                    format!(r#""event":"again","ticket":{ticket},"part":{part},{step}"#)
                }
                What::Settled(Claim { ticket, part, .. }, Span { from, to }) => {
                    format!(r#""event":"settled","ticket":{ticket},"part":{part},"from":{from},"to":{to}"#)
                }
                What::Emitted(output, chunk, last) => {
                    format!(r#""event":"emitted","output":{output},{},"last":{last}"#, chunk.json())
                }
                What::Discarded(output, chunk, last) => {
                    format!(r#""event":"discarded","output":{output},{},"last":{last}"#, chunk.json())
                }
                What::Cancelled(output, chunk) => format!(r#""event":"cancelled","output":{output},{}"#, chunk.json()),
            };
            let _infallible = writeln!(text, r#"{{"number":{number},{line}}}"#);
        }
        text
    }
}

impl Chunk {
    fn json(&self) -> String {
        format!(r#""ticket":{},"first":{},"items":{}"#, self.ticket, self.first, self.items)
    }
}

fn turn(claim: &Claim, actor: ActorId) -> String {
    let Claim { ticket, part, attempt, turn } = claim;
    format!(r#""ticket":{ticket},"part":{part},"attempt":{attempt},"turn":{turn},"worker":{actor}"#)
}

/// What the judge remembers of one part at one ticket.
#[derive(Default)]
struct Work {
    running: Option<(Claim, ActorId)>,
    losses: u32,
    turns: u32,
}

#[derive(Default)]
struct Input {
    chunks: Vec<Chunk>,
    ended: bool,
    /// For each chunk, outputs that it is through.
    through: Vec<usize>,
    in_flight: u64,
}

struct Judge<'a> {
    rules: &'a Rules,
    inputs: Vec<Input>,
    works: HashMap<(PartId, Ticket), Work>,
    /// Chunks with which a worker died.
    crashes: HashMap<(PartId, Ticket), crashes::Chunk>,
    /// For each output, for each ticket: is it through.
    exits: Vec<Vec<bool>>,
    /// For each output: no ticket before this one is open.
    floors: Vec<usize>,
}

impl<'a> Judge<'a> {
    fn new(rules: &'a Rules) -> Judge<'a> {
        Judge {
            rules,
            inputs: rules.windows.iter().map(|_| Input::default()).collect(),
            works: HashMap::new(),
            crashes: HashMap::new(),
            exits: vec![Vec::new(); rules.outputs.len()],
            floors: vec![0; rules.outputs.len()],
        }
    }

    fn see(&mut self, what: &What) -> Result<(), String> {
        match *what {
            What::Accepted(domain, chunk) => self.accept(domain, chunk),
            What::Dispatched(claim, actor) => self.dispatch(claim, actor),
            What::Started(claim, actor) => self.is_running(claim, actor),
            What::Finished(claim, actor) => {
                self.is_running(claim, actor)?;
                self.work(claim).running = None;
                Ok(())
            }
            What::DroppedStale(claim, actor) => match self.is_running(claim, actor) {
                Ok(()) => Err("P1: a valid result was dropped as stale".into()),
                Err(_) => Ok(()),
            },
            What::Lost(lost) => {
                for work in self.works.values_mut() {
                    if work.running.is_some_and(|(_, actor)| actor == lost) {
                        work.running = None;
                        work.losses += 1;
                    }
                }
                Ok(())
            }
            What::Crashed(claim, actor, crash) => {
                self.is_running(claim, actor)?;
                let work = self.work(claim);
                work.running = None;
                work.losses += u32::from(!crash.running.is_empty());
                if crash.items == 0 {
                    return Ok(());
                }
                self.crashes.entry((claim.part, claim.ticket)).or_default().crash(crash)
            }
            What::Again(claim, again) => {
                let attempts = self.rules.attempts[claim.part.index()];
                self.crashes.get(&(claim.part, claim.ticket)).ok_or("P7: nothing crashed")?.step(again, attempts)
            }
            What::Settled(claim, span) => {
                let key = (claim.part, claim.ticket);
                if self.crashes.get_mut(&key).ok_or("P7: nothing crashed")?.settle(span)? {
                    self.crashes.remove(&key);
                }
                Ok(())
            }
            What::Emitted(output, chunk, last) => self.leave(output, chunk, last, true),
            What::Discarded(output, chunk, last) => self.leave(output, chunk, last, false),
            What::Cancelled(output, chunk) => self.leave(output, chunk, true, false),
        }
    }

    fn accept(&mut self, domain: DomainId, chunk: Chunk) -> Result<(), String> {
        let input = &mut self.inputs[domain.index()];
        let first = input.chunks.last().map_or(0, |last| last.first + u64::from(last.items));
        if input.ended || chunk.ticket.0 != input.chunks.len() as u64 || chunk.first != first {
            return Err(format!("P2: input {domain} goes on with item {first}, not {}", chunk.first));
        }
        input.in_flight += u64::from(chunk.items);
        // What a domain without outputs does shows nowhere.
        let shows = self.rules.outputs.iter().any(|(it, _)| *it == domain);
        if shows && input.in_flight > self.rules.windows[domain.index()] {
            return Err(format!("P4: {} items of input {domain} in flight", input.in_flight));
        }
        input.chunks.push(chunk);
        input.through.push(0);
        Ok(())
    }

    fn work(&mut self, claim: Claim) -> &mut Work {
        self.works.entry((claim.part, claim.ticket)).or_default()
    }

    fn dispatch(&mut self, claim: Claim, actor: ActorId) -> Result<(), String> {
        let accepted = self.inputs[self.rules.parts[claim.part.index()].index()].chunks.len() as u64;
        if claim.ticket.0 > accepted {
            return Err("P2: work on what was never accepted".into());
        }
        let work = self.work(claim);
        if let Some((running, by)) = work.running {
            return Err(format!("P1: turn {} already runs on actor {by}", running.turn));
        }
        work.turns += 1;
        if (claim.attempt, claim.turn) != (work.losses + 1, work.turns) {
            return Err(format!("P1: expected attempt {}, turn {}", work.losses + 1, work.turns));
        }
        work.running = Some((claim, actor));
        Ok(())
    }

    fn is_running(&mut self, claim: Claim, actor: ActorId) -> Result<(), String> {
        match self.work(claim).running {
            Some(running) if running == (claim, actor) => Ok(()),
            Some((other, by)) => Err(format!("P1: attempt {}, turn {} runs on actor {by}", other.attempt, other.turn)),
            None => Err("P1: it does not run".into()),
        }
    }

    fn leave(&mut self, output: OutputId, chunk: Chunk, last: bool, in_order: bool) -> Result<(), String> {
        let (domain, ordered) = self.rules.outputs[output.index()];
        let input = &mut self.inputs[domain.index()];
        let place = chunk.ticket.0 as usize;
        match input.chunks.get(place) {
            Some(known) if *known == chunk => {}
            None if chunk.items == 0 && place == input.chunks.len() => {
                input.ended = true;
                input.chunks.push(chunk);
                input.through.push(0);
            }
            _ => return Err("P2: what was never accepted came out".into()),
        }
        let through = &mut self.exits[output.index()];
        through.resize(through.len().max(place + 1), false);
        if through[place] {
            return Err("P1: a second outcome".into());
        }
        let floor = &mut self.floors[output.index()];
        while through.get(*floor) == Some(&true) {
            *floor += 1;
        }
        if ordered && in_order && *floor < place {
            return Err(format!("P3: ticket {floor} comes first"));
        }
        through[place] = last;
        if last {
            input.through[place] += 1;
            let outputs = self.rules.outputs.iter().filter(|(it, _)| *it == domain).count();
            if input.through[place] == outputs {
                input.in_flight -= u64::from(chunk.items);
            }
        }
        Ok(())
    }

    fn close(&self) -> Result<(), String> {
        if let Some((claim, actor)) = self.works.values().find_map(|work| work.running) {
            return Err(format!("P2: {claim:?} still runs on actor {actor}"));
        }
        if let Some((part, ticket)) = self.crashes.keys().next().filter(|_| !self.rules.cancelled) {
            return Err(format!("P2: not all items of ticket {ticket} at part {part} were settled after a crash"));
        }
        for (output, (domain, _)) in self.rules.outputs.iter().enumerate() {
            for chunk in &self.inputs[domain.index()].chunks {
                if self.exits[output].get(chunk.ticket.0 as usize) != Some(&true) {
                    return Err(format!("P2: {chunk:?} was lost on its way to output {output}"));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: OutputId = OutputId(0);

    fn rules() -> Rules {
        let (windows, outputs, parts) = (vec![2], vec![(DomainId(0), true)], vec![DomainId(0)]);
        Rules { windows, outputs, parts, attempts: vec![2], cancelled: false }
    }

    fn chunk(ticket: u64) -> Chunk {
        Chunk { ticket: Ticket(ticket), first: ticket, items: 1 }
    }

    fn accepted(ticket: u64) -> What {
        What::Accepted(DomainId(0), chunk(ticket))
    }

    fn emitted(ticket: u64) -> What {
        What::Emitted(OUTPUT, chunk(ticket), true)
    }

    fn claim(attempt: u32, turn: u32) -> Claim {
        Claim { ticket: Ticket(0), part: PartId(0), attempt, turn }
    }

    fn judge(events: &[What]) -> Result<(), String> {
        let mut history = History::default();
        events.iter().for_each(|what| history.note(*what));
        history.check(&rules())
    }

    #[track_caller]
    fn refused(fault: &str, events: &[What]) {
        let said = judge(events).expect_err("a forged history is refused");
        assert!(said.contains(fault), "{said}");
    }

    #[test]
    fn a_good_history_passes() {
        let (one, two) = (ActorId(1), ActorId(2));
        let lost = [What::Dispatched(claim(1, 1), one), What::Started(claim(1, 1), one), What::Lost(one)];
        let again = [
            What::Dispatched(claim(2, 2), two),
            What::DroppedStale(claim(1, 1), one),
            What::Finished(claim(2, 2), two),
        ];
        let all = [vec![accepted(0), accepted(1)], lost.into(), again.into(), vec![emitted(0), emitted(1)]].concat();
        assert_eq!(judge(&all), Ok(()));
        let cancelled = [accepted(0), accepted(1), emitted(0), What::Cancelled(OUTPUT, chunk(1))];
        assert_eq!(judge(&cancelled), Ok(()));
    }

    #[test]
    fn a_lost_item_is_refused_p2() {
        refused("P2", &[accepted(0), accepted(1), emitted(0)]);
    }

    #[test]
    fn a_doubled_item_is_refused_p1() {
        refused("P1: a second outcome", &[accepted(0), emitted(0), emitted(0)]);
        refused("P1: a second outcome", &[accepted(0), emitted(0), What::Cancelled(OUTPUT, chunk(0))]);
    }

    #[test]
    fn an_invented_item_is_refused_p2() {
        refused("P2", &[accepted(0), emitted(0), emitted(1)]);
    }

    #[test]
    fn a_gap_in_the_input_is_refused_p2() {
        refused("P2", &[accepted(0), accepted(2)]);
    }

    #[test]
    fn swapped_items_are_refused_p3() {
        refused("P3: ticket 0 comes first", &[accepted(0), accepted(1), emitted(1), emitted(0)]);
    }

    #[test]
    fn a_wrong_attempt_is_refused_p1() {
        let one = ActorId(1);
        refused("P1: expected attempt 1", &[accepted(0), What::Dispatched(claim(2, 1), one)]);
        let lost = [accepted(0), What::Dispatched(claim(1, 1), one), What::Lost(one)];
        refused("P1: expected attempt 2", &[&lost[..], &[What::Dispatched(claim(1, 2), one)]].concat());
        refused("P1", &[&lost[..], &[What::Finished(claim(1, 1), one)]].concat());
    }

    #[test]
    fn work_that_runs_twice_at_once_is_refused_p1() {
        let twice = [What::Dispatched(claim(1, 1), ActorId(1)), What::Dispatched(claim(1, 2), ActorId(2))];
        refused("P1: turn 1 already runs", &[&[accepted(0)], &twice[..]].concat());
    }

    #[test]
    fn a_valid_result_that_was_dropped_is_refused_p1() {
        let one = ActorId(1);
        refused(
            "P1: a valid result",
            &[accepted(0), What::Dispatched(claim(1, 1), one), What::DroppedStale(claim(1, 1), one)],
        );
    }

    #[test]
    fn items_over_the_window_are_refused_p4() {
        refused("P4: 3 items", &[accepted(0), accepted(1), accepted(2)]);
    }

    #[test]
    fn work_without_an_end_is_refused_p2() {
        refused("still runs", &[accepted(0), What::Dispatched(claim(1, 1), ActorId(1)), emitted(0)]);
    }

    /// A chunk of 4 items whose worker died once while item 1 ran, and what is said of it then.
    fn crashed(then: &[What]) -> Vec<What> {
        let crash = Crash { items: 4, kept: 0, running: Span { from: 1, to: 2 } };
        let one =
            [accepted(0), What::Dispatched(claim(1, 1), ActorId(1)), What::Crashed(claim(1, 1), ActorId(1), crash)];
        [&one[..], then].concat()
    }

    fn again(from: u32, to: u32, attempt: u32, give_up: bool) -> What {
        What::Again(claim(2, 2), Again { span: Span { from, to }, attempt, give_up, last: to == 4 })
    }

    fn settled(from: u32, to: u32) -> What {
        What::Settled(claim(2, 2), Span { from, to })
    }

    #[test]
    fn a_crash_that_is_charged_to_one_item_passes() {
        let steps = [again(0, 1, 1, false), settled(0, 1), again(1, 2, 2, false), settled(1, 2), again(2, 4, 1, false)];
        assert_eq!(judge(&crashed(&[&steps[..], &[settled(2, 4), emitted(0)]].concat())), Ok(()));
    }

    #[test]
    fn a_neighbour_that_pays_for_a_crash_is_refused_p7() {
        refused("P7: item 0 is given up", &crashed(&[again(0, 1, 0, true)]));
        refused("P7: attempt 2 after 0", &crashed(&[again(0, 1, 2, false)]));
        refused("P7: neighbours", &crashed(&[again(0, 4, 1, false)]));
        refused("P7: item 1 is given up after 1", &crashed(&[settled(0, 1), again(1, 2, 1, true)]));
        refused("P7: nothing crashed", &[accepted(0), again(0, 4, 1, false)]);
    }

    #[test]
    fn an_item_that_crashes_for_ever_is_refused_p7() {
        let crash = Crash { items: 4, kept: 1, running: Span { from: 1, to: 2 } };
        let second = [What::Dispatched(claim(2, 2), ActorId(1)), What::Crashed(claim(2, 2), ActorId(1), crash)];
        refused("P7: item 1 runs after 2", &crashed(&[&second[..], &[again(1, 2, 3, false)]].concat()));
    }

    #[test]
    fn an_item_of_a_crashed_chunk_that_is_left_out_or_doubled_is_refused() {
        refused("P1", &crashed(&[again(1, 2, 2, false)]));
        refused("P1", &crashed(&[settled(0, 1), settled(0, 1)]));
        refused("P2", &crashed(&[settled(0, 1), emitted(0)]));
    }

    #[test]
    fn a_line_is_an_object() {
        let mut history = History::default();
        history.note(What::Dispatched(claim(1, 1), ActorId(3)));
        let line = r#"{"number":0,"event":"dispatched","ticket":0,"part":0,"attempt":1,"turn":1,"worker":3}"#;
        assert_eq!(history.to_jsonl(), format!("{line}\n"));
        history.note(accepted(4));
        let next = r#"{"number":1,"event":"accepted","input":0,"ticket":4,"first":4,"items":1}"#;
        assert_eq!(history.to_jsonl(), format!("{line}\n{next}\n"));
    }
}
