//! What the source of a pipeline says beyond its table of operations. Only pictures want it.

/// Of one operation.
#[derive(Debug, Clone, Copy)]
pub struct OpText {
    /// The type of what it makes. A function, because the compiler knows the name of a type only late.
    pub item: fn() -> &'static str,
    /// The number of the `{ f -> g }` that it was written in, or [`NONE`](super::NONE).
    pub group: u16,
    /// Of a zip, what follows each member: nothing, `?` or `*`.
    pub marks: &'static [&'static str],
    /// Options, each with its value or nothing.
    pub options: &'static [(&'static str, &'static str)],
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
