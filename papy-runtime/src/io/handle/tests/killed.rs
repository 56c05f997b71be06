//! Between two processes, of which one may be killed: this test's program, with only the test `child` in it.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::*;

const ROLE: &str = "PAPY_TEST_HANDLE_ROLE";
const DIR: &str = "PAPY_TEST_HANDLE_DIR";

/// What the other process does: nothing, where there is none.
#[test]
fn child() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let dir = std::env::var(DIR).expect("set by the parent");
    let input = std::io::stdin().lock().lines().map(|line| line.expect("the parent writes lines"));
    match role.as_str() {
        // Dumps an item by each medium, twice, and tells the handles.
        "dump" => {
            for medium in ALL.into_iter().chain(ALL) {
                say(&text(&dump(&large(), &by(medium).within(&dir)).expect("dumped")));
            }
            // Until the parent closes the pipe or kills.
            assert_eq!(input.count(), 0);
        }
        // Loads what is told.
        "load" => input.for_each(|line| say(&(load(handle(&line)).expect("loaded") == large()).to_string())),
        // Takes what is told, but not all of it.
        "half" => {
            let mut held: Vec<Box<dyn Read>> = Vec::new();
            for line in input {
                held.push(half(&handle(&line)));
                say("half");
            }
        }
        // Dumps until there is no room, and makes some.
        "fill" => {
            let how = by(Medium::Unix);
            let mut handles = Vec::new();
            let error = loop {
                match dump(&handles.len(), &how) {
                    Ok(handle) => handles.push(handle),
                    Err(error) => break error,
                }
            };
            say(&error.to_string());
            assert_eq!(load(handles.pop().expect("there are many")).expect("loaded"), handles.len());
            handles.push(dump(&0, &how).expect("there is room again"));
        }
        role => panic!("{role}?"),
    }
}

fn say(what: &str) {
    // Behind what the test harness prints in the same line.
    println!("\n>{what}");
}

/// A handle as text.
fn text(handle: &Handle<Vec<u8>>) -> String {
    let bytes = postcard::to_extend(handle, Vec::new()).expect("encoded");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn handle(text: &str) -> Handle<Vec<u8>> {
    let digits = text.as_bytes().chunks(2).map(|digits| str::from_utf8(digits).expect("it is text"));
    let bytes: Vec<u8> = digits.map(|digits| u8::from_str_radix(digits, 16).expect("it is one")).collect();
    postcard::from_bytes(&bytes).expect("it is a handle")
}

/// Takes the first bytes of an item that is not a file.
fn half(handle: &Handle<Vec<u8>>) -> Box<dyn Read> {
    let (endpoint, id, keys) = match &handle.place {
        Place::Unix { name, id, keys, .. } => (Endpoint::Unix(*name), id, keys),
        Place::Tcp { address, id, keys } => (Endpoint::Tcp(*address), id, keys),
        Place::Fifo { path, owner } => {
            let mut pipe = place::open(path, Medium::Fifo, owner.host).expect("it is there");
            fifo::wait(&pipe, owner).expect("the producer opens it too");
            assert!(place::remove(path).expect("it is ours"));
            pipe.read_exact(&mut [0; 1000]).expect("it comes");
            return Box::new(pipe);
        }
        Place::File { .. } | Place::Memory { .. } => panic!("it is taken at once"),
    };
    let mut stream = fetch::open(endpoint).expect("it answers");
    fetch::request(&mut stream, *id, keys).expect("sent");
    stream.read_exact(&mut [0; 1000]).expect("it comes");
    Box::new(stream)
}

/// The other process.
struct Other {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Other {
    fn start(role: &str, dir: &Path) -> Other {
        let mut child = Command::new(std::env::current_exe().expect("it runs"))
            .args([
                &format!("{}::child", module_path!().split_once("::").expect("the crate").1),
                "--exact",
                "--nocapture",
            ])
            .env(ROLE, role)
            .env(DIR, dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        Other { stdin: child.stdin.take(), child, lines }
    }

    fn hears(&mut self) -> String {
        let mut lines = self.lines.by_ref().map(|line| line.expect("it is text"));
        lines.find_map(|line| line.strip_prefix('>').map(str::to_owned)).expect("it tells more")
    }

    fn gets(&mut self, handle: &Handle<Vec<u8>>) {
        writeln!(self.stdin.as_mut().expect("it listens"), "{}", text(handle)).expect("it listens");
    }

    fn ends(mut self) {
        drop(self.stdin.take());
        assert!(self.child.wait().expect("it is ours").success());
    }

    fn dies(mut self) {
        // By SIGKILL.
        self.child.kill().expect("it runs");
        self.child.wait().expect("it is ours");
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        // A test that failed leaves no process; any other has waited for it.
        if thread::panicking() {
            drop(self.child.kill().and_then(|()| self.child.wait()));
        }
    }
}

/// All private directories within another.
fn dirs(base: &Path) -> usize {
    fs::read_dir(base).expect("it can be read").count()
}

#[test]
fn what_one_process_dumps_another_loads() {
    let dir = tempfile::tempdir().expect("made");
    let (mut producer, mut loader) = (Other::start("dump", dir.path()), Other::start("load", dir.path()));
    for medium in ALL {
        let handle = handle(&producer.hears());
        assert_eq!(handle.medium(), medium);
        loader.gets(&handle);
        assert_eq!(loader.hears(), "true", "{medium}");
    }
    for medium in ALL {
        assert!(load(handle(&producer.hears())).expect("loaded") == large(), "{medium}");
    }
    assert_eq!(dirs(dir.path()), 0);
    producer.ends();
    loader.ends();
}

#[test]
fn files_and_memory_outlive_a_killed_producer_and_the_rest_is_told_to_be_gone() {
    let dir = tempfile::tempdir().expect("made");
    let mut producer = Other::start("dump", dir.path());
    let handles: Vec<_> = (0..2 * ALL.len()).map(|_| handle(&producer.hears())).collect();
    let of = Owner { pid: producer.child.id(), ..Owner::this().expect("/proc is there") };
    producer.dies();
    let begun = Instant::now();
    for handle in handles {
        match (handle.medium(), load(handle)) {
            (Medium::File | Medium::Memory, item) => assert!(item.expect("it is there") == large()),
            (medium, Ok(_)) => panic!("{medium} outlived its producer"),
            (_, Err(error)) => assert!(matches!(error, HandleError::NoProducer { .. }), "{error}"),
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "somebody waited for {:?}", begun.elapsed());
    let prefix = format!("papy-{:016x}-{}-", of.host, of.pid);
    let left = fs::read_dir("/dev/shm").expect("it can be read").flatten();
    assert_eq!(left.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix)).count(), 0);
}

#[test]
fn what_a_killed_producer_leaves_is_swept_after_a_while_and_then_gone() {
    let dir = tempfile::tempdir().expect("made");
    let mut producer = Other::start("dump", dir.path());
    let handles: Vec<_> = (0..2 * ALL.len()).map(|_| handle(&producer.hears())).collect();
    let sweep = |kept| place::sweep(dir.path(), kept).expect("it can be swept");
    sweep(Duration::ZERO);
    assert_eq!(dirs(dir.path()), 2, "files and pipes of a process that lives stay");
    producer.dies();
    // Others' things are left alone.
    fs::create_dir(dir.path().join("papy-not")).expect("made");
    sweep(Duration::from_secs(600));
    assert_eq!(dirs(dir.path()), 3, "somebody may still load them");
    sweep(Duration::ZERO);
    assert_eq!(dirs(dir.path()), 1);
    for handle in handles {
        if matches!(handle.medium(), Medium::File | Medium::Fifo) {
            let error = load(handle).expect_err("it was swept");
            assert!(matches!(error, HandleError::Gone { .. }), "{error}");
        } else if handle.medium() == Medium::Memory {
            handle.discard().expect("it is there");
        }
    }
}

#[test]
fn a_loader_killed_half_way_takes_nothing_from_a_socket() {
    let dir = tempfile::tempdir().expect("made");
    for medium in [Medium::Unix, Medium::Tcp] {
        let handle = dump(&large(), &by(medium)).expect("dumped");
        let mut loader = Other::start("half", dir.path());
        loader.gets(&handle);
        assert_eq!(loader.hears(), "half");
        let error = load(twice(&handle)).expect_err("it is with another");
        assert!(matches!(error, HandleError::Gone { .. }), "{error}");
        loader.dies();
        assert!(load_when_back(handle) == large(), "{medium}");
    }
}

#[test]
fn a_loader_killed_half_way_through_a_pipe_leaves_nothing_behind() {
    let dir = tempfile::tempdir().expect("made");
    let handle = dump(&large(), &by(Medium::Fifo).within(dir.path())).expect("dumped");
    let mut loader = Other::start("half", dir.path());
    loader.gets(&handle);
    assert_eq!(loader.hears(), "half");
    loader.dies();
    let error = load(twice(&handle)).expect_err("it went with the loader");
    assert!(matches!(error, HandleError::Gone { .. }), "{error}");
    assert!(!shelf::holds(id_of(&handle)));
    assert_eq!(dirs(dir.path()), 0);
}

#[test]
fn more_items_than_a_process_may_hold_are_an_error_that_says_what_to_do() {
    let dir = tempfile::tempdir().expect("made");
    let mut other = Other::start("fill", dir.path());
    let told =
        "65536 items that were dumped by unix wait to be loaded; give the stage a smaller `buffer`, or dump by file";
    assert_eq!(other.hears(), told);
    other.ends();
}
