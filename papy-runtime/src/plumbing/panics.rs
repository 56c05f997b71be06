//! Panics of pipers, caught and described.
//!
//! A panic in a piper is an error in its item's place. The process-wide panic hook stays what it is for everything else.

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
pub(crate) fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Panic> {
    quiet_inside();
    let before = INSIDE.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(before);
    result.map_err(Panic)
}

/// Lets the panic hook remember the place of a panic of ours instead of printing it.
fn quiet_inside() {
    static HOOK: Once = Once::new();
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
