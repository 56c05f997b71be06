//! Workers that end before they can do anything: the run ends soon, says what they died of, and not many are begun.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use papy::prelude::*;

/// Where workers of a test binary begin. Those of this one write what they miss and end.
#[test]
fn papy_workers_of_these_tests() {
    if std::env::var_os("PAPY_WORKER").is_none() {
        return;
    }
    // The one variable of a path that workers are given.
    let folder = std::env::var("TMPDIR").unwrap();
    std::fs::write(format!("{folder}/{}", std::process::id()), "").unwrap();
    writeln!(std::io::stderr(), "libtool.so.7: no such file").unwrap();
    std::process::exit(127);
}

#[piper]
fn plus_one(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Stillborn {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> plus_one on pool;
    }
}

/// No test of its own: the program whose workers die, with a folder of its own for them.
#[test]
fn the_driver() {
    if std::env::var_os("STILLBORN_DRIVER").is_none() {
        return;
    }
    let begun = Instant::now();
    let (done, over) = mpsc::channel();
    std::thread::spawn(move || {
        let mut run = Stillborn::new().start(0..1_000u64).unwrap();
        let good = (&mut run.ys).into_iter().filter(Result::is_ok).count();
        done.send((good, run.finish_blocking().unwrap_err().to_string()))
    });
    let (good, error) = over.recv_timeout(Duration::from_secs(30)).expect("the run ends");
    assert_eq!(good, 0);
    // 5 s of the contract, twice that where other tests have the cores.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(error.contains("libtool.so.7: no such file") && error.contains("127"), "{error}");
}

#[test]
fn b5_workers_that_die_at_their_start_end_the_run_with_their_last_words() {
    let folder = tempfile::tempdir().unwrap();
    let driver = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["the_driver", "--exact", "--nocapture"])
        .env("TMPDIR", folder.path())
        .env("STILLBORN_DRIVER", "1")
        .output()
        .unwrap();
    assert!(driver.status.success(), "{}", String::from_utf8_lossy(&driver.stderr));
    let begun = std::fs::read_dir(folder.path()).unwrap().count();
    // 5 in 10 s for each of two are made good, which makes six at most.
    assert!((2..=12).contains(&begun), "{begun} were begun");
}
