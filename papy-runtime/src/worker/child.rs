//! A worker outside of the process that reads: it takes turns of parts as bytes, and gives back what they laid.
//!
//! It knows the pipelines that its program listed, makes the nodes of each run once, and does one turn after the other on one thread.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Read, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use crate::error::Worker;
use crate::flow::drive::{At, Ran};
use crate::flow::ferry::{Expected, Ferry};
use crate::flow::live::{Hand, Machine};
use crate::plumbing::kept::Kept;
use crate::plumbing::{Cx, Info, Unpacked, Unpacking};
use crate::wire::Limits;
use crate::wire::error::Names;
use crate::wire::frame::{Frame, Inbox};
use crate::wire::message::{self, Answer, CLOSE, OPEN, ORDER, Open, Order};

/// One pipeline that workers can run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// What it is called, the same in every process of a program.
    pub(crate) id: &'static str,
    pub(crate) info: &'static Info,
    /// Makes its graph from what it took along.
    pub(crate) arrive: fn(&mut Unpacking<'_>, usize) -> Unpacked<Arc<dyn Machine>>,
}

/// The pipelines that this program listed, once it has.
static LISTED: OnceLock<Vec<Entry>> = OnceLock::new();

/// Lists what workers can run. What was listed first stays.
pub(crate) fn list(table: Vec<Entry>) {
    let _ = LISTED.set(table);
}

/// What was listed, if the program has said so.
pub(crate) fn listed() -> Option<&'static [Entry]> {
    LISTED.get().map(Vec::as_slice)
}

/// A run, as a worker knows it.
struct Run {
    info: &'static Info,
    imaps: Vec<&'static str>,
    machine: Arc<dyn Machine>,
    hand: Box<dyn Hand>,
    /// Turns that do one entry after the other and are not through, by part and ticket.
    halves: BTreeMap<(u16, u64), Half>,
}

/// Where such a turn is.
struct Half {
    /// The entry that is next, or parked.
    next: u64,
    entries: u64,
    parked: bool,
}

/// An order is not done entry by entry.
pub(crate) const NO_ENTRY: u64 = u64::MAX;

/// Says which entry of an order begins.
type Tell<'a> = &'a dyn Fn(u64, u64);

/// Works until nobody asks any more.
///
/// # Errors
///
/// If the connection breaks, or what comes over it is not the protocol's.
pub(crate) fn serve<S>(socket: &S, table: &[Entry], tell: Tell<'_>) -> io::Result<()>
where
    for<'a> &'a S: Read + Write,
{
    let (mut inbox, mut runs, mut out) = (Inbox::new(&Limits::OWN), BTreeMap::new(), Vec::new());
    let mut chunk = vec![0; 256 << 10];
    message::hello(&mut out);
    loop {
        (&*socket).write_all(&out)?;
        out.clear();
        let frame = loop {
            if let Some(frame) = inbox.next().map_err(broken)? {
                break frame;
            }
            match (&*socket).read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(read) => inbox.feed(&chunk[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        };
        serve_one(&frame, table, tell, &mut runs, &mut out)?;
    }
}

fn broken(wrong: impl std::fmt::Display) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, wrong.to_string())
}

fn serve_one(
    frame: &Frame,
    table: &[Entry],
    tell: Tell<'_>,
    runs: &mut BTreeMap<u32, Run>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let (run, mut reader) = message::opened(frame, &Limits::OWN).map_err(broken)?;
    match frame.kind {
        OPEN => match open(&mut reader, table) {
            Ok(begun) => _ = runs.insert(run, begun),
            Err(wrong) => message::refuse(run, &wrong, out),
        },
        ORDER => {
            let Some(begun) = runs.get_mut(&run) else { return Ok(()) };
            begun.obey(run, reader, tell, out).map_err(broken)?;
        }
        CLOSE => _ = runs.remove(&run),
        kind => return Err(broken(format!("no worker is sent frames of kind {kind}"))),
    }
    Ok(())
}

fn open(reader: &mut Unpacking<'_>, table: &[Entry]) -> Result<Run, String> {
    let open = Open::read(reader).map_err(|wrong| wrong.to_string())?;
    let entry = table.iter().find(|entry| entry.id == open.pipeline);
    let entry = entry.ok_or_else(|| format!("this worker knows no pipeline `{}`", open.pipeline))?;
    let machine = (entry.arrive)(&mut Unpacking::new(&open.luggage, &Limits::OWN), open.window as usize)
        .map_err(|wrong| format!("the parameters of `{}` did not arrive: {wrong}", open.pipeline))?;
    let worker = Worker::Imap { name: known(open.imap), index: open.worker };
    let imaps = open.imaps.into_iter().map(known).collect();
    let cx = Cx::new(entry.info, worker, Arc::new(AtomicBool::new(false)), Kept::new(entry.info.ops.len())).away();
    let hand = machine.clone().hand(cx);
    Ok(Run { info: entry.info, imaps, machine, hand, halves: BTreeMap::new() })
}

/// The same name, for ever. There are as many as IMaps in the program.
fn known(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    match names.get(name) {
        Some(known) => known,
        None => {
            let name: &'static str = name.to_owned().leak();
            names.insert(name);
            name
        }
    }
}

impl Run {
    /// Does a turn, and puts what came of it behind `out`.
    fn obey(&mut self, run: u32, mut reader: Unpacking<'_>, tell: Tell<'_>, out: &mut Vec<u8>) -> Unpacked<()> {
        let Order { order, part, at, singly, mute } = Order::read(&mut reader)?;
        let names = Names { pipeline: self.info.pipeline, inputs: self.info.domains, imaps: &self.imaps };
        let expected = Expected { first: at.first, items: u32::MAX, names };
        self.machine.ferry(part, at.ticket, &mut Ferry::unload_entering(reader, expected))?;
        let begun = Instant::now();
        let ran = if singly || self.halves.contains_key(&(part, at.ticket)) {
            self.singly(order, part, at, tell)?
        } else {
            tell(order, NO_ENTRY);
            self.hand.run(part, at)
        };
        tell(0, NO_ENTRY);
        let (cx, _) = self.hand.cx_of(part);
        let answer = Answer::of(order, ran, begun.elapsed(), cx);
        if mute {
            return self.machine.ferry(part, at.ticket, &mut Ferry::sink());
        }
        let begun = answer.begin(run, out);
        // One that rests says that it laid nothing, whatever those did that ran before it.
        let mut ferry = if ran.rests.is_some() { Ferry::hold_leaving(out) } else { Ferry::load_leaving(out) };
        self.machine.ferry(part, at.ticket, &mut ferry)?;
        message::end(begun, 0, out);
        Ok(())
    }

    /// Runs one entry after the other, as far as all that they lay is one piece.
    fn singly(&mut self, order: u64, part: u16, at: At, tell: Tell<'_>) -> Unpacked<Ran> {
        let mut half = match self.halves.remove(&(part, at.ticket)) {
            Some(half) => half,
            None => {
                let mut entries = 0;
                self.machine.ferry(part, at.ticket, &mut Ferry::cut(&mut entries))?;
                Half { next: 0, entries: entries as u64, parked: false }
            }
        };
        let mut all = Ran { done: true, waits: None, away: None, took: 0, rests: None, late: false };
        while half.next < half.entries || half.parked {
            tell(order, half.next);
            let ran = self.hand.run(part, At { resumed: half.parked, ..at });
            all.took += ran.took;
            half.parked = !ran.done;
            if half.parked {
                all = Ran { done: false, took: all.took, ..ran };
                break;
            }
            half.next += 1;
        }
        if !all.done {
            self.halves.insert((part, at.ticket), half);
        }
        Ok(all)
    }
}
