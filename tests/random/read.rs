//! Ways to read the outputs of a run, and what comes out as plain data.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::thread;

use futures::Stream;
use papy::plumbing::{Front, Handle, Output, Report};
use papy::{Cause, Error, ItemError};

use crate::graph::{Fault, Given, Outcome};
use crate::pipers::{Bits, Seen, V};

/// How the outputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `for item in &mut output`, each output on a thread of its own.
    Next,
    /// `for_each`, each output on a thread of its own.
    Fold,
    /// `for_each_chunk`, each output on a thread of its own.
    Chunks,
    /// `boxed()`, then `for item in output`.
    Boxed,
    /// All outputs polled in turn by one task on a current-thread runtime.
    Async,
    /// As `Next`, but all outputs but the last are dropped after a few items.
    Drop,
}

pub(crate) const STYLES: [Style; 6] =
    [Style::Next, Style::Fold, Style::Chunks, Style::Boxed, Style::Async, Style::Drop];

/// A run that has begun.
pub(crate) struct Started {
    pub(crate) outputs: Vec<Box<dyn Exit>>,
    pub(crate) handle: Handle,
}

/// What a run is given.
pub(crate) struct Feeds {
    data: std::vec::IntoIter<Vec<Given>>,
    pub(crate) seen: Seen,
}

impl Feeds {
    pub(crate) fn new(data: Vec<Vec<Given>>) -> Feeds {
        Feeds { data: data.into_iter(), seen: Arc::default() }
    }

    /// The source of the next input.
    pub(crate) fn source(&mut self) -> impl Iterator<Item = Result<V, String>> + Send + 'static {
        let data = self.data.next().expect("there is data for each input");
        data.into_iter().map(|given| match given {
            Given::Value(h) => Ok(V { h }),
            Given::Error => Err("unreadable".into()),
            Given::Panic => panic!("exploded"),
        })
    }
}

/// An output, whatever its type.
pub(crate) trait Exit: Send {
    fn read(self: Box<Self>, style: Style, most: usize) -> Vec<Outcome>;
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome>>;
}

impl<T: Bits + Send, L: Front<T> + 'static> Exit for Output<T, L> {
    fn read(mut self: Box<Self>, style: Style, most: usize) -> Vec<Outcome> {
        let mut read = Vec::new();
        match style {
            Style::Next | Style::Async => {
                for item in &mut *self {
                    read.push(outcome(item));
                }
            }
            Style::Fold => self.into_iter().for_each(|item| read.push(outcome(item))),
            Style::Chunks => self.for_each_chunk(|chunk| read.extend(chunk.map(outcome))),
            Style::Boxed => read.extend(self.boxed().into_iter().map(outcome)),
            Style::Drop => read.extend(self.into_iter().take(most).map(outcome)),
        }
        read
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome>> {
        std::pin::Pin::new(self).poll_next(context).map(|item| item.map(outcome))
    }
}

fn outcome<T: Bits>(item: Result<T, ItemError>) -> Outcome {
    item.map(|item| item.bits()).map_err(|error| {
        if std::env::var_os("PAPY_RANDOM_ONLY").is_some() {
            eprintln!("{error}");
        }
        let kind = match error.cause() {
            Cause::Failed(_) => "failed",
            Cause::Panicked { .. } => "panicked",
            Cause::TooMany { .. } => "too many",
            Cause::UnequalInputs { .. } => "unequal",
            Cause::Source(_) => "source",
            Cause::Batch(_) => "batch",
            _ => "other",
        };
        let (seq, path) = (error.lineage().seq, error.lineage().path.iter().copied().map(u64::from));
        Fault { node: error.node().into(), lineage: std::iter::once(seq).chain(path).collect(), kind }
    })
}

/// What a run showed.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) outputs: Vec<Vec<Outcome>>,
    pub(crate) report: Report,
    pub(crate) sunk: u64,
    pub(crate) seen: u64,
}

/// Reads a run to its end and finishes it.
pub(crate) fn read(start: fn(&mut Feeds) -> Started, data: Vec<Vec<Given>>, style: Style) -> Result<Shown, String> {
    let mut feeds = Feeds::new(data);
    let Started { outputs, handle } = start(&mut feeds);
    let (outputs, finished) = match style {
        Style::Async => {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime is made");
            runtime.block_on(async { (together(outputs).await, handle.finish().await) })
        }
        _ => (apart(outputs, style), handle.finish_blocking()),
    };
    let (report, sunk) = finish(finished)?;
    Ok(Shown { outputs, report, sunk, seen: feeds.seen.load(Ordering::Relaxed) })
}

/// The report, and how many items failed in sinks.
pub(crate) fn finish(finished: papy::Result<Report>) -> Result<(Report, u64), String> {
    match finished {
        Ok(report) => Ok((report, 0)),
        Err(Error::Sinks { count, report, .. }) => Ok((*report, count)),
        Err(error) => Err(error.to_string()),
    }
}

fn apart(outputs: Vec<Box<dyn Exit>>, style: Style) -> Vec<Vec<Outcome>> {
    let last = outputs.len().saturating_sub(1);
    let style_of = move |index| if style == Style::Drop && index == last { Style::Next } else { style };
    let mut threads: Vec<_> = (0..).zip(outputs).collect();
    let own = threads.pop();
    let threads: Vec<_> =
        threads.into_iter().map(|(index, output)| thread::spawn(move || output.read(style_of(index), index))).collect();
    let own = own.map(|(index, output)| output.read(style_of(index), index));
    let mut read: Vec<_> = threads.into_iter().map(|thread| thread.join().expect("a reader does not panic")).collect();
    read.extend(own);
    read
}

async fn together(mut outputs: Vec<Box<dyn Exit>>) -> Vec<Vec<Outcome>> {
    let mut read: Vec<Vec<Outcome>> = outputs.iter().map(|_| Vec::new()).collect();
    let mut open: Vec<bool> = outputs.iter().map(|_| true).collect();
    std::future::poll_fn(|context| {
        let mut moved = true;
        while std::mem::take(&mut moved) {
            for (index, output) in outputs.iter_mut().enumerate() {
                match if open[index] { output.poll(context) } else { Poll::Pending } {
                    Poll::Ready(Some(outcome)) => read[index].push(outcome),
                    Poll::Ready(None) => open[index] = false,
                    Poll::Pending => continue,
                }
                moved = true;
            }
        }
        if open.contains(&true) { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    read
}

/// Checks that the counters of each output add up to what was accepted.
pub(crate) fn adds_up(report: &Report, accepted: &dyn Fn(usize) -> Option<u64>) -> Result<(), String> {
    for (index, it) in report.stats.outputs.iter().enumerate() {
        let Some(accepted) = accepted(index) else { continue };
        let sum = it.ok + it.errors + it.dropped + it.folded + it.discarded + it.cancelled;
        if sum != accepted {
            return Err(format!(
                "{accepted} items were accepted, and the counters of `{}` add up to {sum}: {it:?}",
                it.name
            ));
        }
    }
    Ok(())
}
