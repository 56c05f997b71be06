//! What to do next with a file that grows, is cut off, or is replaced by another one of its name. Touches no file.
//!
//! The caller looks at the files, asks [`Tail::next`], does what it says, and reports that it did.

use std::collections::VecDeque;

/// How many files of the same name are held open: the one that is read, and those that have come since.
const HELD_FILES_MAX: usize = 8;

/// Which file it is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId {
    pub(super) device: u64,
    pub(super) inode: u64,
}

/// What the caller sees now. To be looked at in the order of the fields: a writer that went on to the next file has written its last to the
/// one before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// The file that has the name, if it is there and regular.
    pub(super) at_path: Option<FileId>,
    /// The size of the held file after the one that is read.
    pub(super) next_size: Option<u64>,
    /// The size of the one that is read.
    pub(super) size: Option<u64>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Open the file of that name, then report `opened`.
    Open,
    /// Read on, then report `read`.
    Read,
    /// Give what there is of a last line, go to the start of the file, then report `restarted`.
    Restart,
    /// Give what there is of a last line, close the file, then report `switched`.
    Switch,
    /// Wait until something changes.
    Wait,
}

/// Which files are held, and how far the first of them was read.
#[derive(Debug, Default)]
pub(super) struct Tail {
    held: VecDeque<(FileId, u64)>,
}

impl Tail {
    pub(super) fn next(&self, look: Seen) -> Next {
        if look.at_path.is_some_and(|id| !self.holds(id)) && self.held.len() < HELD_FILES_MAX {
            return Next::Open;
        }
        let (Some((_, offset)), Some(size)) = (self.held.front(), look.size) else {
            return Next::Wait;
        };
        if size != *offset {
            return if size > *offset { Next::Read } else { Next::Restart };
        }
        // An empty successor has nothing to give, and until it has, its writer may still write to this one.
        let has_moved_on = look.next_size.is_some_and(|size| size > 0) || self.held.len() > 2;
        if has_moved_on { Next::Switch } else { Next::Wait }
    }

    /// The newest file was opened, and is to be read from `offset`.
    pub(super) fn opened(&mut self, id: FileId, offset: u64) {
        assert!(self.held.len() < HELD_FILES_MAX, "opened without being asked");
        self.held.push_back((id, offset));
    }

    pub(super) fn read(&mut self, count: u64) {
        self.first().1 += count;
    }

    pub(super) fn restarted(&mut self) {
        self.first().1 = 0;
    }

    pub(super) fn switched(&mut self) {
        assert!(self.held.len() > 1, "switched to nothing");
        self.held.pop_front();
    }

    /// Whether that file is held.
    pub(super) fn holds(&self, id: FileId) -> bool {
        self.held.iter().any(|(held, _)| *held == id)
    }

    fn first(&mut self) -> &mut (FileId, u64) {
        self.held.front_mut().expect("only a held file can be read")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(inode: u64) -> FileId {
        FileId { device: 1, inode }
    }

    /// Plays looks (`path next size`, `-` for none) and does what is said: a read takes all there is.
    fn check(looks: &str, expected: &str) {
        let mut tail = Tail::default();
        let mut done = Vec::new();
        for text in looks.split(" · ") {
            let numbers: Vec<Option<u64>> = text.split(' ').map(|number| number.parse().ok()).collect();
            let [path, next_size, size] = numbers[..] else { panic!("three to a look: {text}") };
            let look = Seen { at_path: path.map(id), next_size, size };
            let next = tail.next(look);
            match next {
                Next::Open => tail.opened(id(path.expect("opens only what is there")), 0),
                Next::Read => {
                    let offset = tail.first().1;
                    tail.read(size.expect("reads only what is there") - offset);
                }
                Next::Restart => tail.restarted(),
                Next::Switch => tail.switched(),
                Next::Wait => {}
            }
            done.push(format!("{next:?}").to_lowercase());
        }
        assert_eq!(done.join(" · "), expected, "{looks}");
    }

    #[test]
    fn an_absent_file_is_waited_for_then_read_as_it_grows() {
        check("- - - · 1 - - · 1 - 0 · 1 - 5 · 1 - 5 · 1 - 9", "wait · open · wait · read · wait · read");
    }

    #[test]
    fn a_truncated_file_is_read_from_its_start() {
        check("1 - - · 1 - 9 · 1 - 4 · 1 - 4 · 1 - 4", "open · read · restart · read · wait");
    }

    #[test]
    fn a_replaced_file_is_read_to_its_end_before_the_new_one() {
        check("1 - - · 1 - 5 · 2 - 9 · 2 3 9 · 2 3 9 · 2 - 3", "open · read · open · read · switch · read");
    }

    #[test]
    fn while_the_new_file_is_empty_the_old_one_may_grow() {
        check("1 - - · 2 - 0 · 2 0 0 · 2 0 7 · 2 0 7 · 2 1 7", "open · open · wait · read · wait · switch");
    }

    #[test]
    fn an_empty_file_between_two_others_is_passed() {
        check("1 - - · 2 - 0 · 3 0 0 · 3 0 0 · 3 0 0 · 3 4 0", "open · open · open · switch · wait · switch");
    }

    #[test]
    fn a_removed_file_is_kept_until_another_one_comes() {
        check("1 - - · - - 5 · - - 5 · - - 6 · 2 - 6 · 2 1 6", "open · read · wait · read · open · switch");
    }

    #[test]
    fn a_file_that_is_renamed_back_is_not_read_twice() {
        check("1 - - · 2 - 0 · 1 0 0 · 1 0 4 · 2 0 4", "open · open · wait · read · wait");
    }

    #[test]
    fn no_more_files_than_the_limit_are_held() {
        let mut tail = Tail::default();
        for inode in 0..HELD_FILES_MAX as u64 {
            assert_eq!(tail.next(Seen { at_path: Some(id(inode)), ..Seen::default() }), Next::Open);
            tail.opened(id(inode), 0);
        }
        let look = Seen { at_path: Some(id(99)), next_size: Some(0), size: Some(0) };
        assert_eq!(tail.next(look), Next::Switch);
    }
}
