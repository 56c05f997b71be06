//! By which path this program is executed once more, so that the same image runs, whatever has become of the file that it was started from.

use std::io;
use std::path::PathBuf;

/// The image that runs now: by this path the kernel finds it even if there is another file, or none, where it was started from.
#[cfg(target_os = "linux")]
pub(super) fn program() -> io::Result<PathBuf> {
    Ok(PathBuf::from("/proc/self/exe"))
}

/// Where it was started from, if the file there is the one that was there when this was first asked for.
#[cfg(not(target_os = "linux"))]
pub(super) fn program() -> io::Result<PathBuf> {
    static FIRST: std::sync::OnceLock<Seen> = std::sync::OnceLock::new();
    let now = Seen::of(std::env::current_exe()?)?;
    let first = FIRST.get_or_init(|| now.clone());
    now.same_as(first)
}

/// A file, as it was seen.
#[cfg(any(not(target_os = "linux"), test))]
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    path: PathBuf,
    device: u64,
    inode: u64,
    bytes: u64,
    modified: std::time::SystemTime,
}

#[cfg(any(not(target_os = "linux"), test))]
impl Seen {
    fn of(path: PathBuf) -> io::Result<Seen> {
        use std::os::unix::fs::MetadataExt;
        let file = std::fs::metadata(&path)?;
        Ok(Seen { device: file.dev(), inode: file.ino(), bytes: file.len(), modified: file.modified()?, path })
    }

    fn same_as(self, first: &Seen) -> io::Result<PathBuf> {
        if self == *first {
            return Ok(self.path);
        }
        Err(io::Error::other(format!("{} was replaced while this program runs: start it again", self.path.display())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b25_where_the_image_cannot_be_held_a_replaced_one_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("program"), folder.path().join("other"));
        std::fs::write(&path, "one").expect("room");
        let seen = || Seen::of(path.clone()).expect("it is there");
        let first = seen();
        assert_eq!(seen().same_as(&first).expect("nothing happened"), path);
        std::fs::write(&other, "two").expect("room");
        std::fs::rename(&other, &path).expect("it is there");
        let refused = seen().same_as(&first).expect_err("another file").to_string();
        assert!(refused.ends_with("program was replaced while this program runs: start it again"), "{refused}");
    }
}
