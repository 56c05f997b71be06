//! Two futures at once.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Waits for two futures together. Two outputs of one run must be read so: one that nobody reads holds up the other.
///
/// ```
/// use papy::prelude::*;
///
/// #[piper]
/// fn half(number: &u32) -> u32 {
///     number / 2
/// }
///
/// pipeline! {
///     Halves {
///         input numbers: u32;
///         output whole = numbers -> half;
///         output twice = numbers -> half -> half;
///     }
/// }
///
/// # futures::executor::block_on(async {
/// let run = Halves::new().start([8, 12])?;
/// let (whole, twice) = papy::join(run.whole.collect::<Vec<_>>(), run.twice.collect::<Vec<_>>()).await;
/// assert_eq!((whole?, twice?), (vec![4, 6], vec![2, 3]));
/// # Ok::<_, papy::Error>(()) }).unwrap();
/// ```
pub async fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut of_a, mut of_b) = (None, None);
    poll_fn(|context| {
        if of_a.is_none()
            && let Poll::Ready(value) = a.as_mut().poll(context)
        {
            of_a = Some(value);
        }
        if of_b.is_none()
            && let Poll::Ready(value) = b.as_mut().poll(context)
        {
            of_b = Some(value);
        }
        if of_a.is_some() && of_b.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (of_a.expect("both are ready"), of_b.expect("both are ready"))
}
