//! Whole programs, with signals and pipes: this test's program, with only the test `child` in it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};

use super::*;

const NAME: &str = "PAPY_TEST_PROGRAM";
const INPUT: &str = "PAPY_TEST_INPUT";

fn input() -> String {
    std::env::var(INPUT).expect("set by the parent")
}

mod follow {
    use papy::Result;
    use papy::io;

    use super::super::Cat;

    #[papy::main]
    pub(super) async fn main() -> Result<()> {
        let mut run = Cat::new().start(io::follow(super::input()))?;
        while let Some(line) = run.out.next().await {
            io::out(line?)?;
        }
        eprintln!("{}", run.finish().await?.stats);
        Ok(())
    }
}

mod deaf {
    use papy::{Result, io};

    use super::super::Placed;

    /// Tells that it was dropped.
    struct Last;

    impl Drop for Last {
        fn drop(&mut self) {
            io::out("stopped").and_then(|()| io::flush()).expect("the parent reads");
        }
    }

    /// Reads one item and goes to sleep.
    #[papy::main]
    pub(super) fn main() -> Result<()> {
        let last = Last;
        let numbers = futures::StreamExt::inspect(futures::stream::iter(0..), move |_| {
            let _held = &last;
        });
        let mut run = Placed::new().start(numbers)?.boxed();
        let first = (&mut run.out).into_iter().next().expect("it is endless")?;
        io::out(first)?;
        io::flush()?;
        loop {
            std::thread::park();
        }
    }
}

mod endless {
    use papy::Result;
    use papy::io::print;
    use papy::pipeline;

    use super::super::same;

    pipeline! {
        Endless {
            input numbers: u32;
            numbers -> same -> print;
        }
    }

    #[papy::main]
    pub(super) async fn main() -> Result<()> {
        Endless::new().start((0..).map(|number| number % 1000))?.finish().await?;
        Ok(())
    }
}

mod workers {
    use papy::Result;
    use papy::io;

    use super::super::Placed;

    /// Waits until its IMap has as many workers as the parent says.
    #[papy::main]
    pub(super) fn main() -> Result<()> {
        let run = Placed::new().start(0..3)?;
        // `papy-0`, `papy-1`; a thread has its name when it runs.
        loop {
            let tasks = std::fs::read_dir("/proc/self/task")?;
            let names = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
            let workers = names
                .filter(|name| {
                    name.trim_end().strip_prefix("papy-").is_some_and(|number| number.parse::<u32>().is_ok())
                })
                .count();
            if workers.to_string() == super::input() {
                io::out(workers)?;
                break;
            }
            std::thread::yield_now();
        }
        assert_eq!(run.out.collect_blocking::<Vec<u32>>()?, [0, 1, 2]);
        Ok(())
    }
}

mod wrong {
    #[papy::main]
    pub(super) fn main() -> Result<(), papy::Error> {
        papy::io::out("before")?;
        Err("no such pattern")?;
        Ok(())
    }
}

#[test]
fn child() {
    let Ok(name) = std::env::var(NAME) else { return };
    let code = match name.as_str() {
        "follow" => follow::main(),
        "deaf" => deaf::main(),
        "endless" => endless::main(),
        "workers" => workers::main(),
        _ => wrong::main(),
    };
    // Before the test's own report.
    std::process::exit(if code == ExitCode::SUCCESS { 0 } else { 1 });
}

struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
}

impl Program {
    fn start(name: &str, input: &std::path::Path) -> Program {
        Program::start_with(name, input, |_| {})
    }

    fn start_with(name: &str, input: &std::path::Path, set: impl FnOnce(&mut Command)) -> Program {
        let mut command = Command::new(std::env::current_exe().unwrap());
        set(&mut command);
        let mut child = command
            .args(["--exact", "program::child", "--nocapture", "-q"])
            .envs([(NAME, name.as_ref()), (INPUT, input.as_os_str())])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Program { child, stdout }
    }

    /// Reads until this line. A program that says nothing is ended by the test's runner.
    fn expect(&mut self, expected: &str) {
        let mut line = String::new();
        while line.trim_end() != expected {
            line.clear();
            assert!(self.stdout.read_line(&mut line).unwrap() > 0, "`{expected}` never came");
        }
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// The exit code, what else came on standard output, and standard error.
    fn end(mut self) -> (Option<i32>, String, String) {
        let (mut out, mut err) = (String::new(), String::new());
        self.stdout.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (self.child.wait().unwrap().code(), out, err)
    }
}

#[test]
fn e1_the_first_signal_stops_and_what_was_accepted_is_printed() {
    for signal in ["INT", "TERM"] {
        let file = written("one\n");
        let mut program = Program::start("follow", file.path());
        // It waits, and so has printed what it has, though nobody filled its buffer.
        program.expect("one");
        append(file.path(), "two\n");
        program.expect("two");
        program.signal(signal);
        let (code, out, err) = program.end();
        assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
        assert!(err.contains("input lines: 2 items"), "{err}");
    }
}

#[test]
fn e2_the_second_signal_ends_a_program_that_does_not_heed_the_first() {
    let file = written("");
    let mut program = Program::start("deaf", file.path());
    program.expect("0");
    program.signal("INT");
    program.expect("stopped");
    let begun = Instant::now();
    program.signal("INT");
    let (code, ..) = program.end();
    assert!(begun.elapsed() < LONG);
    assert_eq!(code, Some(130));
}

#[test]
fn e6_a_reader_that_leaves_ends_the_program_quietly() {
    let lines: String = (0..100_000).map(|number| format!("{number}\n")).collect();
    let file = written(&lines);
    for name in ["follow", "endless"] {
        let mut program = Program::start(name, file.path());
        program.expect("0");
        let Program { mut child, stdout } = program;
        drop(stdout);
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{name}");
    }
}

#[test]
fn an_error_of_main_is_shown_as_text_behind_what_was_printed() {
    let mut program = Program::start("wrong", "".as_ref());
    program.expect("before");
    assert_eq!(program.end(), (Some(1), String::new(), "Error: no such pattern\n".to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn the_workers_of_an_imap_are_set_by_the_environment_before_the_file_before_the_graph() {
    let run = |variable: Option<(&str, &str)>, file: Option<&str>, workers: &str| {
        let folder = tempfile::tempdir().unwrap();
        file.into_iter().for_each(|text| std::fs::write(folder.path().join("papy.toml"), text).unwrap());
        let (code, out, err) = Program::start_with("workers", workers.as_ref(), |command| {
            command.current_dir(folder.path()).envs(variable);
        })
        .end();
        if code == Some(0) { out.lines().last().unwrap().to_owned() } else { err }
    };
    let refused = |reason: &str| format!("Error: `Placed` cannot start: {reason}\n");
    let file = Some("[imap]\npool = \"threads:3\"\n");
    assert_eq!(run(None, None, "2"), "2");
    assert_eq!(run(None, file, "3"), "3");
    assert_eq!(run(Some(("PAPY_IMAP_POOL", "threads:5")), file, "5"), "5");
    assert_eq!(run(Some(("PAPY_IMAP_CRUNCH", "threads:5")), None, "2"), "2");
    assert_eq!(
        run(Some(("PAPY_IMAP_POLL", "threads:5")), None, ""),
        refused("PAPY_IMAP_POLL names no imap; did you mean `pool`?")
    );
    assert_eq!(
        run(None, Some("[imap]\npool = 3\n"), ""),
        refused("`imap.pool` in papy.toml is a text: write `pool = \"threads:8\"`")
    );
}
