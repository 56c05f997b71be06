//! What a child process is started with: this program, an environment of allowed names only, pipes and a group of its own.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::image;
use super::marker::{self, Marker};

/// What each child gets of this program's environment. The paths of libraries are those by which this program itself was loaded.
const PASSED: [&str; 11] = [
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "TZ",
    "RUST_BACKTRACE",
    "RUST_LIB_BACKTRACE",
    "RUST_LOG",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
];

/// A child that is to be started.
#[derive(Debug, Clone)]
pub(crate) struct Spec {
    /// What it is called in messages, as `pool-2`.
    pub(crate) name: Arc<str>,
    /// Variables of this program's environment that it gets as well.
    pub(crate) pass: Vec<OsString>,
    /// Variables that it gets in any case, which count more than the others.
    pub(crate) set: Vec<(OsString, OsString)>,
    pub(crate) limits: Limits,
    /// What makes a test binary run one test. None where `main` begins with the worker.
    pub(crate) arguments: Vec<String>,
}

/// What a child may use at most. Of each `None` is what this program itself may use. It writes no core files in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Limits {
    /// Address space: more than is ever touched. Tools that reserve much of it do not run within such a limit.
    pub(crate) memory_bytes: Option<u64>,
    /// Open files.
    pub(crate) files: Option<u64>,
    /// Size of any file that it writes.
    pub(crate) file_bytes: Option<u64>,
    /// CPU time over all its life.
    pub(crate) cpu_seconds: Option<u64>,
}

impl Spec {
    pub(crate) fn new(name: impl Into<Arc<str>>) -> Spec {
        Spec { name: name.into(), pass: Vec::new(), set: Vec::new(), limits: Limits::default(), arguments: Vec::new() }
    }

    /// Nothing in it makes the standard library fork: a closure before exec, or a user, would. Forking copies the tables of all memory that
    /// this program has touched, 40 ms for each GiB.
    ///
    /// # Errors
    ///
    /// This program's image cannot be found any more.
    pub(super) fn command(&self, marker: &Marker, socket: OwnedFd) -> io::Result<Command> {
        let mut command = Command::new(image::program()?);
        if let Some(name) = std::env::args_os().next() {
            command.arg0(name);
        }
        command.args(&self.arguments);
        command.env_clear().envs(environment(std::env::vars_os(), &self.pass));
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command.env(marker::VARIABLE, marker.to_string());
        command.stdin(Stdio::from(socket)).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        Ok(command)
    }
}

/// What is passed of the variables `all`.
fn environment(
    all: impl Iterator<Item = (OsString, OsString)>,
    pass: &[OsString],
) -> impl Iterator<Item = (OsString, OsString)> {
    all.filter(move |(name, _)| {
        let known = |name: &OsStr| name.to_str().is_some_and(|name| PASSED.contains(&name) || name.starts_with("LC_"));
        known(name) || pass.contains(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f18_only_allowed_variables_are_passed() {
        let all = ["PATH", "HOME", "LC_ALL", "LCX", "AWS_SECRET", "PAPY_IMAP_POOL", "PAPY_WORKER", "TZ", "WANTED"];
        let all = all.into_iter().map(|name| (OsString::from(name), OsString::from("1")));
        let passed: Vec<_> = environment(all, &["WANTED".into(), "MISSING".into()]).map(|(name, _)| name).collect();
        assert_eq!(passed, ["PATH", "HOME", "LC_ALL", "TZ", "WANTED"]);
    }
}
