//! What a run tells `tracing`, to a subscriber that writes down every event of every thread.
#![cfg(feature = "tracing")]

use std::fmt;
use std::sync::{Mutex, PoisonError};

use papy::prelude::*;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static EVENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Writes events of papy down, each as its level, message and fields.
struct Notes;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0 += &match field.name() {
            "message" => format!(" {value:?}"),
            // What differs from run to run.
            "busy" | "wall" | "worker" | "still" => format!(" {}=..", field.name()),
            name => format!(" {name}={value:?}"),
        };
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "papy"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        EVENTS.lock().unwrap_or_else(PoisonError::into_inner).push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[piper]
fn secretive(x: u64) -> Result<u64, String> {
    match x {
        3 => Err("the secret".into()),
        5 => panic!("the secret"),
        _ => Ok(x),
    }
}

#[piper]
fn wait(x: u64, #[param] gate: &std::sync::Arc<std::sync::Barrier>) -> u64 {
    gate.wait();
    x
}

pipeline! {
    Secretive {
        imap pool = threads(2) [strict];
        input xs: u64;
        output out = xs -> secretive on pool;
    }
}

pipeline! {
    Waiting(gate: std::sync::Arc<std::sync::Barrier>) {
        imap pool = threads(1) [strict];
        input xs: u64;
        output out = xs -> wait { gate } on pool;
    }
}

/// The events so far that have this text.
fn told(of: &str) -> Vec<String> {
    EVENTS.lock().unwrap().iter().filter(|event| event.contains(of)).cloned().collect()
}

#[test]
fn a_run_tells_of_its_beginning_its_failures_its_stalls_and_its_end_and_never_of_items() {
    tracing::subscriber::set_global_default(Notes).unwrap();

    let run = Secretive::new().start(0..10u64).unwrap();
    assert_eq!(run.out.into_iter().filter(|item| item.is_err()).count(), 2);
    run.handle.finish_blocking().unwrap();
    let mut events = told("pipeline=\"Secretive\"");
    assert_eq!(events.remove(0), "INFO run started pipeline=\"Secretive\"");
    assert_eq!(events.remove(0), "DEBUG imap joined pipeline=\"Secretive\" imap=\"pool\" workers=2");
    assert_eq!(events.pop().unwrap(), "INFO run ended pipeline=\"Secretive\" items=10 failed=2 busy=.. wall=..");
    let failed = |lineage, cause| {
        format!(
            "WARN item failed pipeline=\"Secretive\" node=\"out.secretive\" lineage={lineage} attempt=1 worker=.. cause=\"{cause}\""
        )
    };
    events.sort();
    assert_eq!(events, [failed(3, "failed"), failed(5, "panicked")]);
    assert_eq!(told("secret\""), [""; 0], "what failed is not shown");

    let gate = std::sync::Arc::new(std::sync::Barrier::new(2));
    let run = Waiting { gate: gate.clone() }.start(0..1u64).unwrap();
    let handle = run.handle.clone();
    let (send, stalled) = std::sync::mpsc::sync_channel(9);
    handle.watch(std::time::Duration::from_millis(10), move |_| send.send(()).unwrap());
    let reader = std::thread::spawn(move || run.out.into_iter().count());
    stalled.recv().unwrap();
    let stalls = told("WARN stalled: ");
    assert!(stalls[0].contains("out.wait runs on pool/0 for ") && stalls[0].ends_with(" still=.."), "{stalls:?}");
    handle.stop();
    handle.stop();
    gate.wait();
    assert_eq!(reader.join().unwrap(), 1);
    handle.stop();
    assert_eq!(told("told to stop").len(), 2, "what is over is told nothing");

    let mut run = Secretive::new().start(0u64..).unwrap();
    assert!((&mut run.out).into_iter().next().unwrap().is_ok());
    drop(run.out);
    assert_eq!(told("told to cancel"), ["INFO run told to cancel pipeline=\"Secretive\""]);
    assert!(!told("DEBUG worker started").is_empty());
}
