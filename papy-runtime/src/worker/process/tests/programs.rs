//! Programs of their own, which end, are killed, or count what they have open.

pub(super) const VARIABLE: &str = "TEST_PROGRAM";

use std::path::Path;

use rustix::process::{Resource, Rlimit};

use super::*;

/// No test: what [`Program::run`] starts.
#[test]
fn program() {
    let Ok(program) = std::env::var(VARIABLE) else { return };
    match program.as_str() {
        "three children" => {
            let children = [0; 3].map(|_| start("echo"));
            println!("\nchildren {} {} {}", children[0].pid(), children[1].pid(), children[2].pid());
            std::io::stdin().read_to_end(&mut Vec::new()).expect("it ends");
            std::mem::forget(children);
        }
        "few descriptors" => few_descriptors(),
        "cycles" => cycles(),
        "replaced" => replaced(),
        "broken" => broken(),
        "nobody to wait for" => nobody_to_wait_for(),
        #[cfg(feature = "tracing")]
        "heard" => heard(),
        program => panic!("there is no program {program}"),
    }
}

#[test]
fn b18_children_of_a_killed_program_are_gone_within_a_second() {
    let mut program = Program::run("three children");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    assert!(children.iter().all(|child| lives(*child)));
    program.process.kill().expect("it runs");
    let time = until("their end", || !children.iter().any(|child| lives(*child)));
    assert!(time < Duration::from_secs(1), "{time:?}");
    program.process.wait().expect("it was killed");
}

#[test]
fn e8_children_of_a_program_that_ends_are_gone() {
    let mut program = Program::run("three children");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    program.finish();
    until("their end", || !children.iter().any(|child| lives(*child)));
}

#[test]
fn b20_too_many_open_files_is_told_and_passes() {
    Program::run("few descriptors").finish();
}

fn few_descriptors() {
    let first = start("echo");
    let files = Resource::Nofile;
    let before = rustix::process::getrlimit(files);
    // Two more than are open: of the four that a child needs, the socket can be had and no pipe.
    let few = Rlimit { current: Some(open() as u64 + 2), ..before };
    rustix::process::setrlimit(files, few).expect("less than before");
    let told = nursery().expect("it is there").spawn(child_as("echo"), |_| {}).expect_err("there are not enough");
    assert!(told.to_string().starts_with("worker test-echo cannot be started: Too many open files"), "{told}");
    // Those that live are heard and known to die meanwhile.
    tell(&first, "here");
    assert_eq!(line(&first), "here");
    first.kill();
    assert!(first.wait_for(LONG).is_some());
    rustix::process::setrlimit(files, before).expect("as before");
    tell(&start("echo"), "and again");
}

/// How many descriptors this process has.
fn open() -> usize {
    // One of them is that by which they are counted.
    std::fs::read_dir("/proc/self/fd").expect("there is one").count() - 1
}

#[test]
fn b24_nothing_grows_by_children_that_are_started_and_killed() {
    let mut program = Program::run("cycles");
    println!("cycles {}", program.told("cycles "));
    program.finish();
}

fn cycles() {
    let cycles = std::env::var("PAPY_CYCLES").map_or(60, |cycles| cycles.parse().expect("a number"));
    let threads = || std::fs::read_dir("/proc/self/task").expect("there is one").count();
    let cycle = |number: usize| {
        let child = start("echo");
        match number % 3 {
            0 => drop(child),
            1 => child.kill(),
            _ => child.end(LONG),
        }
    };
    cycle(0);
    until("no child", || children().is_empty());
    let before = (open(), threads());
    (0..cycles).for_each(cycle);
    until("no child and no zombie", || children().is_empty());
    let after = (open(), threads());
    assert!(after.0 <= before.0 + 2 && after.1 <= before.1 + 2, "descriptors and threads: {before:?}, {after:?}");
    println!("\ncycles {cycles}: descriptors and threads {before:?}, {after:?}");
}

/// Processes whose parent is this one, the dead ones too.
fn children() -> Vec<u32> {
    let own = std::process::id().to_string();
    let pids = std::fs::read_dir("/proc")
        .expect("there is one")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter(|pid: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.split(' ').nth(1) == Some(&own))
    })
    .collect()
}

#[test]
fn b25_a_program_that_was_replaced_runs_the_same_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("program");
    std::fs::copy("/proc/self/exe", &path).expect("room");
    let image = path.to_str().expect("text");
    let mut program = Program::of("replaced", Command::new(image));
    let before = program.told("image ");
    let other = folder.path().join("other");
    std::fs::write(&other, "#!/bin/sh\nexit 1\n").expect("room");
    for replace in
        [|path: &Path, other: &Path| std::fs::rename(other, path), |path: &Path, _: &Path| std::fs::remove_file(path)]
    {
        replace(&path, &other).expect("it is there");
        writeln!(program.process.stdin.as_ref().expect("piped"), "again").expect("it reads");
        assert_eq!(program.told("image "), before);
    }
    program.finish();
}

fn replaced() {
    let image = || println!("\nimage {}", line(&start("image")));
    image();
    std::io::stdin().lines().for_each(|_| image());
}

#[test]
fn nobody_waits_for_a_nursery_that_broke() {
    Program::run("broken").finish();
}

fn broken() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in the nursery, as the test wants it");
        }
    }
    std::panic::set_hook(Box::new(|panic| {
        if std::thread::current().name() != Some("papy-children") {
            eprintln!("{panic}");
        }
    }));
    let child = start("echo");
    let broken = nursery().expect("it is there");
    let mut impossible = child_as("echo");
    impossible.set.push(("NUL".into(), "\0".into()));
    let bomb = Bomb;
    let told = broken.spawn(impossible, move |_| drop(bomb)).expect_err("no variable has such a value");
    assert_eq!(told.to_string(), "worker test-echo cannot be started: what starts children is broken");
    // The kernel kills the child, as its thread ended.
    assert_eq!(child.wait_for(LONG).expect("it ends").how, How::Unknown);
    until("its end", || !lives(child.pid()));
    assert!(broken.spawn(child_as("echo"), |_| {}).is_err());
    tell(&start("echo"), "by the next nursery");
}

#[test]
fn b21_where_the_kernel_waits_for_children_none_is_signalled_that_may_be_a_stranger() {
    // A child inherits that a signal is ignored; the kernel then forgets its children as soon as they are dead.
    let mut env = Command::new("env");
    env.arg("--ignore-signal=CHLD").arg(std::env::current_exe().expect("there is one"));
    Program::of("nobody to wait for", env).finish();
}

fn nobody_to_wait_for() {
    for pidfds in [true, false] {
        let nursery = Nursery::start(pidfds).expect("a thread");
        let child = start_in(&nursery, "exit");
        tell(&child, "3");
        let exit = child.wait_for(LONG).expect("it ends");
        assert_eq!(exit.to_string(), "gone, and something else in this program waited for it");
        assert_eq!(line(&child), "", "its socket ends");
        // A grandchild of the group lives, as nobody can tell whose group that is by now; it is told.
        let child = start_in(&nursery, "grandchild");
        let grandchild: u32 = line(&child).parse().expect("a number");
        child.socket().shutdown(std::net::Shutdown::Write).expect("open");
        child.wait_for(LONG).expect("it ends");
        assert_eq!(child.left_behind(), [grandchild]);
        kill(grandchild);
    }
}

#[cfg(feature = "tracing")]
#[test]
fn b16_lines_of_children_are_told_to_whoever_listens_and_none_waits_for_that() {
    let mut program = Program::run("heard");
    let (words, lost) = (program.told("words "), program.told("lost "));
    assert_eq!(words, "test-abort stderr these are my last words");
    assert!(lost.parse::<u64>().expect("a number") > 0);
    program.finish();
}

/// Listens in a way that takes until it is let go on.
#[cfg(feature = "tracing")]
fn heard() {
    use std::fmt::Debug;
    use std::sync::{Condvar, Mutex};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    /// Nothing is heard until it is open.
    static OPEN: Mutex<bool> = Mutex::new(false);
    static OPENED: Condvar = Condvar::new();
    static HEARD: Mutex<Vec<Fields>> = Mutex::new(Vec::new());

    struct Listener;

    #[derive(Default)]
    struct Fields(Vec<(&'static str, String)>);

    impl Fields {
        fn get(&self, name: &str) -> Option<&str> {
            self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
        }
    }

    impl Visit for Fields {
        fn record_str(&mut self, field: &Field, value: &str) {
            self.0.push((field.name(), value.to_owned()));
        }
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            self.0.push((field.name(), format!("{value:?}")));
        }
    }

    impl Subscriber for Listener {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target() == "papy"
        }
        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, _: &Record<'_>) {}
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, event: &Event<'_>) {
            let mut fields = Fields::default();
            event.record(&mut fields);
            let _open = OPENED.wait_while(OPEN.lock().expect("no panic"), |open| !*open).expect("no panic");
            HEARD.lock().expect("no panic").push(fields);
        }
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    let heard = |wanted: &dyn Fn(&Fields) -> Option<String>| HEARD.lock().expect("no panic").iter().find_map(wanted);
    tracing::subscriber::set_global_default(Listener).expect("the first");
    // While whoever listens holds up the telling a child writes more than there is room for.
    let child = start("flood");
    tell(&child, "160");
    line(&child).parse::<u64>().expect("milliseconds");
    child.kill();
    child.wait();
    *OPEN.lock().expect("no panic") = true;
    OPENED.notify_all();
    let lost = |event: &Fields| event.get("lines").map(str::to_owned);
    until("lost lines", || heard(&lost).is_some());
    let words = |event: &Fields| {
        let [worker, stream, message] = ["worker", "stream", "message"].map(|name| event.get(name));
        worker
            .filter(|worker| *worker == "test-abort")
            .zip(stream.filter(|stream| *stream == "stderr"))
            .zip(message)
            .map(|((worker, stream), message)| format!("{worker} {stream} {message}"))
    };
    until("last words", || {
        // Those of the first may be lost too.
        nursery().expect("it is there").spawn(child_as("abort"), |_| {}).expect("it starts").wait();
        heard(&words).is_some()
    });
    println!("\nwords {}", heard(&words).expect("waited for it"));
    println!("lost {}", heard(&lost).expect("waited for it"));
}
