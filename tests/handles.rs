//! Items that go another way than their pipe: what pipelines of `dump_item` and `load_item` give, and what they leave.

#![cfg(all(target_os = "linux", feature = "io"))]

use std::fs;
use std::path::Path;

use papy::io::{Dump, Handle, Medium, dump_item, dump_item_with, load_item};
use papy::prelude::*;

const ALL: [Medium; 5] = [Medium::File, Medium::Memory, Medium::Fifo, Medium::Unix, Medium::Tcp];

/// As many bytes as it says, none like its neighbours.
#[piper]
fn made(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| (at ^ at >> 8 ^ bytes) as u8).collect()
}

pipeline! {
    /// Two pools that are linked by handles only.
    Linked(how: Dump) {
        imap left = threads(2) [strict];
        imap right = threads(2) [strict];
        input sizes: usize;
        let parcels = sizes -> made on left -> dump_item_with { how } on left [buffer = 16];
        output items = parcels -> load_item on right;
    }
}

pipeline! {
    /// One worker for both, on which the one cannot wait for the other.
    Alone(by: Medium) {
        imap pool = threads(1) [strict];
        input sizes: usize;
        output items = sizes -> made on pool -> dump_item { by } on pool [batch = 50] -> load_item on pool [fuse = off];
    }
}

pipeline! {
    Inline(by: Medium) {
        input sizes: usize;
        output items = sizes -> made -> dump_item { by } -> load_item;
    }
}

/// How many private directories of this process are in another.
fn litter(dir: &Path) -> usize {
    let own = format!("-{}-", std::process::id());
    let names = fs::read_dir(dir).expect("it can be read").flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with("papy-") && name.to_string_lossy().contains(&own)).count()
}

#[test]
fn items_are_the_same_by_each_medium_on_two_pools() {
    let dir = tempfile::tempdir().expect("made");
    let sizes = || (0..200usize).map(|number| number * 7).chain([1 << 20, 0]);
    let expected: Vec<_> = sizes().map(made).collect();
    for medium in ALL {
        let how = Dump::by(medium).within(dir.path());
        let items: Vec<_> = Linked { how }.start(sizes()).expect("it starts").items.collect_blocking().expect("loaded");
        assert!(items == expected, "{medium}");
        assert_eq!(litter(dir.path()), 0, "{medium}");
    }
}

#[test]
fn one_worker_dumps_many_before_it_loads_them() {
    let expected: Vec<_> = (0..300).map(made).collect();
    for medium in ALL {
        let run = Alone { by: medium }.start(0..300).expect("it starts");
        assert_eq!(run.items.collect_blocking::<Vec<_>>().expect("loaded"), expected, "{medium}");
    }
}

#[test]
fn the_medium_is_chosen_at_run_time_and_without_pools() {
    for name in ["file", "memory", "fifo", "unix", "tcp"] {
        let by = name.parse().expect("it is a medium");
        let items: Vec<_> =
            Inline { by }.start([3, 0, 5]).expect("it starts").items.collect_blocking().expect("loaded");
        assert_eq!(items, [made(3), made(0), made(5)], "{name}");
    }
}

/// Takes the item away, if it is of an odd size, by a handle to the same.
#[piper]
fn robbed(handle: Handle<Vec<u8>>) -> Handle<Vec<u8>> {
    let sent = serde_json::to_string(&handle).expect("encoded");
    let read = || serde_json::from_str(&sent).expect("decoded");
    if handle.bytes().is_multiple_of(2) {
        load_item::<Vec<u8>>(read()).expect("it is there");
    }
    read()
}

pipeline! {
    Robbed(by: Medium) {
        imap pool = threads(2);
        input sizes: usize;
        output items = sizes -> made -> dump_item { by } -> robbed -> load_item on pool;
    }
}

#[test]
fn an_item_that_is_gone_is_an_error_in_its_place_and_no_other() {
    for medium in ALL {
        let run = Robbed { by: medium }.start(0..20).expect("it starts");
        let items: Vec<_> = run.items.into_iter().collect();
        assert_eq!(items.len(), 20);
        for (size, item) in items.into_iter().enumerate() {
            // The length stands in front, in one byte.
            match item {
                Ok(item) => assert!(size % 2 == 0 && item == made(size), "{medium} {size}"),
                Err(error) => {
                    let told = format!(
                        "Robbed: `items.load_item` failed on item {size} of `sizes`: nothing waits under this handle by {medium}: "
                    );
                    assert!(size % 2 == 1 && error.to_string().starts_with(&told), "{error}");
                }
            }
        }
    }
}

#[piper(filter)]
fn small<T>(handle: &Handle<T>, #[param] most: u64) -> bool {
    handle.bytes() <= most
}

pipeline! {
    Small(how: Dump) {
        imap pool = threads(2);
        input sizes: usize;
        output items = sizes -> made -> dump_item_with { how } on pool -> small { most: 11 } -> load_item on pool;
    }
}

#[test]
fn handles_that_a_filter_drops_leave_nothing() {
    let dir = tempfile::tempdir().expect("made");
    for medium in ALL {
        let how = Dump::by(medium).within(dir.path());
        let items: Vec<_> = Small { how }.start(0..100).expect("it starts").items.collect_blocking().expect("loaded");
        assert_eq!(items, (0..=10).map(made).collect::<Vec<_>>(), "{medium}");
        assert_eq!(litter(dir.path()), 0, "{medium}");
    }
}

#[test]
fn a_run_that_is_cancelled_half_way_leaves_nothing() {
    let dir = tempfile::tempdir().expect("made");
    for medium in ALL {
        let how = Dump::by(medium).within(dir.path());
        let mut run = Linked { how }.start(0usize..).expect("it starts");
        for size in 0..5 {
            let item = (&mut run.items).into_iter().next().expect("it is endless").expect("loaded");
            assert_eq!(item, made(size), "{medium}");
        }
        let cancelled = futures::executor::block_on(run.handle.cancel());
        assert_eq!(cancelled.running, 0, "{medium}");
        drop(run);
        // The last of it may be let go of on a thread for that.
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while litter(dir.path()) > 0 {
            assert!(std::time::Instant::now() < end, "{medium}: it is left");
            std::thread::yield_now();
        }
    }
}

/// The open descriptors of this process.
fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").expect("it can be read").count()
}

/// What the test below does, in a program that does nothing else.
#[test]
fn child() {
    if std::env::var_os("PAPY_TEST_HANDLES").is_none() {
        return;
    }
    let dir = tempfile::tempdir().expect("made");
    let pass = || {
        for medium in ALL {
            let how = Dump::by(medium).within(dir.path());
            let run = Linked { how }.start(0..100).expect("it starts");
            assert_eq!(run.items.into_iter().filter(Result::is_ok).count(), 100);
        }
    };
    // Sockets are bound and connections are kept for the next item, up to 16.
    pass();
    let after_one = descriptors();
    for _ in 0..10 {
        pass();
    }
    assert!(descriptors() <= after_one + 16, "{} and then {}", after_one, descriptors());
    let places = [dir.path(), &std::env::temp_dir(), Path::new("/dev/shm")];
    assert_eq!(places.map(litter), [0; 3]);
}

#[test]
fn many_runs_leave_no_descriptor_no_file_and_no_directory() {
    let done = std::process::Command::new(std::env::current_exe().expect("it runs"))
        .args(["child", "--exact"])
        .env("PAPY_TEST_HANDLES", "1")
        .output()
        .expect("it starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}

pipeline! {
    /// What a pool of any kind asks of items and parameters holds for handles.
    Anywhere(how: Dump, by: Medium) {
        imap pool: Any;
        input sizes: usize;
        output items = sizes -> made on pool -> dump_item_with { how } on pool -> load_item on pool -> dump_item { by } on pool -> load_item on pool;
    }
}

#[test]
fn handles_go_to_pools_of_any_kind() {
    let run =
        Anywhere { how: Medium::Unix.into(), by: Medium::File }.pool(IMap::threads(2)).start([9]).expect("it starts");
    assert_eq!(run.items.collect_blocking::<Vec<_>>().expect("loaded"), [made(9)]);
}

/// Between child processes.
#[cfg(feature = "processes")]
mod processes {
    use super::*;

    #[piper]
    fn with_pid(bytes: Vec<u8>) -> (usize, u8, u32) {
        (bytes.len(), bytes.iter().fold(0, |sum, byte| sum ^ byte), std::process::id())
    }

    #[piper]
    fn dumped_in(size: usize) -> (usize, u32) {
        (size, std::process::id())
    }

    pipeline! {
        pub Apart(how: Dump) {
            imap left = processes(2);
            imap right = processes(2);
            input sizes: usize;
            let parcels = sizes -> made on left -> dump_item_with { how } on left;
            output items = parcels -> load_item on right -> with_pid on right;
            output made_by = sizes -> dumped_in on left;
        }
    }

    #[test]
    fn what_some_processes_dump_others_load() {
        let dir = tempfile::tempdir().expect("made");
        let sizes = || (0..300usize).chain([1 << 20, 5]);
        for medium in ALL {
            let run = Apart { how: Dump::by(medium).within(dir.path()) }.start(sizes()).expect("it starts");
            let both = papy::join(run.items.collect::<Vec<_>>(), run.made_by.collect::<Vec<_>>());
            let (items, made_by) = futures::executor::block_on(both);
            let (items, made_by) = (items.expect("loaded"), made_by.expect("made"));
            for (size, (length, sum, pid)) in sizes().zip(&items) {
                assert_eq!((*length, *sum), (size, made(size).iter().fold(0, |sum, byte| sum ^ byte)), "{medium}");
                assert!(made_by.iter().all(|(_, other)| other != pid) && *pid != std::process::id());
            }
            assert_eq!(items.len(), 302, "{medium}");
            assert_eq!(fs::read_dir(dir.path()).expect("it can be read").count(), 0, "{medium}");
        }
    }
}

#[cfg(feature = "processes")]
papy::test_workers!(processes::Apart);
