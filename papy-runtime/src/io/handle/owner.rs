//! Who made a thing that others find by its name: this process, told apart from any other that had or will have its number.

use std::fmt;
use std::fs;
use std::io;
use std::sync::OnceLock;

use rustix::rand::{GetRandomFlags, getrandom};
use serde::{Deserialize, Serialize};

/// A process. Its number alone would be that of another one later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Owner {
    /// Which boot of which host, and which view of its processes.
    pub(super) host: u64,
    pub(super) pid: u32,
    /// In ticks since the boot.
    pub(super) start: u64,
}

impl Owner {
    /// This process.
    pub(super) fn this() -> io::Result<Owner> {
        static THIS: OnceLock<Owner> = OnceLock::new();
        if let Some(owner) = THIS.get() {
            return Ok(*owner);
        }
        let pid = std::process::id();
        let start = start_of(pid)?.ok_or_else(|| io::Error::other("/proc shows this process as dead"))?;
        let boot = fs::read("/proc/sys/kernel/random/boot_id")?;
        let view = fs::read_link("/proc/self/ns/pid")?;
        let host = hash(&[&boot, view.as_os_str().as_encoded_bytes()]);
        Ok(*THIS.get_or_init(|| Owner { host, pid, start }))
    }

    /// Whether it still runs; of another host nobody here knows.
    pub(super) fn is_alive(&self) -> io::Result<Option<bool>> {
        if self.host != Owner::this()?.host {
            return Ok(None);
        }
        Ok(Some(start_of(self.pid)? == Some(self.start)))
    }

    /// What [`Display`](fmt::Display) shows.
    pub(super) fn parse(text: &str) -> Option<Owner> {
        let mut parts = text.split('-');
        let host = u64::from_str_radix(parts.next()?, 16).ok()?;
        let (pid, start) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Owner { host, pid, start })
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{}-{}", self.host, self.pid, self.start)
    }
}

/// When a process began; `None` of one that has ended, though its parent may not know yet.
fn start_of(pid: u32) -> io::Result<Option<u64>> {
    let stat = match fs::read_to_string(format!("/proc/{pid}/stat")) {
        Ok(stat) => stat,
        // It goes away while it is read, too.
        Err(error) if error.kind() == io::ErrorKind::NotFound || error.raw_os_error() == Some(ESRCH) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    // The name, in brackets, may hold anything.
    let mut fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_ascii_whitespace();
    let state = fields.next();
    let start = fields.nth(18).and_then(|start| start.parse().ok());
    match (state, start) {
        (Some("Z" | "X"), _) => Ok(None),
        (Some(_), Some(start)) => Ok(Some(start)),
        _ => Err(io::Error::other(format!("/proc/{pid}/stat is not what it is on Linux"))),
    }
}

const ESRCH: i32 = rustix::io::Errno::SRCH.raw_os_error();

/// FNV-1a: the same in every process.
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    parts
        .iter()
        .flat_map(|part| part.iter())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Bytes that nobody can guess.
pub(super) fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    // Up to 256 bytes come whole.
    let count = getrandom(&mut bytes[..], GetRandomFlags::empty())?;
    assert_eq!(count, N, "the system gives 256 random bytes at once");
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_read_back_and_no_other_name_is_one() {
        let this = Owner::this().expect("/proc is there");
        assert_eq!(Owner::parse(&this.to_string()), Some(this));
        for name in ["", "x", "00-1", "00-1-2-3", "zz-1-2"] {
            assert_eq!(Owner::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_process_with_the_number_of_a_dead_one_is_another() {
        let this = Owner::this().expect("/proc is there");
        let is_alive = |owner: Owner| owner.is_alive().expect("/proc is there");
        assert_eq!(is_alive(this), Some(true));
        assert_eq!(is_alive(Owner { start: this.start + 1, ..this }), Some(false));
        assert_eq!(is_alive(Owner { pid: u32::MAX, ..this }), Some(false));
        assert_eq!(is_alive(Owner { host: !this.host, ..this }), None);
    }

    #[test]
    fn a_process_that_ended_unreaped_is_dead() {
        let mut child =
            std::process::Command::new("true").stdout(std::process::Stdio::piped()).spawn().expect("it runs");
        let mut stdout = child.stdout.take().expect("piped");
        std::io::copy(&mut stdout, &mut std::io::sink()).expect("it is read to its end");
        // Its output is closed a little before it is dead.
        while start_of(child.id()).expect("/proc is there").is_some() {
            std::thread::yield_now();
        }
        child.wait().expect("it ended");
    }
}
