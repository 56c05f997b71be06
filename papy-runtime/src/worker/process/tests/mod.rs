//! Real processes: this test binary, run again as a child ([`roles`]) or as a whole program of its own ([`programs`]).

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child as Process, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

use super::child::{Child, Stream};
use super::exit::How;
use super::nursery::{Nursery, nursery};
use super::spec::Spec;

mod ends;
mod environment;
mod programs;
mod roles;

/// Longer than anything takes here, on however busy a machine: where it passes something hangs.
const LONG: Duration = Duration::from_secs(30);

/// What makes this binary run one test that only does something when it is started as what `variable` says.
fn one_test(path: &str) -> Vec<String> {
    let path = format!("{}::{path}", module_path!().split_once("::").expect("within the crate").1);
    [&path, "--exact", "--nocapture", "--test-threads=1"].map(str::to_owned).to_vec()
}

/// A child that plays `role`.
fn child_as(role: &str) -> Spec {
    let mut spec = Spec::new(format!("test-{role}"));
    spec.arguments = one_test("roles::child");
    spec.set.push((roles::VARIABLE.into(), role.into()));
    spec
}

/// A child of the nursery of this process, which has told that it settled in.
fn start(role: &str) -> Child {
    start_in(&nursery().expect("a thread"), role)
}

fn start_in(nursery: &std::sync::Arc<Nursery>, role: &str) -> Child {
    let child = nursery.spawn(child_as(role), |_| {}).expect("it starts");
    assert_eq!(line(&child), "settled");
    child
}

/// The next line that the child sends; an empty one at the end.
fn line(child: &Child) -> String {
    child.socket().set_read_timeout(Some(LONG)).expect("not zero");
    let (mut line, mut byte) = (Vec::new(), [0]);
    while child.socket().read(&mut byte).expect("it sends something or ends") == 1 && byte != *b"\n" {
        line.push(byte[0]);
    }
    String::from_utf8(line).expect("text")
}

fn tell(child: &Child, line: &str) {
    writeln!(child.socket(), "{line}").expect("it reads");
}

/// Whether there is a process of this number that is not dead.
fn lives(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

fn pid(number: u32) -> Pid {
    Pid::from_raw(i32::try_from(number).expect("a pid")).expect("not 0")
}

fn kill(process: u32) {
    rustix::process::kill_process(pid(process), Signal::KILL).expect("it lives");
}

/// Waits until `holds`, and returns how long that took.
fn until(what: &str, mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LONG, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(1));
    }
    start.elapsed()
}

/// The least of the times that `once` takes in a few tries, as one that is measured while the machine does other things tells nothing; no more tries
/// once it is within `goal`.
fn least(goal: Duration, mut once: impl FnMut() -> Duration) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..10 {
        least = least.min(once());
        if least <= goal {
            break;
        }
    }
    least
}

/// A process that runs one of [`programs`], with what it prints.
struct Program {
    process: Process,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Program {
    fn run(program: &str) -> Program {
        Program::of(program, Command::new("/proc/self/exe"))
    }

    /// By a command that executes this binary.
    fn of(program: &str, mut command: Command) -> Program {
        command.args(one_test("programs::program")).env(programs::VARIABLE, program);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        Program { process, lines }
    }

    /// What follows `key` in the next line that begins so.
    fn told(&mut self, key: &str) -> String {
        let line = self.lines.find_map(|line| line.expect("text").strip_prefix(key).map(str::to_owned));
        line.unwrap_or_else(|| panic!("the program ended without telling `{key}`"))
    }

    /// Waits for it to end well.
    fn finish(mut self) {
        drop(self.process.stdin.take());
        for line in self.lines.by_ref() {
            line.expect("text");
        }
        assert!(self.process.wait().expect("it ends").success(), "the program tells on standard error what failed");
    }
}
