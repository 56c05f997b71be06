//! What stays with a reader, and what does not.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use papy::{Worker, pipeline, piper};

use crate::support::within;

#[derive(Clone, Default)]
pub struct Seen(Arc<AtomicU64>);

const CHEAP: u64 = 1_000_000;
const DEAR: u64 = 2_000;

/// Cheap at first, then dear; counts the dear ones that a worker of the pool runs.
#[piper]
fn turns_dear(x: u64, #[context] context: &papy::Context, #[param] seen: &Seen) -> u64 {
    if x >= CHEAP {
        let until = Instant::now() + Duration::from_micros(50);
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        let pooled = matches!(context.worker(), Worker::Imap { .. });
        seen.0.fetch_add(pooled.into(), Ordering::Relaxed);
    }
    x
}

pipeline! {
    TurnsDear(seen: Seen) {
        imap pool = threads(2);
        input xs: u64;
        output ys = xs -> turns_dear { seen } on pool;
    }
}

#[test]
fn work_that_becomes_dear_after_long_goes_to_the_pool() {
    within(|| {
        let seen = Seen::default();
        let run = TurnsDear { seen: seen.clone() }.start(0..CHEAP + DEAR).unwrap();
        let sum = run.ys.into_iter().fold(0, |sum, item| sum + item.unwrap());
        assert_eq!(sum, (0..CHEAP + DEAR).sum());
        assert!(seen.0.load(Ordering::Relaxed) > 0, "the reader did all dear work alone");
    });
}

#[piper(filter)]
fn never(_: &u64) -> bool {
    false
}

pipeline! {
    Nothing {
        input xs: u64;
        output out = xs -> never;
    }
}

#[test]
fn an_async_reader_of_an_endless_filter_lets_others_have_their_turn() {
    within(|| {
        let mut run = Nothing::new().start(0..u64::MAX).unwrap();
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..3 {
            assert!(pin!(run.out.next()).as_mut().poll(&mut context).is_pending());
        }
        run.handle.stop();
        assert!(pin!(run.out.next()).as_mut().poll(&mut context).is_ready(), "what was taken is finished");
    });
}
