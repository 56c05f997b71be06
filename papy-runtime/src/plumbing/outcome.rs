//! What a piper's function and the closures of its locals return, taken apart. Called by the expansion of `#[piper]`.

use super::piper::Step;
use crate::error::{BoxError, Cause};

/// A return type whose last path segment is `Result`, or that was declared `fallible`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` here is not `core::result::Result`",
    label = "taken for a `Result`",
    note = "write `#[piper(infallible)]`"
)]
pub trait Tried {
    /// What it gives when all went well.
    type Value;
    /// What it gives otherwise.
    type Error;
    /// The same value, known to be a `Result`.
    fn tried(self) -> Result<Self::Value, Self::Error>;
}

impl<T, E> Tried for Result<T, E> {
    type Value = T;
    type Error = E;

    #[inline(always)]
    fn tried(self) -> Result<T, E> {
        self
    }
}

/// The return type of a `filter_map`, where tokens do not show that it is an `Option`.
pub trait Perhaps {
    /// The item that goes on.
    type Value;
    /// The same value, known to be an `Option`.
    fn perhaps(self) -> Option<Self::Value>;
}

impl<T> Perhaps for Option<T> {
    type Value = T;

    #[inline(always)]
    fn perhaps(self) -> Option<T> {
        self
    }
}

/// Piper `Self` returns errors of type `E`: any that converts into a boxed one.
#[diagnostic::on_unimplemented(
    message = "errors of `{Self}` must convert into `Box<dyn Error + Send + Sync>`",
    label = "`{E}` does not convert",
    note = "implement `std::error::Error` for it, and see that it is `Send + Sync`"
)]
pub trait Raises<E> {
    /// The error as the cause of a failed item.
    fn raise(error: E) -> Box<Cause>;
}

#[diagnostic::do_not_recommend]
impl<N, E: Into<BoxError>> Raises<E> for N {
    #[cold]
    fn raise(error: E) -> Box<Cause> {
        Box::new(Cause::Failed(error.into()))
    }
}

/// A local's closure gives the local's value, or a `Result` of it; `Way` tells which and is inferred.
#[diagnostic::on_unimplemented(
    message = "the closure of this local gives `{Self}`, not `{T}` or a `Result` of it",
    label = "expected `{T}` or a `Result` of it",
    note = "its errors must convert into `Box<dyn Error + Send + Sync>`"
)]
pub trait Makes<T, Way> {
    /// The value, or why there is none.
    fn make(self) -> Result<T, BoxError>;
}

/// The closure gives the value itself.
#[derive(Debug)]
pub struct Plainly;
/// The closure gives a `Result`.
#[derive(Debug)]
pub struct Fallibly;

#[diagnostic::do_not_recommend]
impl<T> Makes<T, Plainly> for T {
    fn make(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T, E: Into<BoxError>> Makes<T, Fallibly> for Result<T, E> {
    fn make(self) -> Result<T, BoxError> {
        self.map_err(Into::into)
    }
}

/// Names a type by whether it is `Result`: `Named::<T>::IS_RESULT`, with [`Unnamed`] in scope.
#[derive(Debug)]
pub struct Named<T>(core::marker::PhantomData<T>);

impl<T, E> Named<Result<T, E>> {
    /// An inherent constant comes before the trait's.
    pub const IS_RESULT: bool = true;
}

/// What [`Named`] says of all other types.
pub trait Unnamed {
    /// It is not.
    const IS_RESULT: bool = false;
}

impl<T> Unnamed for Named<T> {}

/// Collects the children of a `flat_map`, at most `limit`; the first failed one fails the item.
#[inline]
pub fn collect<C, T>(
    children: impl IntoIterator<Item = C>,
    limit: usize,
    mut settle: impl FnMut(C) -> Step<T>,
) -> Step<Vec<T>> {
    let mut items = Vec::new();
    for child in children {
        let item = match settle(child) {
            Step::Val(item) => item,
            Step::Gone => continue,
            Step::Fail(cause) => return Step::Fail(cause),
        };
        if items.len() == limit {
            return Step::Fail(Box::new(Cause::TooMany { limit }));
        }
        items.push(item);
    }
    Step::Val(items)
}

/// A return type that is taken for a `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` here is not `core::result::Result`",
    label = "taken for a `Result`",
    note = "write `#[piper(infallible)]`"
)]
pub trait IsResult {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<R: Tried> IsResult for R {}

/// What a `filter` returns.
#[diagnostic::on_unimplemented(message = "a `filter` returns `bool`, not `{Self}`", label = "expected `bool`")]
pub trait IsBool {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl IsBool for bool {}

/// What a `filter_map` returns.
#[diagnostic::on_unimplemented(
    message = "a `filter_map` returns an `Option`, not `{Self}`",
    label = "expected `Option`"
)]
pub trait IsOption {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<O: Perhaps> IsOption for O {}

/// What a `flat_map` returns.
#[diagnostic::on_unimplemented(
    message = "a `flat_map` returns a collection or an iterator, not `{Self}`",
    label = "expected many items"
)]
pub trait IsMany {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<C: IntoIterator> IsMany for C {}

/// What the items of a `flat_map` with `fallible_items` are.
#[diagnostic::on_unimplemented(
    message = "with `fallible_items` each item is a `Result`, not `{Self}`",
    label = "gives `{Self}`",
    note = "remove `fallible_items`, or give items of `Result`"
)]
pub trait IsResultEach {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<R: Tried> IsResultEach for R {}

/// What a `scan`, `fold` or `reduce` keeps from item to item.
#[diagnostic::on_unimplemented(
    message = "what is kept from item to item goes from thread to thread, and `{Self}` cannot",
    label = "must be `Send`",
    note = "take an `Arc` for an `Rc`"
)]
pub trait IsState {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Send + 'static> IsState for T {}

/// What begins by itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Default`: write `#[init(..)]` in front of the argument",
    label = "nothing says how this begins"
)]
pub trait Begins {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Default> Begins for T {}

/// What a parameter is: every thread that runs the piper has it.
#[diagnostic::on_unimplemented(
    message = "a parameter goes to every thread that runs its piper, and `{Self}` cannot",
    label = "must be `Send` and `Sync`",
    note = "take an `Arc` for an `Rc`, a `Mutex` or an atomic for a cell; or make the value in each worker with `#[local(..)]`"
)]
pub trait IsKept {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static> IsKept for T {}

/// What an inbox argument by `&` lends. Asked of `()`: asked of the item itself the compiler would propose another `&`.
#[diagnostic::on_unimplemented(
    message = "an item has a size, and `{Item}` has none that is known",
    label = "`{Item}` has no size",
    note = "take what owns it: `&PathBuf` for `&Path`, `&OsString` for `&OsStr`"
)]
pub trait HasSize<Item: ?Sized> {
    /// Named by `#[piper]` to check the type.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<Item> HasSize<Item> for () {}
