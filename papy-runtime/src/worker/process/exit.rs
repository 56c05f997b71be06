//! How a child process ended, in words, and what it probably died of.

use std::fmt;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::Signal;

/// How a child process ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exit {
    pub(crate) how: How,
    /// It was told to end, or killed, by us.
    pub(crate) asked: bool,
    /// Which limit it probably ran into.
    pub(crate) limit: Option<Limit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Code(i32),
    Signal {
        signal: i32,
        core: bool,
    },
    /// Somebody else in this program waited for it, or lets the kernel do so: nobody knows how it ended.
    Unknown,
}

/// What a process may have too little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Memory,
    Cpu,
    FileSize,
}

/// What tells of a lack of memory.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs<'a> {
    /// The kernel killed a process of our control group since this one was started.
    pub(crate) oom_kill: bool,
    /// The end of what it wrote to standard error.
    pub(crate) last_words: &'a str,
}

impl How {
    pub(crate) fn of(status: ExitStatus) -> How {
        match (status.code(), status.signal()) {
            (Some(code), _) => How::Code(code),
            (None, Some(signal)) => How::Signal { signal, core: status.core_dumped() },
            (None, None) => How::Unknown,
        }
    }
}

impl Exit {
    pub(crate) fn new(how: How, asked: bool, signs: Signs<'_>) -> Exit {
        Exit { how, asked, limit: limit(how, asked, signs) }
    }
}

fn limit(how: How, asked: bool, signs: Signs<'_>) -> Option<Limit> {
    let How::Signal { signal, .. } = how else { return None };
    let is = |other: Signal| signal == other.as_raw();
    // The words are those of Rust's allocator when it is refused memory.
    let refused = is(Signal::ABORT) && signs.last_words.contains("memory allocation of ");
    if refused || (is(Signal::KILL) && !asked && signs.oom_kill) {
        Some(Limit::Memory)
    } else if is(Signal::XCPU) {
        Some(Limit::Cpu)
    } else if is(Signal::XFSZ) {
        Some(Limit::FileSize)
    } else {
        None
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.how {
            How::Code(code) => write!(f, "exited with code {code}")?,
            How::Signal { signal, core } => {
                write!(f, "killed by signal {signal}")?;
                if let Some(name) = name(signal) {
                    write!(f, " ({name})")?;
                }
                if core {
                    f.write_str(", core dumped")?;
                }
            }
            How::Unknown => f.write_str("gone, and something else in this program waited for it")?,
        }
        match self.limit {
            Some(Limit::Memory) => f.write_str(", probably out of memory"),
            Some(Limit::Cpu) => f.write_str(", its limit of CPU time"),
            Some(Limit::FileSize) => f.write_str(", its limit on the size of files"),
            None => Ok(()),
        }
    }
}

fn name(signal: i32) -> Option<&'static str> {
    let names = [
        (Signal::HUP, "SIGHUP"),
        (Signal::INT, "SIGINT"),
        (Signal::QUIT, "SIGQUIT"),
        (Signal::ILL, "SIGILL"),
        (Signal::TRAP, "SIGTRAP"),
        (Signal::ABORT, "SIGABRT"),
        (Signal::BUS, "SIGBUS"),
        (Signal::FPE, "SIGFPE"),
        (Signal::KILL, "SIGKILL"),
        (Signal::USR1, "SIGUSR1"),
        (Signal::SEGV, "SIGSEGV"),
        (Signal::USR2, "SIGUSR2"),
        (Signal::PIPE, "SIGPIPE"),
        (Signal::ALARM, "SIGALRM"),
        (Signal::TERM, "SIGTERM"),
        (Signal::XCPU, "SIGXCPU"),
        (Signal::XFSZ, "SIGXFSZ"),
        (Signal::SYS, "SIGSYS"),
    ];
    names.iter().find(|(known, _)| known.as_raw() == signal).map(|(_, name)| *name)
}

/// How many processes of our control group the kernel has killed for want of memory, where it tells.
#[cfg(target_os = "linux")]
pub(crate) fn oom_kills() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let path = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    let events = std::fs::read_to_string(format!("/sys/fs/cgroup{path}/memory.events")).ok()?;
    events.lines().find_map(|line| line.strip_prefix("oom_kill "))?.trim().parse().ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn oom_kills() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exit_is_told_in_words() {
        let none = Signs::default();
        let oom = Signs { oom_kill: true, ..none };
        let refused = Signs { last_words: "memory allocation of 4096 bytes failed\n", ..none };
        let signal = |signal| How::Signal { signal, core: false };
        for (how, asked, signs, words) in [
            (How::Code(3), false, none, "exited with code 3"),
            (signal(9), false, none, "killed by signal 9 (SIGKILL)"),
            (signal(9), false, oom, "killed by signal 9 (SIGKILL), probably out of memory"),
            (signal(9), true, oom, "killed by signal 9 (SIGKILL)"),
            (signal(6), false, refused, "killed by signal 6 (SIGABRT), probably out of memory"),
            (signal(6), false, none, "killed by signal 6 (SIGABRT)"),
            (How::Code(1), false, refused, "exited with code 1"),
            (signal(Signal::XCPU.as_raw()), false, none, "killed by signal 24 (SIGXCPU), its limit of CPU time"),
            (How::Signal { signal: 11, core: true }, false, none, "killed by signal 11 (SIGSEGV), core dumped"),
            (signal(60), false, none, "killed by signal 60"),
            (How::Unknown, false, oom, "gone, and something else in this program waited for it"),
        ] {
            assert_eq!(Exit::new(how, asked, signs).to_string(), words);
        }
    }
}
