//! What a child finds around it.

use std::collections::BTreeMap;

use super::super::spec::Limits;
use super::*;

#[test]
fn f18_a_child_has_only_allowed_variables() {
    let mut spec = child_as("environment");
    spec.set.push(("GIVEN".into(), "by the user".into()));
    spec.set.push(("PATH".into(), "/bin:/usr/bin".into()));
    let child = nursery().expect("a thread").spawn(spec, |_| {}).expect("it starts");
    let mut variables: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let line = line(&child);
        match line.split_once('=') {
            Some((name, value)) => variables.insert(name.to_owned(), value.to_owned()),
            None if line.is_empty() => break,
            None => continue,
        };
    }
    assert_eq!(variables["GIVEN"], "by the user");
    assert_eq!(variables["PATH"], "/bin:/usr/bin");
    let pid = std::process::id();
    assert!(variables["PAPY_WORKER"].starts_with(&format!("{pid}:")), "{}", variables["PAPY_WORKER"]);
    // Cargo sets dozens that must not be there.
    assert!(std::env::vars().any(|(name, _)| name.starts_with("CARGO")), "run by cargo");
    let allowed = ["GIVEN", "PAPY_WORKER", roles::VARIABLE, "PATH", "HOME", "LANG", "TMPDIR", "TZ", "RUST_BACKTRACE"];
    let more = ["RUST_LIB_BACKTRACE", "RUST_LOG", "LD_LIBRARY_PATH"];
    for name in variables.keys() {
        assert!(allowed.contains(&&**name) || more.contains(&&**name) || name.starts_with("LC_"), "{name}");
    }
}

/// What a child tells in the role "state", by the first word of each line.
fn state(spec: Spec) -> Vec<(String, String)> {
    let child = nursery().expect("a thread").spawn(spec, |_| {}).expect("it starts");
    let mut all = String::new();
    child.socket().set_read_timeout(Some(LONG)).expect("not zero");
    child.socket().read_to_string(&mut all).expect("it ends");
    assert_eq!(child.wait().to_string(), "exited with code 0", "{}", child.tail(Stream::Error));
    all.lines()
        .filter_map(|line| line.split_once([' ', ':']))
        .map(|(key, rest)| (key.to_owned(), rest.trim().to_owned()))
        .collect()
}

fn of<'a>(state: &'a [(String, String)], key: &str) -> Vec<&'a str> {
    state.iter().filter(|(known, _)| known == key).map(|(_, rest)| &**rest).collect()
}

fn limit(state: &[(String, String)], name: &str) -> String {
    let rest = of(state, "Max").into_iter().find_map(|line| line.strip_prefix(name)).expect("the kernel tells all");
    rest.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn f19_a_child_has_the_descriptors_that_were_passed() {
    // Some that this program has open and are closed on exec, as all are that the standard library opens.
    let _file = std::fs::File::open("/dev/zero").expect("there is one");
    let state = state(child_as("state"));
    let open: Vec<(i32, String)> = of(&state, "fd")
        .into_iter()
        .map(|line| line.split_once(' ').expect("three words"))
        .map(|(fd, rest)| (fd.parse().expect("a number"), rest.to_owned()))
        .collect();
    let what = |fd: i32| open.iter().find(|(known, _)| *known == fd).map(|(_, what)| &**what);
    assert_eq!(what(0), Some("stays /dev/null"));
    for pipe in [1, 2] {
        assert!(what(pipe).is_some_and(|what| what.starts_with("stays pipe:")), "{open:?}");
    }
    let inherited = of(&state, "inherited").len();
    let (stay, close): (Vec<_>, Vec<_>) =
        open.iter().filter(|(fd, _)| *fd > 2).partition(|(_, what)| what.starts_with("stays"));
    assert_eq!(stay.len(), inherited, "what this program was started with: {open:?}");
    // Its own: the socket, and the directory that it reads this from.
    assert_eq!(close.len(), 2, "{open:?}");
    assert!(close.iter().any(|(_, what)| what.starts_with("closes socket:")), "{open:?}");
}

#[test]
fn f19_a_descriptor_that_this_program_leaves_open_is_told() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    rustix::io::fcntl_setfd(&file, rustix::io::FdFlags::empty()).expect("open");
    let state = state(child_as("state"));
    let path = file.path().to_str().expect("text");
    assert_eq!(of(&state, "inherited").into_iter().filter(|line| line.ends_with(path)).count(), 1);
}

#[test]
fn a_child_has_given_up_what_it_does_not_need() {
    let state = state(child_as("state"));
    assert_eq!(of(&state, "Umask"), ["0077"]);
    assert_eq!(of(&state, "NoNewPrivs"), ["1"]);
    assert_eq!(of(&state, "death"), ["Some(9)"]);
    assert_eq!(of(&state, "stdin"), ["\"\""]);
    assert_eq!(limit(&state, "core file size"), "0 0");
    let group: Vec<&str> = of(&state, "group")[0].split(' ').collect();
    assert_eq!(group[0], group[1], "it leads its group");
}

#[test]
fn a_child_keeps_to_its_limits() {
    let mut spec = child_as("state");
    spec.limits = Limits { memory_bytes: Some(8 << 30), files: Some(99), file_bytes: Some(4096), cpu_seconds: Some(7) };
    let state = state(spec);
    for (name, values) in [
        ("address space", "8589934592 8589934592"),
        ("open files", "99 99"),
        ("file size", "4096 4096"),
        ("cpu time", "7 8"),
    ] {
        assert_eq!(limit(&state, name), values, "{name}");
    }
}

#[test]
fn b9_a_limit_that_ends_a_child_is_told() {
    for (role, limits, ends) in [
        ("allocate", Limits { memory_bytes: Some(1 << 30), ..Limits::default() }, "(SIGABRT), probably out of memory"),
        ("spin", Limits { cpu_seconds: Some(1), ..Limits::default() }, "(SIGXCPU), its limit of CPU time"),
    ] {
        let mut spec = child_as(role);
        spec.limits = limits;
        let child = nursery().expect("a thread").spawn(spec, |_| {}).expect("it starts");
        let exit = child.wait_for(LONG).expect("it ends").to_string();
        assert!(exit.ends_with(ends), "{role}: {exit}: {}", child.tail(Stream::Error));
    }
}

#[test]
fn a_variable_that_is_given_counts_more_but_never_as_the_marker() {
    let mut spec = child_as("environment");
    spec.set.push(("PAPY_WORKER".into(), "0:0:-:-:-:-".into()));
    assert_eq!(line(&nursery().expect("a thread").spawn(spec, |_| {}).expect("it starts")), "settled");
}

#[test]
fn a_program_that_a_worker_starts_is_no_worker() {
    assert_eq!(line(&start("program within")), "true");
}
