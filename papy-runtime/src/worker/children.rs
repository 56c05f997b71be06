//! Child processes of this program as workers: how they begin, and how this program becomes one.

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

#[cfg(all(unix, feature = "processes"))]
use super::cell::Cell;
use super::child::{self, Entry};
#[cfg(all(unix, feature = "processes"))]
use super::link::{Life, Peer, Start};
#[cfg(all(unix, feature = "processes"))]
use super::process::{
    child::{Child, Stream},
    nursery::nursery,
    settle::settle_in,
    spec::Spec,
};

/// How a worker outside of this process ended.
#[derive(Debug, Clone)]
pub(crate) struct Ending {
    /// In words.
    pub(crate) how: String,
    /// The end of what it wrote to standard error.
    pub(crate) last_words: String,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.how)?;
        match self.last_words.trim_end() {
            "" => Ok(()),
            words => write!(f, "; the last it said: {words}"),
        }
    }
}

/// Begins child processes.
#[cfg(all(unix, feature = "processes"))]
pub(crate) struct Children;

#[cfg(all(unix, feature = "processes"))]
impl Start for Children {
    fn start(&self, carrier: u32) -> io::Result<Peer> {
        let spec = Spec { arguments: arguments(), ..Spec::new(format!("papy-{carrier}")) };
        let child = nursery()?.spawn(spec, |_| {})?;
        Ok(Peer { socket: child.socket().try_clone()?, life: Box::new(child) })
    }
}

#[cfg(all(unix, feature = "processes"))]
impl Life for Child {
    fn kill(&self) {
        Child::kill(self);
    }

    fn ended(&self) -> Ending {
        let exit = self.wait();
        Ending { how: exit.to_string(), last_words: self.tail(Stream::Error).text() }
    }
}

/// What begins child processes, where this version can.
///
/// # Errors
///
/// If it cannot.
#[cfg(all(unix, feature = "processes"))]
pub(crate) fn children() -> io::Result<Arc<dyn super::link::Start>> {
    Ok(Arc::new(Children))
}

/// The same where it cannot.
#[cfg(not(all(unix, feature = "processes")))]
pub(crate) fn children() -> io::Result<Arc<dyn super::link::Start>> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "child processes are workers on Unix, with the feature `processes` of papy: here, write `threads(n)`",
    ))
}

/// The test in which workers of a test binary begin: `papy::test_workers!` makes it. In two pieces, so that it stands whole only where the macro
/// was used.
const TEST: [&str; 2] = ["papy_workers_of_", "these_tests"];

/// What makes a worker of this program begin where it shall.
#[cfg(all(unix, feature = "processes"))]
fn arguments() -> Vec<String> {
    match child::listed() {
        // `main` begins with it.
        Some(_) => Vec::new(),
        None => [&*TEST.concat(), "--exact", "--nocapture", "--test-threads=1"].map(str::to_owned).into(),
    }
}

/// Whether this is a test binary in which workers can begin.
fn has_test() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    // Once, and only where something is about to need it: a test's name stands in the binary as it is.
    *HAS.get_or_init(|| {
        let image = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
        memchr::memmem::find(&image, TEST.concat().as_bytes()).is_some()
    })
}

/// Whether workers of this program know a pipeline; else what to write.
pub(crate) fn knows(id: &str, name: &str) -> Result<(), String> {
    match child::listed() {
        Some(table) if table.iter().any(|entry| entry.id == id) => Ok(()),
        None if has_test() => Ok(()),
        Some(_) => Err(format!(
            "it runs in other processes, and this program does not list it: write `#[papy::main({name})]` on `main`, beside what stands there"
        )),
        None => Err(format!(
            "it runs in other processes of this program, which begin at `#[papy::main]`: write `#[papy::main({name})]` on `main`, or \
             `papy::init::<({name},)>()` first thing in it; in tests, `papy::test_workers!({name});` in the root of the crate"
        )),
    }
}

/// In a child worker, works and ends the process; else notes what workers of this program can run.
pub(crate) fn serve_or_list(table: Vec<Entry>) {
    serve(&table);
    child::list(table);
}

/// In a child worker, works and ends the process.
pub(crate) fn serve(table: &[Entry]) {
    #[cfg(all(unix, feature = "processes"))]
    match settle_in() {
        Ok(None) => {}
        Ok(Some(settled)) => {
            let served = Cell::get(&settled.socket)
                .and_then(|cell| child::serve(&settled.socket, table, &|order, entry| cell.begin(order, entry)));
            let code = match served {
                Ok(()) => 0,
                Err(error) => {
                    eprintln!("papy: this worker ends: {error}");
                    1
                }
            };
            std::process::exit(code);
        }
        Err(error) => {
            eprintln!("papy: this worker cannot begin: {error}");
            std::process::exit(1);
        }
    }
    #[cfg(not(all(unix, feature = "processes")))]
    let _ = table;
}
