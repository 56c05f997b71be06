//! A source that may wait, fed by a thread of its own through a bounded channel.
//!
//! The thread begins with the first pull and runs ahead by a bounded number of items. What it read and nobody pulled is not accepted:
//! a stop throws it away, as a reader does that stops reading a file in the middle.

use std::fmt;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::vec;

use async_channel::{Receiver, Sender};
use futures_core::Stream;

use super::source::{Fallible, IntoSource, More, Plain, Source, Wake};
use crate::error::{BoxError, Cause};
use crate::io::{Blocking, Fed, Feeder, Interrupt, Items, Results};
use crate::plumbing::panics::{self, Panic};

/// Items that travel together, at most: a chunk must be worth its way through the channel, and small against what is in flight.
const CHUNK_ITEMS_MAX: usize = 1024;
/// Chunks that wait to be pulled: enough that the thread reads on while the run is busy with the last pull.
const CHUNKS_MAX: usize = 8;

type Chunk<T> = Vec<Result<T, BoxError>>;

/// A [`Feeder`] as a source.
pub struct Pump<F: Feeder> {
    stage: Stage<F>,
    /// What was received and not given yet.
    rest: vec::IntoIter<Result<F::Item, BoxError>>,
    interrupt: Interrupt,
    wake: Option<Wake>,
    waker: Waker,
}

enum Stage<F: Feeder> {
    /// Nobody asked yet.
    Idle(F),
    /// The thread runs, or has ended and left this.
    Fed(Pin<Box<Receiver<Chunk<F::Item>>>>),
    Over,
}

impl<F: Feeder> Pump<F> {
    pub(crate) fn new(feeder: F) -> Pump<F> {
        let interrupt = feeder.interrupt();
        Pump {
            stage: Stage::Idle(feeder),
            rest: Vec::new().into_iter(),
            interrupt,
            wake: None,
            waker: Waker::noop().clone(),
        }
    }

    /// Fills `rest`, unless there is nothing now or ever.
    fn refill(&mut self) -> More {
        if let Stage::Idle(_) = self.stage {
            self.begin();
        }
        let Stage::Fed(chunks) = &mut self.stage else { return More::Never };
        match chunks.as_mut().poll_next(&mut Context::from_waker(&self.waker)) {
            Poll::Ready(Some(chunk)) => {
                self.rest = chunk.into_iter();
                More::Now
            }
            Poll::Ready(None) => {
                self.stage = Stage::Over;
                More::Never
            }
            Poll::Pending => More::Later,
        }
    }

    fn begin(&mut self) {
        let Stage::Idle(feeder) = std::mem::replace(&mut self.stage, Stage::Over) else { return };
        let (sender, receiver) = async_channel::bounded(CHUNKS_MAX);
        let counted = self.wake.as_ref().map(Wake::thread);
        let body = move || {
            pump(feeder, &sender);
            // Not before the feeder is gone.
            drop(counted);
        };
        match thread::Builder::new().name("papy-source".to_owned()).spawn(body) {
            Ok(_) => self.stage = Stage::Fed(Box::pin(receiver)),
            Err(error) => {
                let error = format!("the system gives no thread for a source: {error}");
                self.rest = vec![Err(error.into())].into_iter();
            }
        }
    }
}

impl<F: Feeder> Source for Pump<F> {
    type Item = F::Item;

    fn pull(&mut self, most: usize, give: &mut dyn FnMut(Result<F::Item, BoxError>)) -> More {
        let mut left = most;
        while left > 0 {
            for item in self.rest.by_ref().take(left) {
                give(item);
                left -= 1;
            }
            if self.rest.len() == 0 {
                match self.refill() {
                    // The item that says why there is no thread.
                    More::Never if self.rest.len() > 0 => {}
                    More::Now => {}
                    more => return more,
                }
            }
        }
        More::Now
    }

    fn each(
        &mut self,
        block: usize,
        look: &mut impl FnMut() -> ControlFlow<()>,
        give: &mut impl FnMut(Result<F::Item, BoxError>) -> ControlFlow<()>,
    ) -> More {
        while look().is_continue() {
            if self.rest.len() == 0 {
                match self.refill() {
                    More::Never if self.rest.len() > 0 => {}
                    More::Now => {}
                    more => return more,
                }
            }
            for item in self.rest.by_ref().take(block) {
                if give(item).is_break() {
                    return More::Now;
                }
            }
        }
        More::Now
    }

    fn wake_by(&mut self, wake: Wake) {
        self.waker = Waker::from(Arc::new(wake.clone()));
        self.wake = Some(wake);
    }

    fn interrupt(&mut self) {
        self.interrupt.set();
        self.stage = Stage::Over;
    }
}

impl<F: Feeder> Drop for Pump<F> {
    fn drop(&mut self) {
        // The channel closes with the stage: a thread that waits for room in it ends too.
        self.interrupt.set();
    }
}

impl<F: Feeder> fmt::Debug for Pump<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pump")
    }
}

/// Feeds chunks until the feeder or the run ends.
fn pump<F: Feeder>(mut feeder: F, sender: &Sender<Chunk<F::Item>>) {
    let mut chunk = Vec::new();
    loop {
        let fed = panics::catch(|| feeder.feed(CHUNK_ITEMS_MAX - chunk.len(), &mut chunk)).unwrap_or_else(|panic| {
            chunk.push(Err(SourcePanic::boxed(panic)));
            Fed::Ended
        });
        if fed == Fed::Ready && chunk.len() < CHUNK_ITEMS_MAX {
            continue;
        }
        // The channel is closed when nobody will ask again.
        let closed = !chunk.is_empty() && sender.send_blocking(std::mem::take(&mut chunk)).is_err();
        if closed || fed == Fed::Ended {
            break;
        }
    }
    // Whatever it gave is through; there is no item left that its panic could be the error of.
    panics::contain(|| drop(feeder));
}

/// A source that panicked, on its way to become its item's [`Cause`].
#[derive(Debug)]
pub(crate) struct SourcePanic(Cause);

impl SourcePanic {
    fn boxed(panic: Panic) -> BoxError {
        Box::new(SourcePanic(panic.into_cause()))
    }

    pub(crate) fn into_cause(self) -> Cause {
        self.0
    }
}

impl fmt::Display for SourcePanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for SourcePanic {}

/// The source has a thread of its own.
#[derive(Debug)]
pub enum Threaded {}

impl<T: Send + 'static, F: Feeder<Item = T>> IntoSource<T, Threaded> for F {
    type Source = Pump<F>;
    fn into_source(self) -> Pump<F> {
        Pump::new(self)
    }
}

impl<T, I> IntoSource<T, Plain> for Blocking<I>
where
    T: Send + 'static,
    I: Iterator<Item = T> + Send + 'static,
{
    type Source = Pump<Items<I>>;
    fn into_source(self) -> Pump<Items<I>> {
        Pump::new(Items::new(self.into_inner()))
    }
}

impl<T, E, I> IntoSource<T, Fallible> for Blocking<I>
where
    T: Send + 'static,
    E: Into<BoxError> + 'static,
    I: Iterator<Item = Result<T, E>> + Send + 'static,
{
    type Source = Pump<Results<I>>;
    fn into_source(self) -> Pump<Results<I>> {
        Pump::new(Results::new(self.into_inner()))
    }
}
