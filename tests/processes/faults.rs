//! What becomes of items when their processes end, hang or talk nonsense.

use std::time::{Duration, Instant};

use papy::Cause;
use papy::prelude::*;

use super::within;

pub(crate) type Pipelines = (Poison, Slow, Pids, Stillborn);

/// Ends its process at some items.
#[piper]
fn bite(x: u64, #[param] poison: u64, #[param] how: &str) -> u64 {
    if x == poison {
        match how {
            "abort" => std::process::abort(),
            "exit" => std::process::exit(0),
            "overflow" => _ = overflow(x),
            other => panic!("no way to end called {other}"),
        }
    }
    x + 1
}

#[expect(unconditional_recursion, reason = "that is the point")]
fn overflow(x: u64) -> u64 {
    std::hint::black_box(overflow(std::hint::black_box(x + 1))) + 1
}

pipeline! {
    pub(crate) Poison(poison: u64, how: String) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> bite { poison, how } on pool;
    }
}

fn poisoned(how: &str) -> papy::Report {
    let how = how.to_owned();
    within(move || {
        let mut run = Poison { poison: 500, how }.start(0..1_000u64).unwrap();
        for (x, y) in (0..).zip(&mut run.ys) {
            match y {
                Ok(y) => assert_eq!(y, x + 1),
                Err(error) => {
                    assert_eq!((x, error.lineage().to_string()), (500, "500".to_owned()), "{error}");
                    assert!(matches!(error.cause(), Cause::WorkerLost { attempts: 3, .. }), "{error:?}");
                }
            }
        }
        run.finish_blocking().unwrap()
    })
}

#[test]
fn b6_poison_item_is_quarantined() {
    let report = poisoned("abort");
    assert_eq!(report.quarantined, 1);
    let item = &report.quarantine[0];
    assert_eq!((item.attempts, item.len), (3, item.bytes.len()));
    assert!(item.error.to_string().contains("SIGABRT"), "{}", item.error);
}

#[test]
fn b8_a_stack_overflow_is_named_by_its_signal() {
    let report = poisoned("overflow");
    let text = report.quarantine[0].error.to_string();
    assert!(text.contains("SIGABRT") && text.contains("overflowed its stack"), "{text}");
}

#[test]
fn b17_an_exit_within_an_item_is_no_success() {
    let report = poisoned("exit");
    let text = report.quarantine[0].error.to_string();
    assert!(text.contains("exited with code 0"), "{text}");
}

/// Never ends at some items.
#[piper]
fn spin(x: u64, #[param] at: u64) -> u64 {
    if x == at {
        loop {
            std::hint::spin_loop();
        }
    }
    x
}

pipeline! {
    pub(crate) Slow(at: u64) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> spin { at } on pool [timeout = 300ms];
    }
}

#[test]
fn only_the_item_that_takes_too_long_fails_and_in_time() {
    within(|| {
        let begun = Instant::now();
        let mut run = Slow { at: 40 }.start(0..100u64).unwrap();
        for (x, y) in (0..).zip(&mut run.ys) {
            match y {
                Ok(y) => assert_eq!(y, x),
                Err(error) => {
                    assert_eq!(x, 40);
                    assert!(matches!(error.cause(), Cause::TimedOut { .. }), "{error:?}");
                }
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        let report = run.finish_blocking().unwrap();
        assert_eq!(report.quarantined, 0);
    });
}

#[piper]
fn pid(x: u64) -> (u64, u32) {
    std::thread::sleep(Duration::from_millis(1));
    (x, std::process::id())
}

pipeline! {
    pub(crate) Pids {
        imap pool = processes(4);
        input xs: u64;
        output ys [buffer = 16] = xs -> pid on pool;
    }
}

#[test]
fn b2_a_busy_worker_that_is_killed_costs_no_item() {
    within(|| {
        let mut run = Pids::new().start(0..2_000u64).unwrap();
        let mut killed = 0;
        for (x, y) in (0..).zip(&mut run.ys) {
            let (y, pid) = y.unwrap();
            assert_eq!(y, x);
            if x % 100 == 50 {
                killed += 1;
                std::process::Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap();
            }
        }
        assert_eq!(killed, 20);
        assert_eq!(run.finish_blocking().unwrap().quarantined, 0);
    });
}

/// A parameter that no worker survives.
#[derive(Clone, serde::Serialize)]
pub(crate) struct Curse;

impl<'de> serde::Deserialize<'de> for Curse {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Curse, D::Error> {
        eprintln!("libblast.so.5: cannot open shared object file");
        std::process::exit(127);
    }
}

#[piper]
fn cursed(x: u64, #[param] curse: Curse) -> u64 {
    let Curse = curse;
    x
}

pipeline! {
    pub(crate) Stillborn(curse: Curse) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> cursed { curse } on pool;
    }
}

#[test]
fn b5_workers_that_die_at_their_start_end_the_run_in_words() {
    within(|| {
        let begun = Instant::now();
        let run = Stillborn { curse: Curse }.start(0..1_000u64).unwrap();
        let error = run.ys.collect_blocking::<Vec<_>>().unwrap_err();
        assert!(matches!(error.cause(), Cause::NoWorkers { .. }), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("exited with code 127") && text.contains("libblast.so.5: cannot open"), "{text}");
        // Two of them, each with five restarts that are ever further apart.
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    });
}

#[test]
fn b7_of_a_chunk_only_what_ends_its_worker_fails() {
    within(|| {
        let poisons = [5, 6, 40, 63];
        for poison in poisons {
            let mut run = Poison { poison, how: "abort".to_owned() }.start(0..64u64).unwrap();
            for (x, y) in (0..).zip(&mut run.ys) {
                assert_eq!(y.is_err(), x == poison, "{x}");
            }
            let report = run.finish_blocking().unwrap();
            assert_eq!((report.quarantined, report.stats.nodes[0].failed), (1, 1));
        }
    });
}

#[test]
fn a_run_that_is_cancelled_leaves_no_worker_busy() {
    within(|| {
        let mut run = Slow { at: 3 }.start(0..10u64).unwrap();
        assert_eq!((&mut run.ys).into_iter().next().unwrap().unwrap(), 0);
        let begun = Instant::now();
        futures::executor::block_on(run.handle.cancel());
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    });
}
