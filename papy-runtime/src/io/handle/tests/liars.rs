//! Who answers for an item may be anybody, and may stop anywhere: what a loader makes of that.

use std::os::unix::net::UnixStream;

use super::*;
use fetch::Stream;

const KEYS: Keys = Keys { secret: [1; 16], answer: [2; 16] };

/// What comes of loading 4 bytes where somebody answers that, and then `hangs_up` or says nothing more.
fn loaded(answer: &[u8], hangs_up: bool) -> Result<Vec<u8>, HandleError> {
    let (ours, mut theirs) = UnixStream::pair().expect("made");
    if !hangs_up {
        ours.set_read_timeout(Some(Duration::from_millis(20))).expect("set");
    }
    theirs.write_all(answer).expect("it has room");
    if hangs_up {
        theirs.shutdown(std::net::Shutdown::Write).expect("it is open");
    }
    fetch::ask(Stream::Unix(ours), Endpoint::Unix([0; 16]), 7, &KEYS, 4)
}

fn answer(keys: &[u8], bytes: u64, item: &[u8]) -> Vec<u8> {
    [&[serve::HAVE], keys, &bytes.to_le_bytes(), item].concat()
}

#[test]
fn the_producer_itself_is_believed() {
    let item = loaded(&answer(&KEYS.answer, 4, b"item"), true).expect("all is well");
    assert_eq!(item, b"item");
}

#[test]
fn a_producer_that_ends_at_any_byte_is_told_and_nobody_waits() {
    let whole = answer(&KEYS.answer, 4, b"item");
    for end in 0..whole.len() {
        let error = loaded(&whole[..end], true).expect_err("it ended");
        assert!(matches!(error, HandleError::NoProducer { .. }), "{end}: {error}");
    }
}

#[test]
fn a_producer_that_stops_at_any_byte_is_waited_for_only_so_long() {
    let whole = answer(&KEYS.answer, 4, b"item");
    for end in 0..whole.len() {
        let error = loaded(&whole[..end], false).expect_err("it stopped");
        assert!(matches!(error, HandleError::TimedOut { .. }), "{end}: {error}");
    }
}

#[test]
fn somebody_else_at_its_address_is_no_producer() {
    for answer in [answer(&KEYS.secret, 4, b"item"), b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()] {
        let error = loaded(&answer, true).expect_err("it does not know the handle");
        assert!(matches!(error, HandleError::NotProducer { .. }), "{error}");
    }
}

#[test]
fn a_length_that_is_not_the_handles_is_refused_before_anything_is_read() {
    for bytes in [0, 3, 5, u64::MAX] {
        let error = loaded(&answer(&KEYS.answer, bytes, b"item"), false).expect_err("it has another length");
        assert!(matches!(error, HandleError::Length { bytes: came, of: 4, .. } if came == bytes), "{error}");
    }
}

#[test]
fn a_producer_that_has_it_no_more_says_so() {
    let error = loaded(&[serve::HAVE_NOT], true).expect_err("it has it no more");
    assert!(matches!(error, HandleError::Gone { by: Medium::Unix }), "{error}");
}
