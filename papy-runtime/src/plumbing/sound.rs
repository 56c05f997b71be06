//! What `pipeline!` asks of types before it uses them: each requirement once, by one trait, at the user's own words.
//!
//! All of it is asked in one constant. Where that does not hold, the items of generated code have error types
//! ([`Stream`](super::Stream) of an erroneous constant), and the compiler keeps silent about all that follows.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::accepts::{Held, Never, NotHeld};
use super::cx::Cx;
use super::fork::MayLook;
use super::luggage::{Luggage, Unpacked, Unpacking};
use super::piper::{Each, Many, Node, Own, Serial, Streams, not_a_step};
use super::slot::{Ends, Slot};
use crate::flow::attempts::Keeps;

/// A node is a piper.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a piper",
    label = "not a piper",
    note = "annotate its function with `#[piper]`"
)]
pub trait IsPiper {
    /// Named by `pipeline!` to check a node.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N: Node> IsPiper for N {
    // Where that is an error, so is all that follows.
    const OK: () = assert!(N::SOUND);
}

/// Piper `Self` can be given so many items. Implemented by `#[piper]`.
#[diagnostic::on_unimplemented(
    message = "piper `{Self}` takes the items `{Words}`, and here is another number of them; zip as many streams: `{Words} -> {Self}`",
    label = "another number of items"
)]
pub trait Counts<const ITEMS: usize, Words> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}

/// A piper, with types that are named like the arguments of its inbox: the compiler prints them.
pub trait Worded {
    /// A tuple of them.
    type Words;
}

/// Whether a piper takes so many items. One of one item takes a tuple as that.
pub const fn is_counted<N: Node>(items: usize) -> bool {
    N::INBOX.len() == items || N::INBOX.len() <= 1
}

/// A flow without an output ends in `()`.
#[diagnostic::on_unimplemented(
    message = "the items of this flow, `{Self}`, go nowhere",
    label = "gives `{Self}`, which nobody takes",
    note = "name the flow with `let` or `output`, or end it in a piper that returns `()`"
)]
pub trait GoesNowhere<Hole = (Held,)>: Sized {
    /// Named by `pipeline!` to check a flow.
    const OK: () = ();

    /// [`Ends::end`]
    fn end(slot: Slot<Self>, _: &mut Cx) {
        not_a_step(slot)
    }
}

#[diagnostic::do_not_recommend]
impl<I: Never> GoesNowhere<(NotHeld,)> for I {}

#[diagnostic::do_not_recommend]
impl<I: Ends> GoesNowhere for I {
    #[inline(always)]
    fn end(slot: Slot<I>, cx: &mut Cx) {
        I::end(slot, cx);
    }
}

/// Piper `Self` looks at an item, in a part that may not be the only one. `SENT` is an error where the item cannot be sent at all.
#[diagnostic::on_unimplemented(
    message = "shared between threads: `{I}` must be `Sync` (or take it by value)",
    label = "looks at an item that another part looks at too"
)]
pub trait LooksAt<I, Look, const SENT: bool = true, Hole = (Held,)> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N: Never, I, Look> LooksAt<I, Look, true, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<N, I, Look: MayLook<I>> LooksAt<I, Look> for N {}

/// Piper `Self` runs on a pool of threads, so its item goes from one to another.
#[diagnostic::on_unimplemented(
    message = "`{I}` cannot be sent to the thread pool of piper `{Self}`",
    label = "carries `{I}`",
    note = "an item that is shared or lent within one thread, as by `Rc`, stays there: send `Arc` or the value itself"
)]
pub trait OnThreads<I, Hole = (Held,)> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N, I: Never> OnThreads<I, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<N, I: Send + 'static> OnThreads<I> for N {}

/// Piper `Self` may run in another process, so its item goes there.
#[diagnostic::on_unimplemented(
    message = "piper `{Self}` is placed on a process or remote pool, but its item `{I}` cannot be serialized",
    label = "carries `{I}`",
    note = "derive serde's `Serialize` and `Deserialize` for it, or put the piper on a pool of threads"
)]
pub trait OnWorkers<I, Hole = (Held,)> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N, I: Never> OnWorkers<I, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<N, I: Serialize + DeserializeOwned + Send + 'static> OnWorkers<I> for N {}

/// Piper `Self` may run in another process, so what it gives comes from there.
#[diagnostic::on_unimplemented(
    message = "piper `{Self}` is placed on a process or remote pool, but its result `{O}` cannot be serialized",
    label = "gives `{O}`",
    note = "derive serde's `Serialize` and `Deserialize` for it, or put the piper on a pool of threads"
)]
pub trait Returns<O, Hole = (Held,)> {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N, O: Never> Returns<O, (NotHeld,)> for N {}

#[diagnostic::do_not_recommend]
impl<N, O: Serialize + DeserializeOwned + Send + 'static> Returns<O> for N {}

/// A parameter of a piper that may run in another process.
#[diagnostic::on_unimplemented(
    message = "this parameter must reach a process or remote pool, but `{Self}` cannot be serialized",
    label = "is `{Self}`",
    note = "give what it is made of and make it in a `#[local]`, or put the piper on a pool of threads"
)]
pub trait Crosses: Sized {
    /// Called by `pipeline!` on the value: its type is known nowhere else.
    fn crossing(self, luggage: &mut Luggage) -> Self;

    /// The same value where it went.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of one.
    fn arriving(luggage: &mut Unpacking<'_>) -> Unpacked<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + 'static> Crosses for T {
    fn crossing(self, luggage: &mut Luggage) -> Self {
        luggage.put(&self);
        self
    }

    fn arriving(luggage: &mut Unpacking<'_>) -> Unpacked<Self> {
        luggage.setting()
    }
}

/// A pipeline may be read on any thread, and its items with it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent between threads, and a pipeline is read on any",
    label = "carries `{Self}`",
    note = "an item that is shared or lent within one thread, as by `Rc`, stays there: send `Arc` or the value itself"
)]
pub trait Sent<Hole = (Held,)> {
    /// Named by `pipeline!` to check a stream.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<I: Never> Sent<(NotHeld,)> for I {}

#[diagnostic::do_not_recommend]
impl<I: Send + 'static> Sent for I {}

/// A piper of this form is driven item by item, or its items outlive their call.
#[diagnostic::on_unimplemented(
    message = "the items of `{N}` borrow from its arguments, so they cannot be streamed",
    label = "gives items that outlive the call",
    note = "let `{N}` take the argument by value, or write `[collect = n]` behind it"
)]
pub trait OutlivesCall<N, Hole = (Held,)> {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<N: Never> OutlivesCall<N, (NotHeld,)> for Many {}

#[diagnostic::do_not_recommend]
impl<N> OutlivesCall<N> for Each {}

#[diagnostic::do_not_recommend]
impl<N> OutlivesCall<N> for Serial {}

#[diagnostic::do_not_recommend]
impl<N: Streams> OutlivesCall<N> for Many {}

/// A stage with `retry` runs piper `N` again on what it keeps of the item: `Self` is how.
#[diagnostic::on_unimplemented(
    message = "`retry` runs `{N}` again on a copy of its item, so `{I}` must implement `Clone`",
    label = "needs a copy of the item",
    note = "derive `Clone`, wrap the item in `Arc`, or let `{N}` take it by `&`"
)]
pub trait TriesAgain<N, I, Hole = (Held,)> {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
    /// `Self`.
    type How;
}

#[diagnostic::do_not_recommend]
impl<N, I, Mode: Never> TriesAgain<N, I, (NotHeld,)> for Mode {
    type How = Mode;
}

#[diagnostic::do_not_recommend]
impl<N, I, Mode: Keeps<I>> TriesAgain<N, I> for Mode {
    type How = Mode;
}

/// What a fold with `[every = n]` gives, again and again.
#[diagnostic::on_unimplemented(
    message = "`every` gives copies of the accumulator, so its type `{Self}` must implement `Clone`",
    label = "gives copies"
)]
pub trait GivesRunning<Hole = (Held,)> {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<I: Never> GivesRunning<(NotHeld,)> for I {}

#[diagnostic::do_not_recommend]
impl<I: Clone> GivesRunning for I {}

/// A piper that is so kept, with a `timeout` on a pool of threads. A future is dropped; of other calls the compiler warns.
#[derive(Debug)]
pub struct Timed<Kept>(std::marker::PhantomData<Kept>);

impl<N> Timed<std::sync::Arc<N>> {
    /// Named by `pipeline!` at the option.
    pub const A_THREAD_CANNOT_BE_STOPPED: () = ();
}

impl<N> Timed<Own<N>> {
    /// Named by `pipeline!` at the option.
    #[deprecated(
        note = "a call that takes too long is reported in time and its thread replaced, but goes on, at most `leaked` of them on an imap; \
                where that is meant write `#[allow(deprecated)]` on the module"
    )]
    pub const A_THREAD_CANNOT_BE_STOPPED: () = ();
}

/// Streams of a merge carry one type.
#[diagnostic::on_unimplemented(
    message = "a merge carries one type: here `{Self}`, in its first stream `{First}`",
    label = "carries `{Self}`",
    note = "bring the streams to one type first"
)]
pub trait Merges<First, Hole = (Held,)> {
    /// Named by `pipeline!` to check a member.
    const OK: () = ();
}

impl<I> Merges<I> for I {}

#[diagnostic::do_not_recommend]
impl<I: Never> Merges<I, (NotHeld,)> for I {}

/// A branch of a zip `[join = each]`: its items are paired as often as the other branches have items.
#[diagnostic::on_unimplemented(
    message = "`[join = each]` pairs an item with each of several, so its type `{Self}` must implement `Clone`",
    label = "carries `{Self}`",
    note = "derive `Clone`, or wrap the item in `Arc`"
)]
pub trait PairsWithEach<Hole = (Held,)> {
    /// Named by `pipeline!` to check a member.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<I: Never> PairsWithEach<(NotHeld,)> for I {}

#[diagnostic::do_not_recommend]
impl<I: Clone> PairsWithEach for I {}

/// A type by how many items it is for a piper: `Spread::<(A, B)>::ITEMS`, with [`Single`] in scope.
#[derive(Debug)]
pub struct Spread<T>(std::marker::PhantomData<T>);

/// What [`Spread`] says of all types that are no tuple.
pub trait Single {
    /// One.
    const ITEMS: usize = 1;
}

impl<T> Single for Spread<T> {}

macro_rules! spread {
    ($($count:literal: $($name:ident)+;)+) => {$(
        impl<$($name),+> Spread<($($name,)+)> {
            /// An inherent constant comes before the trait's.
            pub const ITEMS: usize = $count;
        }
    )+};
}

spread! {
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
    9: A B C D E F G H I;
    10: A B C D E F G H I J;
    11: A B C D E F G H I J K;
    12: A B C D E F G H I J K L;
}

/// Ends the evaluation of a constant where the call stands.
///
/// # Panics
///
/// Always: that is how a constant is refused.
#[track_caller]
pub const fn refuse(text: &str) -> ! {
    panic!("{}", text)
}

const TEXT_MAX: usize = 400;

/// A message that is put together at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    bytes: [u8; TEXT_MAX],
    length: usize,
}

impl Text {
    pub(super) const fn new() -> Text {
        Text { bytes: [0; TEXT_MAX], length: 0 }
    }

    pub(super) const fn push(&mut self, more: &str) {
        let more = more.as_bytes();
        let mut at = 0;
        // A part that does not fit is left out: cut in the middle it would not be text any more.
        let fits = self.length + more.len() <= TEXT_MAX;
        while fits && at < more.len() {
            self.bytes[self.length] = more[at];
            self.length += 1;
            at += 1;
        }
    }

    /// `1 item`, `2 items`
    pub(super) const fn count(&mut self, number: usize, word: &str) {
        self.number(number);
        self.push(" ");
        self.push(word);
        if number != 1 {
            self.push("s");
        }
    }

    pub(super) const fn number(&mut self, number: usize) {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        if number >= 10 {
            self.number(number / 10);
        }
        self.push(DIGITS[number % 10]);
    }

    /// The message.
    pub const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
