//! What a child does once it has settled in, until its parent closes the socket.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, exit};

use super::super::settle::{Settled, settle_in};
use super::super::{marker, settle};

pub(super) const VARIABLE: &str = "TEST_ROLE";

/// No test: what [`child_as`](super::child_as) starts.
#[test]
fn child() {
    let Ok(role) = std::env::var(VARIABLE) else { return };
    let settled = match settle_in() {
        Ok(Some(settled)) => settled,
        Ok(None) => return,
        Err(error) => {
            eprintln!("{error}");
            exit(70);
        }
    };
    tell(&settled, "settled");
    play(&role, &settled);
    exit(0);
}

fn tell(settled: &Settled, line: impl std::fmt::Display) {
    // The parent may be gone.
    let _gone = writeln!(&settled.socket, "{line}");
}

fn socket(settled: &Settled) -> OwnedFd {
    settled.socket.try_clone().expect("a descriptor").into()
}

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

fn play(role: &str, settled: &Settled) {
    let mut told = BufReader::new(&settled.socket).lines().map_while(Result::ok);
    match role {
        "echo" => told.for_each(|line| tell(settled, line)),
        "exit" => exit(told.next().expect("a code").parse().expect("a number")),
        "abort" => {
            eprintln!("these are my last words");
            std::process::abort()
        }
        "ignore TERM" => {
            let mut shell = sh("trap '' TERM; echo ready >&0; while :; do sleep 100; done");
            panic!("{}", shell.stdin(socket(settled)).exec());
        }
        "flood" => {
            let block = [b'x'; 64 << 10];
            let blocks: u64 = told.next().expect("how many").parse().expect("a number");
            let mut longest = std::time::Duration::ZERO;
            for _ in 0..blocks {
                let start = std::time::Instant::now();
                std::io::stderr().write_all(&block).expect("it is read");
                longest = longest.max(start.elapsed());
            }
            eprint!("the end");
            tell(settled, longest.as_millis());
            told.for_each(drop);
        }
        "grandchild" | "grandchild that leaves" | "grandchild with the socket" => {
            // As it leads no group it need not fork to leave its session.
            let script = match role {
                "grandchild" => "trap '' TERM; exec sleep 100",
                _ => "trap '' TERM; exec setsid sleep 100",
            };
            let mut command = sh(script);
            if role == "grandchild with the socket" {
                command.stdin(socket(settled));
            }
            // It leaves its group a moment after it has begun.
            let grandchild = command.spawn().expect("it starts").id();
            let name = || fs::read_to_string(format!("/proc/{grandchild}/comm")).unwrap_or_default();
            while name() != "sleep\n" {
                std::thread::yield_now();
            }
            tell(settled, grandchild);
            told.for_each(drop);
        }
        "environment" => {
            std::env::vars().for_each(|(name, value)| tell(settled, format!("{name}={value}")));
        }
        "state" => {
            for inherited in &settled.inherited {
                tell(settled, format!("inherited {} {}", inherited.fd, inherited.what));
            }
            for entry in fs::read_dir("/proc/self/fd").expect("there is one") {
                let name = entry.expect("a descriptor").file_name();
                let fd = name.to_str().expect("a number");
                let what = fs::read_link(format!("/proc/self/fd/{fd}")).unwrap_or_default();
                let stays = settle::stays_open(fd.parse().expect("a number"));
                tell(settled, format!("fd {fd} {} {}", if stays { "stays" } else { "closes" }, what.display()));
            }
            for file in ["thread-self/status", "self/limits"] {
                tell(settled, fs::read_to_string(format!("/proc/{file}")).expect("there is one"));
            }
            tell(settled, format!("group {} {}", rustix::process::getpgrp().as_raw_pid(), std::process::id()));
            tell(
                settled,
                format!(
                    "death {:?}",
                    rustix::process::parent_process_death_signal().expect("Linux").map(|signal| signal.as_raw())
                ),
            );
            tell(settled, format!("stdin {:?}", std::io::read_to_string(std::io::stdin()).expect("it is empty")));
        }
        "image" => {
            use std::os::unix::fs::MetadataExt;
            tell(settled, fs::metadata("/proc/self/exe").expect("there is one").ino());
        }
        "program within" => {
            // A program that a worker starts is no worker, though it inherits the variable.
            let within =
                Command::new("/proc/self/exe").args(super::one_test("roles::within")).output().expect("it runs");
            tell(settled, String::from_utf8_lossy(&within.stdout).contains("no worker"));
        }
        "allocate" => {
            let mut all: Vec<Vec<u8>> = Vec::new();
            loop {
                all.push(Vec::with_capacity(64 << 20));
            }
        }
        "spin" => loop {
            std::hint::spin_loop();
        },
        role => panic!("there is no role {role}"),
    }
}

/// No test: what the role "program within" starts.
#[test]
fn within() {
    if std::env::var_os(marker::VARIABLE).is_some() && settle_in().expect("nothing is wrong").is_none() {
        println!("no worker");
    }
}
