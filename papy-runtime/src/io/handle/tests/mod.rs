//! What must hold for each medium, in one process and between two.

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::wire;

mod killed;
mod liars;

const ALL: [Medium; 5] = [Medium::File, Medium::Memory, Medium::Fifo, Medium::Unix, Medium::Tcp];

fn by(medium: Medium) -> Dump {
    Dump::by(medium)
}

/// More than a pipe or a Unix socket has room for.
fn large() -> Vec<u8> {
    some(300_000)
}

fn some(bytes: u32) -> Vec<u8> {
    (0..bytes).map(|at| (at ^ (at >> 9)) as u8).collect()
}

/// The private directories of this process within another.
fn own_dirs(base: &Path) -> Vec<PathBuf> {
    let own = format!("papy-{}-", Owner::this().expect("/proc is there"));
    let paths = fs::read_dir(base).expect("it can be read").map(|entry| entry.expect("it can be read").path());
    paths.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&own))).collect()
}

#[test]
fn what_is_dumped_is_loaded_by_each_medium() {
    for medium in ALL {
        let text = dump(&"papy".to_owned(), &by(medium)).expect("dumped");
        let nothing = dump(&(), &by(medium)).expect("dumped");
        let all = dump(&some(1 << 20), &by(medium)).expect("dumped");
        assert_eq!((text.bytes(), nothing.bytes(), all.medium()), (5, 0, medium));
        assert!(load(all).expect("loaded") == some(1 << 20), "{medium}");
        assert_eq!(load(text).expect("loaded"), "papy");
        load(nothing).expect("loaded");
    }
}

#[test]
fn handles_are_small_and_show_no_keys() {
    for medium in ALL {
        let handle = dump(&large(), &by(medium)).expect("dumped");
        let sent = postcard::to_extend(&handle, Vec::new()).expect("encoded");
        assert!(sent.len() < 200, "{medium}: {} bytes", sent.len());
        assert_eq!(format!("{handle:?}"), format!("Handle<alloc::vec::Vec<u8>>({medium}, 300003 bytes)"));
        handle.discard().expect("it is there");
    }
}

#[test]
fn each_address_and_each_kind_of_file_system_serves() {
    let how = by(Medium::Tcp).at("127.0.0.2:0".parse().expect("it is one"));
    let handle = dump(&7, &how).expect("dumped");
    assert!(matches!(handle.place, Place::Tcp { address, .. } if address.ip().to_string() == "127.0.0.2"));
    assert_eq!(load(handle).expect("loaded"), 7);

    let dir = tempfile::tempdir().expect("made");
    let path = place::put_slowly(b"bytes", dir.path()).expect("written");
    let host = Owner::this().expect("/proc is there").host;
    assert_eq!(place::take_file(&path, Medium::File, host, 5).expect("read"), b"bytes");
    assert_eq!(own_dirs(dir.path()), [] as [PathBuf; 0]);
}

/// The same handle again, as if its bytes had come to two places.
fn twice<T>(handle: &Handle<T>) -> Handle<T> {
    let sent = postcard::to_extend(handle, Vec::new()).expect("encoded");
    postcard::from_bytes(&sent).expect("decoded")
}

#[test]
fn a_handle_is_good_for_one_load() {
    for medium in ALL {
        let handle = dump(&1, &by(medium)).expect("dumped");
        let other = twice(&handle);
        assert_eq!(load(handle).expect("loaded"), 1);
        let error = load(other).expect_err("it was loaded before");
        assert!(matches!(error, HandleError::Gone { by } if by == medium), "{error}");
        let told = format!(
            "nothing waits under this handle by {medium}: the item was loaded before (a handle is good for one load), or "
        );
        assert!(error.to_string().starts_with(&told), "{error}");
    }
}

#[test]
fn of_many_who_load_one_item_one_gets_it() {
    for medium in ALL {
        let handle = dump(&large(), &by(medium)).expect("dumped");
        let others: Vec<_> = (0..8).map(|_| twice(&handle)).collect();
        let loaders: Vec<_> = others.into_iter().map(|other| thread::spawn(move || load(other))).collect();
        let all: Vec<_> = loaders.into_iter().map(|loader| loader.join().expect("it does not panic")).collect();
        let (loaded, failed): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
        assert_eq!(loaded.len(), 1, "{medium}: {failed:?}");
        assert!(loaded.into_iter().all(|item| item.is_ok_and(|item| item == large())));
        for error in failed {
            assert!(matches!(error, Err(HandleError::Gone { .. })), "{error:?}");
        }
    }
}

#[test]
fn a_handle_is_one_to_its_type() {
    let handle = dump(&1u32, &by(Medium::Unix)).expect("dumped");
    let mut sent = Vec::new();
    wire::item::put(&handle, &mut sent).unwrap_or_else(|error| panic!("{}", error.0));
    let error = codec::decode::<Handle<u64>>(sent).expect_err("it is one to a u32");
    assert!(error.to_string().contains("this is no handle to an item of type `u64`"), "{error}");
    handle.discard().expect("it is there");
}

#[test]
fn an_item_that_is_too_long_or_cannot_be_encoded_is_an_error() {
    let error = dump(&vec![0u8; 99], &by(Medium::File).at_most(99)).expect_err("it is too long");
    assert_eq!(error.to_string(), "the item has 100 bytes, and at most 99 are dumped; raise `Dump::at_most`");

    struct Shy;
    impl Serialize for Shy {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no"))
        }
    }
    let error = dump(&Shy, &by(Medium::Unix)).expect_err("it cannot be encoded");
    assert!(matches!(&error, HandleError::Encode { of, .. } if of.ends_with("Shy")), "{error}");
}

#[test]
fn what_comes_is_checked_before_it_is_an_item() {
    let error = codec::decode::<String>(vec![1, 0xff]).expect_err("it is not UTF-8");
    assert!(matches!(error, HandleError::Decode { of: "alloc::string::String", .. }), "{error}");
    let error = codec::decode::<u8>(vec![1, 2]).expect_err("it is one too many");
    assert!(error.to_string().contains("1 bytes stand behind the last value"), "{error}");
    // A file that is longer than its handle says.
    let handle = dump(&1u8, &by(Medium::File)).expect("dumped");
    let Place::File { path, .. } = &handle.place else { panic!("it is a file") };
    fs::OpenOptions::new().append(true).open(path).and_then(|mut file| file.write_all(b"more")).expect("written");
    let error = load(handle).expect_err("it has another length");
    assert_eq!(error.to_string(), "5 bytes came of an item of 1 that was dumped by file");
}

#[test]
fn who_opens_the_files_of_another_user_is_told_so() {
    use std::os::unix::fs::PermissionsExt;
    let handle = dump(&1u8, &by(Medium::File)).expect("dumped");
    let Place::File { path, .. } = &handle.place else { panic!("it is a file") };
    fs::set_permissions(path, fs::Permissions::from_mode(0o666)).expect("it is ours");
    let error = load(handle).expect_err("anybody may have written it");
    assert!(matches!(error, HandleError::NotProducer { .. }), "{error}");
}

#[test]
fn a_link_in_place_of_a_file_is_not_followed() {
    let dir = tempfile::tempdir().expect("made");
    let handle = dump(&1u8, &by(Medium::File).within(dir.path())).expect("dumped");
    let Place::File { path, .. } = &handle.place else { panic!("it is a file") };
    let there = dir.path().join("there");
    fs::rename(path, &there).expect("it is ours");
    std::os::unix::fs::symlink(&there, path).expect("made");
    let error = load(handle).expect_err("it is a link");
    assert!(matches!(error, HandleError::Io { .. }), "{error}");
}

#[test]
fn directories_and_addresses_that_do_not_serve_are_told() {
    for medium in [Medium::File, Medium::Fifo] {
        let error = dump(&1, &by(medium).within("/nowhere/at all")).expect_err("it is not there");
        assert!(error.to_string().contains("in /nowhere/at all: No such file"), "{error}");
    }
    let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
    let error = dump(&1, &by(Medium::Tcp).at(any)).expect_err("nobody reaches it");
    assert!(error.to_string().starts_with("tcp: listening at 0.0.0.0:0: others cannot reach"), "{error}");
}

#[test]
fn what_is_loaded_or_dropped_leaves_no_file_and_no_directory() {
    let dir = tempfile::tempdir().expect("made");
    for medium in [Medium::File, Medium::Fifo] {
        let one = dump(&1, &by(medium).within(dir.path())).expect("dumped");
        let two = dump(&2, &by(medium).within(dir.path())).expect("dumped");
        assert_eq!(own_dirs(dir.path()).len(), 1);
        load(one).expect("loaded");
        assert_eq!(own_dirs(dir.path()).len(), 1);
        drop(two);
        assert_eq!(own_dirs(dir.path()), [] as [PathBuf; 0], "{medium}");
    }
}

#[test]
fn a_handle_that_went_elsewhere_removes_nothing_when_it_is_dropped() {
    for medium in ALL {
        let handle = dump(&1, &by(medium)).expect("dumped");
        let there = twice(&handle);
        let third = twice(&there);
        drop((handle, there));
        assert_eq!(load(third).expect("it is there"), 1);
    }
}

#[test]
fn one_that_stayed_here_removes_its_item_when_it_is_dropped() {
    for medium in [Medium::Unix, Medium::Tcp] {
        let handle = dump(&1, &by(medium)).expect("dumped");
        let id = id_of(&handle);
        assert!(shelf::holds(id));
        drop(handle);
        assert!(!shelf::holds(id), "{medium}");
    }
}

#[test]
fn many_dump_and_load_in_one_directory_that_comes_and_goes() {
    let dir = tempfile::tempdir().expect("made");
    for medium in [Medium::File, Medium::Fifo] {
        let how = by(medium).within(dir.path());
        thread::scope(|scope| {
            for worker in 0..4u32 {
                let how = &how;
                scope.spawn(move || {
                    for number in 0..200 {
                        let handle = dump(&(worker, number), how).expect("dumped");
                        assert_eq!(load(handle).expect("loaded"), (worker, number));
                    }
                });
            }
        });
        assert_eq!(own_dirs(dir.path()), [] as [PathBuf; 0], "{medium}");
    }
}

/// The number of an item that this process holds.
fn id_of<T>(handle: &Handle<T>) -> u64 {
    match &handle.place {
        Place::Unix { id, .. } | Place::Tcp { id, .. } => *id,
        Place::Fifo { path, .. } => path.file_name().unwrap().to_str().unwrap().parse().unwrap(),
        _ => panic!("it is a file"),
    }
}

#[test]
fn what_nobody_loads_in_time_is_gone() {
    for medium in [Medium::Fifo, Medium::Unix, Medium::Tcp] {
        let how = by(medium).wait(Duration::from_millis(1));
        let handle = dump(&1, &how).expect("dumped");
        let id = id_of(&handle);
        let end = Instant::now() + Duration::from_secs(20);
        while shelf::holds(id) {
            assert!(Instant::now() < end, "{medium}: it is held for ever");
            thread::yield_now();
        }
        let error = load(handle).expect_err("it waited too long");
        assert!(matches!(error, HandleError::Gone { .. }), "{error}");
        assert!(error.to_string().ends_with("or nobody loaded it in time; see `Dump::wait`"), "{error}");
    }
}

#[test]
fn who_does_not_know_the_secret_gets_nothing() {
    for medium in [Medium::Unix, Medium::Tcp] {
        let mut handle = dump(&1, &by(medium)).expect("dumped");
        let mut other = twice(&handle);
        let (Place::Unix { keys, .. } | Place::Tcp { keys, .. }) = &mut other.place else {
            panic!("it is at a socket")
        };
        keys.secret[7] ^= 1;
        let error = load(other).expect_err("this is another secret");
        assert!(matches!(error, HandleError::Gone { .. }), "{error}");
        // And who does not know the answer is not the producer.
        let (Place::Unix { keys, .. } | Place::Tcp { keys, .. }) = &mut handle.place else {
            panic!("it is at a socket")
        };
        keys.answer[0] ^= 1;
        let right = {
            let mut right = twice(&handle);
            let (Place::Unix { keys, .. } | Place::Tcp { keys, .. }) = &mut right.place else {
                panic!("it is at a socket")
            };
            keys.answer[0] ^= 1;
            right
        };
        let error = load(handle).expect_err("this is another answer");
        assert!(matches!(error, HandleError::NotProducer { .. }), "{error}");
        assert_eq!(load_when_back(right), 1);
    }
}

/// Loads an item of which a loader just let go: it is there when its producer has seen that.
fn load_when_back<T: DeserializeOwned + 'static>(handle: Handle<T>) -> T {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        match load(twice(&handle)) {
            Ok(item) => return item,
            Err(HandleError::Gone { .. }) if Instant::now() < end => thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_loader_that_breaks_off_takes_nothing_away() {
    for medium in [Medium::Unix, Medium::Tcp] {
        let handle = dump(&large(), &by(medium)).expect("dumped");
        for keep in [0, 1, 1000, 200_000] {
            break_off(&twice(&handle), keep);
        }
        assert!(load_when_back(handle) == large(), "{medium}");
    }
}

/// Asks for an item, reads so many bytes and hangs up.
fn break_off<T>(handle: &Handle<T>, keep: usize) {
    let (endpoint, id, keys) = match &handle.place {
        Place::Unix { name, id, keys, .. } => (Endpoint::Unix(*name), id, keys),
        Place::Tcp { address, id, keys } => (Endpoint::Tcp(*address), id, keys),
        _ => panic!("it is at a socket"),
    };
    let mut stream = fetch::open(endpoint).expect("it answers");
    let mut have = [serve::HAVE_NOT];
    // Until the producer has seen that the one before hung up.
    while have[0] == serve::HAVE_NOT {
        fetch::request(&mut stream, *id, keys).expect("sent");
        stream.read_exact(&mut have).expect("it answers");
    }
    stream.read_exact(&mut vec![0; keep]).expect("it is there");
}
