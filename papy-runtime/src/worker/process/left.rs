//! Processes that a dead child left behind: those that left its group, which a kill does not reach.
//!
//! They belong to nobody here any more, so they are found by what they inherited: the [`marker`](super::marker) in their environment. One that
//! cleared it is not found. They are told and not killed: between a look and a kill a number may come to be another process.

#[cfg(target_os = "linux")]
use std::fs;

#[cfg(target_os = "linux")]
use super::marker::VARIABLE;

/// The processes with `nonce` in their environment that are not in the group that was `killed`. Reads what is known of each process of this
/// user: some ms, for when something was killed.
#[cfg(target_os = "linux")]
pub(super) fn behind(nonce: u64, killed: Option<u32>) -> Vec<u32> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let mut left: Vec<u32> =
        pids.filter(|pid| has(*pid, nonce) && group(*pid).is_some_and(|group| Some(group) != killed)).collect();
    left.sort_unstable();
    left
}

#[cfg(not(target_os = "linux"))]
pub(super) fn behind(_nonce: u64, _killed: Option<u32>) -> Vec<u32> {
    Vec::new()
}

/// Whether the variable is set, and to this nonce.
#[cfg(target_os = "linux")]
fn has(pid: u32, nonce: u64) -> bool {
    let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    let nonce = format!("{nonce:016x}");
    environment.split(|byte| *byte == 0).any(|variable| {
        let value = variable.strip_prefix(VARIABLE.as_bytes()).and_then(|rest| rest.strip_prefix(b"="));
        value.and_then(|value| value.split(|byte| *byte == b':').nth(1)) == Some(nonce.as_bytes())
    })
}

/// The group of a process that lives.
#[cfg(target_os = "linux")]
fn group(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // Behind its name, which may hold anything: state, parent, group.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ');
    let lives = fields.next().is_some_and(|state| !matches!(state, "Z" | "X"));
    fields.nth(1)?.parse().ok().filter(|_| lives)
}
