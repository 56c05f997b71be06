//! Async pipers: how many futures there are at once, where they are polled, and what becomes of their items.

use papy::prelude::*;

/// Gives way `times` times.
async fn yields(times: u32) {
    let mut left = times;
    std::future::poll_fn(|cx| {
        if left == 0 {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        cx.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}

#[piper]
async fn double(n: u64) -> u64 {
    yields((n % 5) as u32).await;
    n * 2
}

pipeline! { Inline() { input a: u64; output b = a -> double; } }
pipeline! { Placed(workers: usize) { imap pool = threads(workers); input a: u64; output b = a -> double on pool; } }

#[test]
fn the_order_is_kept_whatever_finishes_first() {
    let expected: Vec<u64> = (0..500).map(|n| n * 2).collect();
    let inline = Inline::new().start(0..500u64).unwrap().b.collect_blocking().unwrap();
    assert_eq!(inline, expected);
    for workers in [1, 4] {
        let placed = Placed { workers }.start(0..500u64).unwrap().b.collect_blocking().unwrap();
        assert_eq!(placed, expected, "{workers} workers");
    }
}
