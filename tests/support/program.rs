//! The examples as programs, built once for each test run, and what they print.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

/// Longer than anything here should take, so that a test fails and does not hang.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);

/// An example, built as users build it: a debug build searches 50 MB too slowly for a test.
pub(crate) fn example(name: &str) -> Command {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        // `target/tmp` is the only folder of cargo's that a test is told.
        let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().expect("below the target folder").to_owned();
        let build = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--example", "grep", "--example", "memory"])
            .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), "--target-dir"])
            .arg(&target)
            .status();
        assert!(build.expect("cargo runs").success(), "the examples do not build");
        target.join("release/examples")
    });
    Command::new(FOLDER.join(name))
}

/// Runs a program to its end, with `input` on standard input.
pub(crate) fn run<A: AsRef<OsStr>>(mut command: Command, args: &[A], input: Vec<u8>) -> Output {
    let mut child = command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("piped");
    // It may end before it has read all: then writing fails, which is no concern of ours.
    let feed = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("waited");
    let _ = feed.join().expect("no panic");
    output
}

/// A program that runs beside the test.
pub(crate) struct Running {
    child: Option<Child>,
    pub(crate) stdin: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Running {
    pub(crate) fn start<A: AsRef<OsStr>>(mut command: Command, args: &[A]) -> Running {
        let mut child = command
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let (sender, lines) = sync_channel(16);
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        thread::spawn(move || {
            let mut line = Vec::new();
            // Ends with the program, or when nobody listens: then it closes the pipe.
            while stdout.read_until(b'\n', &mut line).is_ok_and(|bytes| bytes > 0)
                && sender.send(String::from_utf8_lossy(&line).into_owned()).is_ok()
            {
                line.clear();
            }
        });
        Running { stdin: child.stdin.take(), child: Some(child), lines }
    }

    /// Waits for the next line.
    pub(crate) fn next(&self) {
        self.lines.recv_timeout(DEADLINE).expect("a line in time");
    }

    /// The next lines that it prints.
    pub(crate) fn expect(&self, lines: &[&str]) {
        for line in lines {
            assert_eq!(self.lines.recv_timeout(DEADLINE).as_deref().map(str::trim_end), Ok(*line));
        }
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.as_ref().expect("it runs").id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().expect("kill runs").success());
    }

    /// Closes its standard output, as `head` does when it has enough.
    pub(crate) fn close_output(&mut self) {
        let (_, nobody) = sync_channel(0);
        self.lines = nobody;
    }

    /// Waits for its end. Gives its exit status, and what it wrote to standard error.
    pub(crate) fn end(mut self, within: Duration) -> (ExitStatus, String) {
        let mut child = self.child.take().expect("ended once");
        let pid = child.id().to_string();
        let (sender, ended) = sync_channel(1);
        thread::spawn(move || {
            let mut stderr = String::new();
            let _ = child.stderr.take().expect("piped").read_to_string(&mut stderr);
            let _ = sender.send((child.wait().expect("waited"), stderr));
        });
        ended.recv_timeout(within).unwrap_or_else(|_| {
            let _ = Command::new("kill").args(["-s", "KILL", &pid]).status();
            panic!("it still runs after {within:?}")
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // A failed test leaves nothing behind.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
