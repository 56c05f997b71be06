//! Frames in any cut of the bytes.

use proptest::prelude::*;

use super::super::Limits;
use super::super::frame::{Frame, Inbox, Outbox, TooLong};

fn small() -> Limits {
    Limits { frame_bytes_max: 1_000, ..Limits::default() }
}

fn put(outbox: &mut Outbox, kind: u8, body: &[u8]) -> Result<(), TooLong> {
    outbox.put(kind, |out| {
        out.extend_from_slice(body);
        Ok(())
    })
}

/// The frames in these pieces.
fn received(pieces: &[&[u8]]) -> Vec<(u8, Vec<u8>)> {
    let (mut inbox, mut frames) = (Inbox::new(&small()), Vec::new());
    for (at, piece) in pieces.iter().enumerate() {
        // Who reads into the buffer does the same as who feeds it.
        if at % 2 == 0 {
            inbox.feed(piece);
        } else {
            inbox.room().extend_from_slice(piece);
        }
        while let Some(Frame { kind, body }) = inbox.next().expect("they are whole") {
            frames.push((kind, body.to_vec()));
        }
    }
    assert!(!inbox.is_within());
    frames
}

proptest! {
    #[test]
    fn frames_come_back_in_any_cut(
        frames in proptest::collection::vec((any::<u8>(), proptest::collection::vec(any::<u8>(), 0..999)), 0..10),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..20),
    ) {
        let mut outbox = Outbox::new(&small());
        for (kind, body) in &frames {
            put(&mut outbox, *kind, body).expect("they are short");
        }
        let bytes = outbox.pending();
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
fn a_frame_that_cannot_be_written_is_not_sent() {
    let mut outbox = Outbox::new(&small());
    put(&mut outbox, 1, &[7]).expect("it is short");
    let long = put(&mut outbox, 2, &[0; 1_000]);
    assert_eq!(long, Err(TooLong { bytes: 1_001, max: 1_000 }));
    let failed = outbox.put(3, |out| {
        out.push(1);
        Err(TooLong { bytes: 0, max: 0 })
    });
    assert_eq!(failed, Err(TooLong { bytes: 0, max: 0 }));
    assert_eq!(outbox.pending(), [2, 0, 0, 0, 1, 7]);
}

#[test]
fn what_is_written_is_not_written_again() {
    let mut outbox = Outbox::new(&small());
    put(&mut outbox, 1, &[7]).expect("it is short");
    outbox.wrote(4);
    assert_eq!(outbox.pending(), [1, 7]);
    put(&mut outbox, 2, &[]).expect("it is short");
    outbox.wrote(2);
    assert_eq!(outbox.pending(), [1, 0, 0, 0, 2]);
    outbox.wrote(5);
    assert!(outbox.pending().is_empty());
}

#[test]
fn a_frame_without_a_kind_is_refused() {
    let mut inbox = Inbox::new(&small());
    inbox.feed(&[0, 0, 0, 0]);
    assert!(inbox.next().is_err());
}
