//! Panics of the user's code, caught and described.
//!
//! A panic in a piper or a source is an error in an item's place, and the process-wide panic hook does not see it. It sees all others: one
//! in a destructor or a waker that papy had to call is told there and goes no further. The one exception is a panic of the reader's own
//! in the middle of cheap work: nobody knew whose code it was until it was caught, so it is told on stderr where it goes on.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::error::Cause;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A caught panic.
pub(crate) struct Panic(Box<dyn Any + Send>);

impl Panic {
    /// Goes on with a panic that is not ours to catch, and says what was kept quiet.
    pub(crate) fn resume(self) -> ! {
        if !INSIDE.get() {
            let thread = std::thread::current();
            let (name, place) = (thread.name().unwrap_or("<unnamed>"), PLACE.take().unwrap_or_default());
            eprintln!("\nthread '{name}' panicked at {place}:\n{}", self.message());
        }
        panic::resume_unwind(self.0)
    }

    fn message(&self) -> &str {
        match (self.0.downcast_ref::<&str>(), self.0.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text,
            _ => "a panic without a message",
        }
    }

    /// Describes the panic. A payload whose destructor panics too is survived.
    pub(crate) fn into_cause(self) -> Cause {
        let message = self.message().to_owned();
        let place = PLACE.take();
        if let Err(second) = catch(move || drop(self.0)) {
            // Whatever its destructor throws has said enough; running that one's destructor could go on for ever.
            std::mem::forget(second.0);
        }
        Cause::Panicked { message, place }
    }
}

/// Runs `body`; a panic in it is returned, and not printed.
#[inline]
pub(crate) fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Panic> {
    if !HOOK.is_completed() {
        prepare();
    }
    catch_prepared(body)
}

/// [`catch`] without a look whether this process is [prepared](prepare).
#[inline(always)]
pub(crate) fn catch_prepared<T>(body: impl FnOnce() -> T) -> Result<T, Panic> {
    let before = INSIDE.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(before);
    result.map_err(Panic)
}

/// Runs code of the user's whose panic no item can be the error of and no caller is to be told: a destructor, a waker. The panic hook
/// tells it, as it does on any thread, and it goes no further. Returns whether there was none.
pub(crate) fn contain(body: impl FnOnce()) -> bool {
    let before = INSIDE.replace(false);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(before);
    let Err(payload) = result else { return true };
    // Its place was told already.
    let _told = Panic(payload).into_cause();
    false
}

/// Drops items one by one: one whose destructor panics does not keep the others, nor end the process as two of them in one vector would.
pub(crate) fn drop_each<T>(items: Vec<T>) {
    if std::mem::needs_drop::<T>() {
        let mut items = items.into_iter();
        while !contain(|| while items.next().is_some() {}) {}
    }
}

static HOOK: Once = Once::new();

/// Lets the panic hook remember the place of a panic of ours instead of printing it.
#[cold]
pub(crate) fn prepare() {
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.try_with(Cell::get).unwrap_or(false) {
                let place = info.location().map(ToString::to_string);
                PLACE.with(|cell| *cell.borrow_mut() = place);
            } else {
                others(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in the destructor");
        }
    }

    fn describe(body: impl FnOnce()) -> String {
        catch(body).map_err(Panic::into_cause).expect_err("it panics").to_string()
    }

    #[test]
    fn each_destructor_runs_though_all_panic() {
        struct Counted<'a>(&'a Cell<u32>);
        impl Drop for Counted<'_> {
            fn drop(&mut self) {
                self.0.set(self.0.get() + 1);
                panic!("number {}", self.0.get());
            }
        }
        let count = Cell::new(0);
        drop_each([(); 3].map(|()| Counted(&count)).into());
        assert_eq!(count.get(), 3);
    }

    #[test]
    fn a_panic_is_described_with_its_place() {
        let text = describe(|| panic!("item {}", 17));
        assert!(text.starts_with("panicked at ") && text.ends_with(": item 17"), "{text}");
    }

    #[test]
    fn a3_odd_payloads_are_survived() {
        assert!(describe(|| panic::panic_any(7u8)).ends_with("a panic without a message"));
        assert!(describe(|| panic::panic_any(Bomb)).ends_with("a panic without a message"));
    }
}
