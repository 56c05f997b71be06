//! Child processes of this program as workers: how they begin, and how this program becomes one.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::child::{self, Entry};
#[cfg(all(unix, feature = "processes"))]
use super::cell::Cell;
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
        let child = nursery()?.spawn(Spec::new(format!("papy-{carrier}")), |_| {})?;
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

/// In a child worker, works and ends the process; else notes what workers of this program can run.
pub(crate) fn serve_or_list(table: Vec<Entry>) {
    #[cfg(all(unix, feature = "processes"))]
    match settle_in() {
        Ok(None) => {}
        Ok(Some(settled)) => {
            let served = Cell::get(&settled.socket)
                .and_then(|cell| child::serve(&settled.socket, &table, &|order, entry| cell.begin(order, entry)));
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
    child::list(table);
}
