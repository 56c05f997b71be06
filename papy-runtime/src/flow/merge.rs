//! Merges of branches of one fork.

use super::cursor::{Cursor, Key, Next, Stand, Turns, next_of, resume};
use super::drive::{At, NOTHING, Ran, Work, shielded};
use super::place::Ring;
use crate::plumbing::keys::NO_INDEX;
use crate::plumbing::{Slot, panics};

/// A merge that is parked.
struct Merging<T> {
    turns: Turns,
    cursors: Vec<Cursor<T>>,
    /// The key whose items go by, the branch that gives them, and whether any did.
    open: Option<(Key, u16, bool)>,
}

impl<T> Default for Merging<T> {
    fn default() -> Merging<T> {
        Merging { turns: Turns::default(), cursors: Vec::new(), open: None }
    }
}

fn stands<T>(cursors: &[Cursor<T>], depth: usize) -> Vec<Stand<'_>> {
    cursors.iter().map(|cursor| cursor.stand(depth)).collect()
}

/// A merge of branches of one fork: for each key, the items of each branch in the order written.
///
/// `depth` is that of the fork's keys, `own` that of the keys that are made here.
pub fn merge<T: Send + 'static, W: Work>(
    at: At,
    rings: &[&Ring<T>],
    depth: usize,
    own: usize,
    work: &mut W,
    item: impl Fn(&mut W, Slot<T>),
) -> Ran {
    work.cx().begin(at.domain, at.first);
    let mut state = resume::<Merging<T>, _>(at, rings[0]);
    let Merging { turns, cursors, open } = &mut *state;
    cursors.resize_with(rings.len(), Cursor::default);
    for (branch, (cursor, ring)) in (0..).zip(cursors.iter_mut().zip(rings)) {
        if turns.fed.has(branch) {
            cursor.load(ring, at.ticket);
        }
    }
    let counted: Vec<_> = cursors.iter().map(Cursor::counted).collect();
    turns.count(work.cx(), &counted);
    let (mut waits, mut took) = (None, 0);
    let next = |work: &mut W| {
        let Some((key, branch, any)) = open else {
            match next_of(&stands(cursors, depth)) {
                Next::Key(key) => *open = Some((key, 0, false)),
                Next::Needs(branch) => waits = Some(branch),
                Next::End => {}
            }
            return open.is_some();
        };
        let Some(cursor) = cursors.get_mut(usize::from(*branch)) else {
            let any = *any;
            let key = open.take();
            if let Some((key, ..)) = key.filter(|_| !any) {
                work.cx().enter(key.off, &key.path);
                item(work, Slot::Gone);
            }
            return true;
        };
        let Some((path, slot)) = cursor.next_of(key) else {
            if cursor.lacks(key).is_some() {
                waits = Some(*branch);
                return false;
            }
            *branch += 1;
            return true;
        };
        if slot.is_present() {
            *any = true;
            took += 1;
            let mut merged = key.path.clone();
            merged.push(u32::from(*branch));
            merged.extend_from_slice(&path[key.path.len()..]);
            // The keys of one stream are equally deep, whatever the branch.
            merged.resize(own, NO_INDEX);
            work.cx().enter(key.off, &merged);
            item(work, slot);
        }
        true
    };
    shielded(work, next, &item);
    if waits.is_some() {
        turns.park(work.cx(), waits, &stands(cursors, depth), depth);
        rings[0].park(at.ticket, state);
    } else {
        panics::contain(|| drop(state));
    }
    Ran { done: waits.is_none(), waits, took, ..NOTHING }
}
