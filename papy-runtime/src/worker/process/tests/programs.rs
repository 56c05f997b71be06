//! Programs of their own, which end, are killed, or count what they have open.

pub(super) const VARIABLE: &str = "TEST_PROGRAM";

use std::path::Path;

use rustix::process::{Resource, Rlimit};

use super::*;

/// No test: what [`Program::run`] starts.
#[test]
fn program() {
    let Ok(program) = std::env::var(VARIABLE) else { return };
    match program.as_str() {
        "three children" => {
            let children = [0; 3].map(|_| start("echo"));
            println!("\nchildren {} {} {}", children[0].pid(), children[1].pid(), children[2].pid());
            std::io::stdin().read_to_end(&mut Vec::new()).expect("it ends");
            std::mem::forget(children);
        }
        "few descriptors" => few_descriptors(),
        "cycles" => cycles(),
        "replaced" => replaced(),
        program => panic!("there is no program {program}"),
    }
}

#[test]
fn b18_children_of_a_killed_program_are_gone_within_a_second() {
    let mut program = Program::run("three children", "/proc/self/exe");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    assert!(children.iter().all(|child| lives(*child)));
    program.process.kill().expect("it runs");
    let time = until("their end", || !children.iter().any(|child| lives(*child)));
    assert!(time < Duration::from_secs(1), "{time:?}");
    program.process.wait().expect("it was killed");
}

#[test]
fn e8_children_of_a_program_that_ends_are_gone() {
    let mut program = Program::run("three children", "/proc/self/exe");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    program.finish();
    until("their end", || !children.iter().any(|child| lives(*child)));
}

#[test]
fn b20_too_many_open_files_is_told_and_passes() {
    Program::run("few descriptors", "/proc/self/exe").finish();
}

fn few_descriptors() {
    let first = start("echo");
    let files = Resource::Nofile;
    let before = rustix::process::getrlimit(files);
    // Two more than are open: of the four that a child needs, the socket can be had and no pipe.
    let few = Rlimit { current: Some(open() as u64 + 2), ..before };
    rustix::process::setrlimit(files, few).expect("less than before");
    let told = nursery().expect("it is there").spawn(child_as("echo"), |_| {}).expect_err("there are not enough");
    assert!(told.to_string().starts_with("worker test-echo cannot be started: Too many open files"), "{told}");
    // Those that live are heard and known to die meanwhile.
    tell(&first, "here");
    assert_eq!(line(&first), "here");
    first.kill();
    assert!(first.wait_for(LONG).is_some());
    rustix::process::setrlimit(files, before).expect("as before");
    tell(&start("echo"), "and again");
}

/// How many descriptors this process has.
fn open() -> usize {
    // One of them is that by which they are counted.
    std::fs::read_dir("/proc/self/fd").expect("there is one").count() - 1
}

#[test]
fn b24_nothing_grows_by_children_that_are_started_and_killed() {
    let mut program = Program::run("cycles", "/proc/self/exe");
    println!("cycles {}", program.told("cycles "));
    program.finish();
}

fn cycles() {
    let cycles = std::env::var("PAPY_CYCLES").map_or(60, |cycles| cycles.parse().expect("a number"));
    let threads = || std::fs::read_dir("/proc/self/task").expect("there is one").count();
    let cycle = |number: usize| {
        let child = start("echo");
        match number % 3 {
            0 => drop(child),
            1 => child.kill(),
            _ => child.end(LONG),
        }
    };
    cycle(0);
    until("no child", || children().is_empty());
    let before = (open(), threads());
    (0..cycles).for_each(cycle);
    until("no child and no zombie", || children().is_empty());
    let after = (open(), threads());
    assert!(after.0 <= before.0 + 2 && after.1 <= before.1 + 2, "descriptors and threads: {before:?}, {after:?}");
    println!("\ncycles {cycles}: descriptors and threads {before:?}, {after:?}");
}

/// Processes whose parent is this one, the dead ones too.
fn children() -> Vec<u32> {
    let own = std::process::id().to_string();
    let pids = std::fs::read_dir("/proc")
        .expect("there is one")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter(|pid: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.split(' ').nth(1) == Some(&own))
    })
    .collect()
}

#[test]
fn b25_a_program_that_was_replaced_runs_the_same_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("program");
    std::fs::copy("/proc/self/exe", &path).expect("room");
    let image = path.to_str().expect("text");
    let mut program = Program::run("replaced", image);
    let before = program.told("image ");
    let other = folder.path().join("other");
    std::fs::write(&other, "#!/bin/sh\nexit 1\n").expect("room");
    for replace in
        [|path: &Path, other: &Path| std::fs::rename(other, path), |path: &Path, _: &Path| std::fs::remove_file(path)]
    {
        replace(&path, &other).expect("it is there");
        writeln!(program.process.stdin.as_ref().expect("piped"), "again").expect("it reads");
        assert_eq!(program.told("image "), before);
    }
    program.finish();
}

fn replaced() {
    let image = || println!("\nimage {}", line(&start("image")));
    image();
    std::io::stdin().lines().for_each(|_| image());
}
