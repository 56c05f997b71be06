//! What the source of a pipeline says beyond its table of operations. Only pictures want it.

use super::NONE;
use crate::graph::Graph;

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
    /// Of a pipeline as a stage.
    pub stage: Option<StageText>,
}

/// Of one stage that is a pipeline.
#[derive(Debug, Clone, Copy)]
pub struct StageText {
    /// Its graph. A function, as for types.
    pub graph: fn() -> Graph,
    /// Its IMaps that are given, each with one of the caller's.
    pub imaps: &'static [(&'static str, &'static str)],
    /// The IMap behind `on`, or [`NONE`].
    pub on: u16,
}

impl OpText {
    /// Of one with nothing beside its type.
    pub const fn of(item: fn() -> &'static str) -> OpText {
        OpText { item, group: NONE, marks: &[], options: &[], stage: None }
    }

    /// The group that it was written in.
    pub const fn within(self, group: u16) -> OpText {
        OpText { group, ..self }
    }

    /// What follows the members of a zip.
    pub const fn marked(self, marks: &'static [&'static str]) -> OpText {
        OpText { marks, ..self }
    }

    /// What it is as a stage.
    pub const fn staged(self, stage: StageText) -> OpText {
        OpText { stage: Some(stage), ..self }
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
