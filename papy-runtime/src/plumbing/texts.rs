//! What the source of a pipeline says beyond its table of operations. Only pictures want it.

use super::NONE;

/// Of one operation.
#[derive(Debug, Clone, Copy)]
pub struct OpText {
    /// The type of what it makes. A function, because the compiler knows the name of a type only late.
    pub item: fn() -> &'static str,
    /// The number of the `{ f -> g }` that it was written in, or [`NONE`].
    pub group: u16,
    /// Of a zip, what follows each member: nothing, `?` or `*`.
    pub marks: &'static [&'static str],
    /// Options, each with its value or nothing.
    pub options: &'static [(&'static str, &'static str)],
}

impl OpText {
    /// Of one with nothing beside its type.
    pub const fn of(item: fn() -> &'static str) -> OpText {
        OpText { item, group: NONE, marks: &[], options: &[] }
    }

    /// The group that it was written in.
    pub const fn within(self, group: u16) -> OpText {
        OpText { group, ..self }
    }

    /// What follows the members of a zip.
    pub const fn marked(self, marks: &'static [&'static str]) -> OpText {
        OpText { marks, ..self }
    }

    /// Its options.
    pub const fn with(self, options: &'static [(&'static str, &'static str)]) -> OpText {
        OpText { options, ..self }
    }
}

/// Of one IMap.
#[derive(Debug, Clone, Copy)]
pub struct ImapText {
    /// Its name.
    pub name: &'static str,
    /// `threads(2) + threads(n)`, or the type of one that is given at run time.
    pub workers: &'static str,
    /// Options, each with its value or nothing.
    pub options: &'static [(&'static str, &'static str)],
}
