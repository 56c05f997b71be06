//! What a child finds around it.

use std::collections::BTreeMap;

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
