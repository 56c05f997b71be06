//! What ends takes its workers along: a program, a run, a pool.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use papy::prelude::*;

use super::losses::{lives, until};
use super::within;

pub(crate) type Pipelines = (Stuck,);

/// Says where it runs, in a file, and never returns, but for the first item.
#[piper]
fn stick(x: u64, #[param] folder: &str) -> u64 {
    if x == 0 {
        return x;
    }
    std::fs::write(format!("{folder}/{}", std::process::id()), "").unwrap();
    loop {
        std::thread::park();
        std::hint::black_box(x);
    }
}

pipeline! {
    pub(crate) Stuck(folder: String) {
        imap pool = processes(2);
        input xs: u64;
        output ys = xs -> stick { folder } on pool [batch = 1];
    }
}

/// The two workers that are stuck.
fn stuck(folder: &tempfile::TempDir) -> Vec<u32> {
    let pids = || -> Vec<u32> {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().parse().unwrap()).collect()
    };
    until("two workers at work", || pids().len() == 2);
    pids()
}

fn start(folder: &tempfile::TempDir) -> Stuck {
    Stuck { folder: folder.path().to_str().unwrap().to_owned() }
}

#[test]
fn cancel_ends_workers_that_are_busy_within_2_s() {
    within(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut run = start(&folder).start(0..u64::MAX).unwrap();
        assert_eq!((&mut run.ys).into_iter().next().unwrap().unwrap(), 0);
        let pids = stuck(&folder);
        let begun = Instant::now();
        assert_eq!(futures::executor::block_on(run.handle.cancel()).running, 0);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        until("their end", || !pids.iter().any(|pid| lives(*pid)));
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    });
}

#[test]
#[ignore = "does not hold: a carrier whose worker is busy is not told, and the worker goes on until it answers"]
fn workers_of_a_run_of_which_nobody_has_an_output_are_ended() {
    within(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut run = start(&folder).start(0..u64::MAX).unwrap();
        assert_eq!((&mut run.ys).into_iter().next().unwrap().unwrap(), 0);
        let pids = stuck(&folder);
        let begun = Instant::now();
        drop(run);
        until("their end", || !pids.iter().any(|pid| lives(*pid)));
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    });
}

/// Has the driver below run, with what it is to do in the end, until its two workers are stuck.
fn driver(folder: &tempfile::TempDir, end: &str) -> (std::process::Child, Vec<u32>) {
    let mut driver = Command::new(std::env::current_exe().unwrap())
        .args(["ends::the_driver", "--exact", "--nocapture"])
        .env("DRIVER_FOLDER", folder.path())
        .env("DRIVER_END", end)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pids = stuck(folder);
    assert!(pids.iter().all(|pid| lives(*pid)));
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("it runs")));
    // Whatever else it prints is read, so that it is not held up.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, pids)
}

/// No test of its own: what is killed by the others.
#[test]
fn the_driver() {
    let Some(folder) = std::env::var_os("DRIVER_FOLDER") else { return };
    let mut run = Stuck { folder: folder.into_string().unwrap() }.start(0..u64::MAX).unwrap();
    assert_eq!((&mut run.ys).into_iter().next().unwrap().unwrap(), 0);
    println!("\nit runs");
    match std::env::var("DRIVER_END").unwrap().as_str() {
        "panic" => {
            until("its workers", || std::fs::read_dir(std::env::var("DRIVER_FOLDER").unwrap()).unwrap().count() == 2);
            // Time for the other to see that they live.
            std::thread::sleep(Duration::from_millis(200));
            panic!("the driver's own")
        }
        _ => loop {
            std::thread::park();
        },
    }
}

#[test]
fn b18_workers_of_a_pipeline_whose_program_is_killed_are_gone_within_a_second() {
    within(|| {
        let folder = tempfile::tempdir().unwrap();
        let (mut driver, pids) = driver(&folder, "killed");
        driver.kill().unwrap();
        let time = until("their end", || !pids.iter().any(|pid| lives(*pid)));
        assert!(time < Duration::from_secs(1), "{time:?}");
        driver.wait().unwrap();
    });
}

#[test]
fn e8_workers_of_a_pipeline_whose_program_panics_are_gone_within_a_second() {
    within(|| {
        let folder = tempfile::tempdir().unwrap();
        let (mut driver, pids) = driver(&folder, "panic");
        assert_eq!(driver.wait().unwrap().code(), Some(101));
        let time = until("their end", || !pids.iter().any(|pid| lives(*pid)));
        assert!(time < Duration::from_secs(1), "{time:?}");
    });
}
