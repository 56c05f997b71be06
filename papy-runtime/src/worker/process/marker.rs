//! The variable that tells a program that it is a worker: of whom, which one, and within which limits.
//!
//! All that a worker starts inherits the variable, so it counts only together with a socket of the process that it names. By the nonce the
//! processes are found that a worker left behind.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;

use super::spec::Limits;

pub(crate) const VARIABLE: &str = "PAPY_WORKER";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    /// The process that started the worker.
    pub(crate) parent: u32,
    /// Another one for each start.
    pub(crate) nonce: u64,
    pub(crate) limits: Limits,
}

impl Marker {
    /// A new one, of a child of this process.
    pub(super) fn new(limits: Limits) -> Marker {
        // Random keys are the one source of randomness that the standard library has.
        Marker { parent: std::process::id(), nonce: RandomState::new().hash_one(()), limits }
    }

    /// The one in the environment. `None` is no worker's.
    pub(super) fn read() -> Result<Option<Marker>, String> {
        let Some(text) = std::env::var_os(VARIABLE) else { return Ok(None) };
        let text = text.to_string_lossy();
        text.parse()
            .map(Some)
            .map_err(|()| format!("{VARIABLE} is set to `{text}`, which is nothing that papy sets it to"))
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limits { memory_bytes, files, file_bytes, cpu_seconds } = self.limits;
        write!(f, "{}:{:016x}", self.parent, self.nonce)?;
        [memory_bytes, files, file_bytes, cpu_seconds].iter().try_for_each(|limit| match limit {
            Some(limit) => write!(f, ":{limit}"),
            None => f.write_str(":-"),
        })
    }
}

impl FromStr for Marker {
    type Err = ();

    fn from_str(text: &str) -> Result<Marker, ()> {
        let fields: Vec<&str> = text.split(':').collect();
        let [parent, nonce, memory_bytes, files, file_bytes, cpu_seconds] = fields[..] else { return Err(()) };
        let limit = |text: &str| if text == "-" { Ok(None) } else { text.parse().map(Some).map_err(drop) };
        Ok(Marker {
            parent: parent.parse().map_err(drop)?,
            nonce: u64::from_str_radix(nonce, 16).map_err(drop)?,
            limits: Limits {
                memory_bytes: limit(memory_bytes)?,
                files: limit(files)?,
                file_bytes: limit(file_bytes)?,
                cpu_seconds: limit(cpu_seconds)?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_read_as_it_was_written() {
        let marker = Marker {
            parent: 4711,
            nonce: 0xabc,
            limits: Limits { memory_bytes: Some(1 << 40), cpu_seconds: Some(3), ..Limits::default() },
        };
        assert_eq!(marker.to_string(), "4711:0000000000000abc:1099511627776:-:-:3");
        assert_eq!(marker.to_string().parse(), Ok(marker));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "1", "1:2", "x:1:-:-:-:-", "1:x:-:-:-:-", "1:1:-:-:-", "1:1:-:-:-:-:-", "1:1:-1:-:-:-"] {
            assert_eq!(text.parse::<Marker>(), Err(()), "{text}");
        }
    }

    #[test]
    fn each_start_has_a_nonce_of_its_own() {
        assert_ne!(Marker::new(Limits::default()).nonce, Marker::new(Limits::default()).nonce);
    }
}
