//! Ctrl-C and its like: the first one stops all runs, the second one cancels them, the third one ends the process.
//!
//! What a signal leads to is decided by [`Registry`], which knows no signals.

use std::io;
use std::sync::{Mutex, PoisonError, Weak, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, timeout_at};

use super::print;

/// A run that a signal can end. Neither call may wait: both come on the thread that takes the signals.
pub trait Interruptible: Send + Sync {
    /// Take no more input, finish what was accepted.
    fn stop(&self);

    /// Give up.
    fn cancel(&self);
}

/// How long a program may go on after its runs were cancelled.
const EXIT_DELAY: Duration = Duration::from_millis(500);

/// Takes SIGINT and SIGTERM from now on (Ctrl-C where there are no such signals). Called by `#[papy::main]`; calling it again does nothing.
///
/// | signal | what happens |
/// |---|---|
/// | first | all runs stop, those registered later too. If there is none, the process ends |
/// | second | all runs are cancelled; if `main` has not ended within 500 ms, the process does |
/// | third | the process ends |
///
/// The process ends with exit code 128 + signal, as a shell shows it, and printed lines are written out.
///
/// ```no_run
/// papy_runtime::io::install_signals()?;
/// # std::io::Result::Ok(())
/// ```
///
/// # Errors
///
/// When the system refuses the thread or the handlers; then signals do what they did before, and the next call tries again.
///
/// # Cost
///
/// One sleeping thread. The handlers stay for the life of the process: a child gets the default ones.
pub fn install() -> io::Result<()> {
    let mut is_installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    if !*is_installed {
        let (sender, receiver) = mpsc::sync_channel(1);
        thread::Builder::new().name("papy-signals".to_owned()).spawn(move || listen(&sender))?;
        receiver.recv().map_err(|_| io::Error::other("the thread for signals ended"))??;
        *is_installed = true;
    }
    Ok(())
}

/// Lets signals end a run while it is alive. A run that is registered after a signal gets what it missed, before this returns.
///
/// ```
/// use std::sync::{Arc, Weak};
/// use papy_runtime::io::{Interruptible, register_run};
///
/// struct Run;
///
/// impl Interruptible for Run {
///     fn stop(&self) {}
///     fn cancel(&self) {}
/// }
///
/// let run: Arc<dyn Interruptible> = Arc::new(Run);
/// register_run(Arc::downgrade(&run));
/// ```
///
/// Without [`install`] it does nothing but remember. Dead runs are forgotten at each call.
pub fn register(run: Weak<dyn Interruptible>) {
    let signals = {
        let mut registry = registry();
        registry.runs.retain(|run| run.strong_count() > 0);
        registry.runs.push(run.clone());
        registry.signals
    };
    // The registry is free: a run may call it.
    match (signals, run.upgrade()) {
        (1, Some(run)) => run.stop(),
        (2.., Some(run)) => run.cancel(),
        _ => {}
    }
}

static INSTALLED: Mutex<bool> = Mutex::new(false);
static REGISTRY: Mutex<Registry> = Mutex::new(Registry { runs: Vec::new(), signals: 0 });

fn registry() -> std::sync::MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The runs that are alive, and how many signals came.
struct Registry {
    runs: Vec<Weak<dyn Interruptible>>,
    signals: u32,
}

/// What a signal leads to.
enum Reaction {
    Stop(Vec<std::sync::Arc<dyn Interruptible>>),
    Cancel(Vec<std::sync::Arc<dyn Interruptible>>),
    Exit,
}

impl Registry {
    fn signal(&mut self) -> Reaction {
        self.signals += 1;
        let runs: Vec<_> = self.runs.iter().filter_map(Weak::upgrade).collect();
        match self.signals {
            1 if runs.is_empty() => Reaction::Exit,
            1 => Reaction::Stop(runs),
            2 => Reaction::Cancel(runs),
            _ => Reaction::Exit,
        }
    }
}

/// Reports that it listens, or why not; then does what signals lead to, for ever.
fn listen(report: &mpsc::SyncSender<io::Result<()>>) {
    let prepared = Builder::new_current_thread().enable_all().build().and_then(|runtime| {
        let signals = runtime.block_on(async { Signals::new() })?;
        Ok((runtime, signals))
    });
    // Whoever waits for the report is in `install` and takes it.
    match prepared {
        Ok((runtime, signals)) => {
            let _ = report.send(Ok(()));
            react(&runtime, signals);
        }
        Err(error) => {
            let _ = report.send(Err(error));
        }
    }
}

fn react(runtime: &Runtime, mut signals: Signals) {
    runtime.block_on(async {
        let mut exit_at = None;
        loop {
            let number = match exit_at {
                None => signals.next().await,
                Some((deadline, number)) => match timeout_at(deadline, signals.next()).await {
                    Ok(number) => number,
                    Err(_) => print::exit(128 + number),
                },
            };
            let reaction = registry().signal();
            match reaction {
                Reaction::Stop(runs) => runs.iter().for_each(|run| run.stop()),
                Reaction::Cancel(runs) => {
                    // First, since a `cancel` that panics or waits must not keep the process.
                    exit_at = Some((Instant::now() + EXIT_DELAY, number));
                    runs.iter().for_each(|run| run.cancel());
                }
                Reaction::Exit => print::exit(128 + number),
            }
        }
    });
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Signals { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// The number of the next signal.
    async fn next(&mut self) -> i32 {
        use std::future::poll_fn;
        use std::task::Poll;

        poll_fn(|context| {
            if self.interrupt.poll_recv(context).is_ready() {
                return Poll::Ready(2);
            }
            self.terminate.poll_recv(context).map(|_| 15)
        })
        .await
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals(tokio::signal::windows::ctrl_c()?))
    }

    async fn next(&mut self) -> i32 {
        self.0.recv().await;
        2
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Prints what it is told to.
    struct Told;

    impl Interruptible for Told {
        fn stop(&self) {
            say("stop");
        }

        fn cancel(&self) {
            say("cancel");
        }
    }

    fn say(word: &str) {
        print::print(format!("told {word}")).expect("the parent reads");
        print::flush().expect("the parent reads");
    }

    fn reaction(registry: &mut Registry) -> (&'static str, usize) {
        match registry.signal() {
            Reaction::Stop(runs) => ("stop", runs.len()),
            Reaction::Cancel(runs) => ("cancel", runs.len()),
            Reaction::Exit => ("exit", 0),
        }
    }

    #[test]
    fn signals_stop_then_cancel_then_exit_and_dead_runs_do_not_count() {
        let run: Arc<dyn Interruptible> = Arc::new(Told);
        let dead = Arc::downgrade(&(Arc::new(Told) as Arc<dyn Interruptible>));
        let mut registry = Registry { runs: vec![Arc::downgrade(&run), dead.clone()], signals: 0 };
        assert_eq!(reaction(&mut registry), ("stop", 1));
        assert_eq!(reaction(&mut registry), ("cancel", 1));
        assert_eq!(reaction(&mut registry), ("exit", 0));
        assert_eq!(reaction(&mut Registry { runs: vec![dead], signals: 0 }), ("exit", 0));
    }

    /// Real signals go to a process of their own: this test's program, with only the test `child` in it.
    #[cfg(unix)]
    mod process {
        use std::io::{BufRead, BufReader, Lines};
        use std::process::{Child, ChildStdout, Command, Stdio};

        use super::*;

        const ROLE: &str = "PAPY_SIGNAL_TEST";

        #[test]
        fn child() {
            let Ok(role) = std::env::var(ROLE) else { return };
            install().expect("installed");
            install().expect("installed again");
            let run: Arc<dyn Interruptible> = Arc::new(Told);
            if role != "idle" {
                register(Arc::downgrade(&run));
            }
            say("ready");
            if role == "late" {
                let mut line = String::new();
                io::stdin().read_line(&mut line).expect("the parent writes");
                let late: Arc<dyn Interruptible> = Arc::new(Told);
                register(Arc::downgrade(&late));
            }
            // Only a signal ends it; if the parent dies, the time does.
            thread::park_timeout(Duration::from_secs(60));
        }

        struct Program {
            child: Child,
            lines: Lines<BufReader<ChildStdout>>,
        }

        impl Program {
            fn start(role: &str) -> Program {
                let program = std::env::current_exe().expect("this program");
                let mut child = Command::new(program)
                    .args(["--exact", "io::signal::tests::process::child", "--nocapture"])
                    .env(ROLE, role)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .spawn()
                    .expect("started");
                let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
                let mut program = Program { child, lines };
                program.expect("ready");
                program
            }

            /// Waits for the word. The child ends by itself, so this does not wait for ever.
            fn expect(&mut self, word: &str) {
                let told = |line: io::Result<String>| {
                    line.expect("UTF-8").split_once("told ").map(|(_, word)| word.to_owned())
                };
                assert_eq!(self.lines.by_ref().find_map(told).as_deref(), Some(word));
            }

            fn signal(&self, name: &str) {
                let id = self.child.id().to_string();
                assert!(Command::new("kill").args(["-s", name, &id]).status().expect("run").success());
            }

            fn expect_exit(mut self, code: i32) {
                assert_eq!(self.child.wait().expect("waited").code(), Some(code));
            }
        }

        #[test]
        fn the_first_stops_the_second_cancels_and_soon_the_process_ends() {
            let mut program = Program::start("run");
            program.signal("INT");
            program.expect("stop");
            program.signal("TERM");
            program.expect("cancel");
            let before = std::time::Instant::now();
            program.expect_exit(128 + 15);
            assert!(before.elapsed() < Duration::from_secs(5), "{:?}", before.elapsed());
        }

        #[test]
        fn the_third_ends_the_process() {
            let mut program = Program::start("run");
            program.signal("INT");
            program.expect("stop");
            program.signal("INT");
            program.expect("cancel");
            program.signal("INT");
            program.expect_exit(128 + 2);
        }

        #[test]
        fn without_a_run_the_first_ends_the_process() {
            let program = Program::start("idle");
            program.signal("TERM");
            program.expect_exit(128 + 15);
        }

        #[test]
        fn a_run_that_is_registered_after_a_signal_gets_it() {
            let mut program = Program::start("late");
            program.signal("INT");
            program.expect("stop");
            io::Write::write_all(program.child.stdin.as_mut().expect("piped"), b"go\n").expect("written");
            program.expect("stop");
            program.signal("INT");
            program.expect("cancel");
            program.expect_exit(128 + 2);
        }
    }
}
