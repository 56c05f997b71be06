//! Frames in any cut of the bytes.

use proptest::prelude::*;

use super::super::Limits;
use super::super::frame::{Frame, Inbox, begin, end};

fn small() -> Limits {
    Limits { frame_bytes_max: 1_000, ..Limits::default() }
}

fn put(kind: u8, body: &[u8], out: &mut Vec<u8>) {
    let begun = begin(kind, out);
    out.extend_from_slice(body);
    end(begun, 0, out);
}

/// The frames in these pieces.
fn received(pieces: &[&[u8]]) -> Vec<(u8, Vec<u8>)> {
    let (mut inbox, mut frames) = (Inbox::new(&small()), Vec::new());
    for piece in pieces {
        inbox.feed(piece);
        while let Some(Frame { kind, body }) = inbox.next().expect("they are whole") {
            frames.push((kind, body.to_vec()));
        }
    }
    frames
}

proptest! {
    #[test]
    fn frames_come_back_in_any_cut(
        frames in proptest::collection::vec((any::<u8>(), proptest::collection::vec(any::<u8>(), 0..999)), 0..10),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..20),
    ) {
        let mut bytes = Vec::new();
        frames.iter().for_each(|(kind, body)| put(*kind, body, &mut bytes));
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|ends| &bytes[ends[0]..ends[1]]).collect();
        prop_assert_eq!(received(&pieces), frames);
    }

    #[test]
    fn any_bytes_are_frames_or_an_error(bytes in any::<Vec<u8>>()) {
        let mut inbox = Inbox::new(&small());
        inbox.feed(&bytes);
        let mut taken = 0;
        while let Ok(Some(frame)) = inbox.next() {
            taken += frame.body.len() + 5;
        }
        prop_assert!(taken <= bytes.len());
    }
}

#[test]
fn a_frame_is_as_long_as_it_says_and_what_follows_from_elsewhere() {
    let mut out = vec![9];
    let begun = begin(1, &mut out);
    out.push(7);
    end(begun, 2, &mut out);
    assert_eq!(out, [9, 4, 0, 0, 0, 1, 7]);
    assert_eq!(received(&[&out[1..], &[8, 8]]), [(1, vec![7, 8, 8])]);
}

#[test]
fn a_frame_without_a_kind_is_refused() {
    let mut inbox = Inbox::new(&small());
    inbox.feed(&[0, 0, 0, 0]);
    assert!(inbox.next().is_err());
}
