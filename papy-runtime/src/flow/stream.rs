//! A stream as a source: polled by whoever pulls, and its waker wakes the run.
//!
//! Neither a task nor a channel stands between. A run that is stopped drops the stream there and then.

use std::fmt;
use std::marker::PhantomData;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::source::{Fallible, Give, IntoSource, More, Patience, Plain, Source, Wake};
use crate::driver;
use crate::error::BoxError;

/// A stream as a source. `R` says whether its items are results.
pub struct Polled<S, R> {
    /// Gone when it has ended.
    stream: Option<Pin<Box<S>>>,
    waker: Waker,
    kind: PhantomData<fn() -> R>,
}

impl<S, R> Polled<S, R> {
    fn new(stream: S) -> Polled<S, R> {
        Polled { stream: Some(Box::pin(stream)), waker: Waker::noop().clone(), kind: PhantomData }
    }

    fn end(&mut self) {
        let _entered = driver::enter();
        self.stream = None;
    }
}

impl<S, R> Source for Polled<S, R>
where
    S: Stream + Send + 'static,
    R: Give<S::Item> + 'static,
{
    type Item = R::Item;

    fn pull(&mut self, most: usize, give: &mut dyn FnMut(Result<R::Item, BoxError>)) -> More {
        let Some(stream) = &mut self.stream else { return More::Never };
        // Timers and sockets that a stream opens while it is polled belong to papy's runtime, wherever this is.
        let _entered = driver::enter();
        let mut context = Context::from_waker(&self.waker);
        let mut patience = Patience::new();
        for _ in 0..most {
            match stream.as_mut().poll_next(&mut context) {
                Poll::Ready(Some(item)) => give(R::give(item)),
                Poll::Ready(None) => {
                    self.stream = None;
                    return More::Never;
                }
                Poll::Pending => return More::Later,
            }
            if !patience.lasts() {
                break;
            }
        }
        More::Now
    }

    fn one(&mut self) -> Result<Result<R::Item, BoxError>, More> {
        let stream = self.stream.as_mut().ok_or(More::Never)?;
        let _entered = driver::enter();
        match stream.as_mut().poll_next(&mut Context::from_waker(&self.waker)) {
            Poll::Ready(Some(item)) => Ok(R::give(item)),
            Poll::Ready(None) => {
                self.stream = None;
                Err(More::Never)
            }
            Poll::Pending => Err(More::Later),
        }
    }

    fn each(
        &mut self,
        _block: usize,
        look: &mut impl FnMut() -> ControlFlow<()>,
        give: &mut impl FnMut(Result<R::Item, BoxError>) -> ControlFlow<()>,
    ) -> More {
        let Some(stream) = &mut self.stream else { return More::Never };
        let _entered = driver::enter();
        let mut context = Context::from_waker(&self.waker);
        while look().is_continue() {
            match stream.as_mut().poll_next(&mut context) {
                Poll::Ready(Some(item)) => {
                    if give(R::give(item)).is_break() {
                        return More::Now;
                    }
                }
                Poll::Ready(None) => {
                    self.stream = None;
                    return More::Never;
                }
                Poll::Pending => return More::Later,
            }
        }
        More::Now
    }

    fn wake_by(&mut self, wake: Wake) {
        self.waker = Waker::from(Arc::new(wake));
    }

    fn interrupt(&mut self) {
        self.end();
    }
}

impl<S, R> Drop for Polled<S, R> {
    fn drop(&mut self) {
        if self.stream.is_some() {
            self.end();
        }
    }
}

impl<S, R> fmt::Debug for Polled<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Polled")
    }
}

/// The source is a stream. `R` says whether its items are results.
#[derive(Debug)]
pub struct Streamed<R>(PhantomData<R>);

impl<T: 'static, S> IntoSource<T, Streamed<Plain>> for S
where
    S: Stream<Item = T> + Send + 'static,
{
    type Source = Polled<S, Plain>;
    fn into_source(self) -> Polled<S, Plain> {
        Polled::new(self)
    }
}

impl<T: 'static, E, S> IntoSource<T, Streamed<Fallible>> for S
where
    E: Into<BoxError> + 'static,
    S: Stream<Item = Result<T, E>> + Send + 'static,
{
    type Source = Polled<S, Fallible>;
    fn into_source(self) -> Polled<S, Fallible> {
        Polled::new(self)
    }
}
