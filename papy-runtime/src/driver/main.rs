//! What `#[papy::main]` makes of a `main`: signals, a runtime, and an exit code that says how it ended.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use crate::error::{BoxError, Error, ItemError};
use crate::io::{flush, is_closed_pipe, is_stdout_closed};
use crate::plumbing::{Listed, Listing};
use crate::worker::child::Entry;
use crate::worker::children;

/// What a `main` under `#[papy::main]` may return.
///
/// `()` and [`ExitCode`] are as everywhere. An `Err` is printed as `Error: ` and what it says, not as `Debug`, and the exit code is 1;
/// but nothing is said, and the exit code is 0, if whoever read standard output has gone (`| head -1`).
#[diagnostic::on_unimplemented(
    message = "`main` cannot return `{Self}` under `#[papy::main]`",
    note = "return `()`, `ExitCode`, or a `Result` of these whose error implements `Display`, as `papy::Result<()>` does"
)]
pub trait MainResult {
    /// The exit code, after the error was printed.
    fn exit_code(self) -> ExitCode;
}

impl MainResult for () {
    fn exit_code(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl MainResult for ExitCode {
    fn exit_code(self) -> ExitCode {
        self
    }
}

impl<T: MainResult, E: Display + 'static> MainResult for Result<T, E> {
    fn exit_code(self) -> ExitCode {
        match self {
            Ok(value) => value.exit_code(),
            Err(error) if says_closed_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("Error: {error}");
                ExitCode::FAILURE
            }
        }
    }
}

/// Whether an error of any type is about the reader of standard output.
fn says_closed_pipe<E: Display + 'static>(error: &E) -> bool {
    let any: &dyn Any = error;
    let std: Option<&(dyn StdError + 'static)> = if let Some(error) = any.downcast_ref::<Error>() {
        Some(error)
    } else if let Some(error) = any.downcast_ref::<io::Error>() {
        Some(error)
    } else if let Some(error) = any.downcast_ref::<ItemError>() {
        Some(error)
    } else if let Some(error) = any.downcast_ref::<BoxError>() {
        Some(&**error)
    } else if let Some(error) = any.downcast_ref::<Box<dyn StdError + Send>>() {
        Some(&**error)
    } else if let Some(error) = any.downcast_ref::<Box<dyn StdError>>() {
        Some(&**error)
    } else {
        None
    };
    match std {
        Some(error) => is_closed_pipe(error),
        // Other libraries' errors only show what they carry as text; `#` asks for the causes too.
        None => {
            is_stdout_closed() && format!("{error:#}").contains(&io::Error::from(ErrorKind::BrokenPipe).to_string())
        }
    }
}

/// Lets this program be its own worker: in a child process that papy started for its work this works, and never returns.
///
/// For a `main` that cannot have `#[papy::main(..)]`, which does the same: call it first of all. `L` is a tuple of what workers must be
/// able to run; what was listed first stays.
///
/// ```
/// papy_runtime::run::init::<()>();
/// ```
pub fn init<L: Listed>() {
    children::serve_or_list(table::<L>());
}

/// The same in a test that does nothing else: other tests of its binary need not wait for it.
pub fn serve_in_test<L: Listed>() {
    children::serve(&table::<L>());
}

fn table<L: Listed>() -> Vec<Entry> {
    let mut listing = Listing::default();
    L::list(&mut listing);
    listing.0
}

/// Runs an async `main` on a runtime of this thread.
#[cfg(feature = "io")]
pub fn main_async<L: Listed, F: Future<Output: MainResult>>(main: impl FnOnce() -> F) -> ExitCode {
    init::<L>();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Err::<(), _>(error).exit_code(),
    };
    let code = main_blocking::<(), _>(|| runtime.block_on(main()));
    // A blocking task that hangs must not keep the process.
    runtime.shutdown_background();
    code
}

/// Runs a `main`.
pub fn main_blocking<L: Listed, T: MainResult>(main: impl FnOnce() -> T) -> ExitCode {
    init::<L>();
    #[cfg(feature = "io")]
    if let Err(error) = crate::io::install_signals() {
        eprintln!("papy: signals end this program at once, without finishing its runs: {error}");
    }
    let result = main();
    // What was printed goes before what is said about the end.
    let flushed = flush();
    let code = result.exit_code();
    match flushed {
        Err(error) if code == ExitCode::SUCCESS => Err::<(), _>(error).exit_code(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_quiet(error: impl Display + 'static) -> bool {
        says_closed_pipe(&error)
    }

    #[test]
    fn e6_a_closed_pipe_is_found_in_errors_of_any_type() {
        let pipe = || io::Error::from(ErrorKind::BrokenPipe);
        assert!(is_quiet(pipe()));
        assert!(is_quiet(Error::Io(pipe())));
        assert!(is_quiet(Error::from(BoxError::from(pipe()))));
        assert!(is_quiet(BoxError::from(pipe())));
        assert!(is_quiet(Box::<dyn StdError>::from(pipe())));
        assert!(!is_quiet(io::Error::from(ErrorKind::NotFound)));
        // Nobody closed standard output, so this is about something else.
        assert!(!is_quiet("broken pipe".to_owned()));
    }

    #[test]
    fn a_result_is_an_exit_code() {
        assert_eq!(Ok::<_, String>(ExitCode::from(3)).exit_code(), ExitCode::from(3));
        assert_eq!(Ok::<_, Error>(()).exit_code(), ExitCode::SUCCESS);
        assert_eq!(Err::<(), _>("no such pattern").exit_code(), ExitCode::FAILURE);
    }
}
