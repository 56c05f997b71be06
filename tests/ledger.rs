//! The books of a run balance, whatever was parked, failed or dropped.

use papy::{pipeline, piper};

#[piper(flat_map)]
fn up_to(count: u64) -> std::ops::Range<u64> {
    0..count
}

#[piper(filter)]
fn third(number: &u64) -> bool {
    number.is_multiple_of(3)
}

pipeline! {
    Thirds {
        imap pool = threads(3);
        input counts: u64;
        output thirds: u64 = counts -> up_to on pool [batch = 1, slice = 5] -> third on pool;
    }
}

#[test]
fn an_item_whose_children_come_in_many_slices_and_from_many_workers_is_counted_once() {
    let counts = || (0..200).map(|count| count % 41).map(|count| if count == 7 { Err("seven") } else { Ok(count) });
    let mut run = Thirds::new().start(counts()).unwrap();
    let thirds: Vec<u64> = (&mut run.thirds).into_iter().filter_map(Result::ok).collect();
    let expected: Vec<u64> = counts().flatten().flat_map(up_to).filter(third).collect();
    assert_eq!(thirds, expected);

    let thirds = &run.finish_blocking().unwrap().stats.outputs[0];
    let (failed, empty) = (counts().filter(Result::is_err).count(), counts().filter(|count| *count == Ok(0)).count());
    assert_eq!(
        (thirds.ok, thirds.errors, thirds.dropped),
        ((200 - failed - empty) as u64, failed as u64, empty as u64)
    );
}

#[test]
fn workers_that_ask_before_the_reader_does_find_the_source() {
    // Once in a hundred starts a worker was faster than the source, and waited for ever.
    for _ in 0..1000 {
        let thirds: Vec<u64> = Thirds::new().start([1, 4]).unwrap().thirds.collect_blocking().unwrap();
        assert_eq!(thirds, [0, 0, 3]);
    }
}
