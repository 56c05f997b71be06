//! Options: which there are, where each may stand, what values they take; and what was written, typed.
//!
//! What is wrong is not said here: a wrong option leaves no trace in [`Options`] and is told from its [`Written`].

use proc_macro2::Span;
use syn::{Expr, Ident, Lit};

use crate::syntax::ast::Opt;

/// Options of a stage, an IMap, an output, a zip or a merge. What was not written is `None` or the default.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Items that travel together.
    pub(crate) batch: Option<Set<Expr>>,
    /// Items finished and unread.
    pub(crate) buffer: Option<Set<Expr>>,
    /// As they finish; the word.
    pub(crate) unordered: Option<Set<()>>,
    /// What happens to errors.
    pub(crate) on_error: Option<Set<OnError>>,
    /// How a zip of one fork pairs.
    pub(crate) join: Option<Set<Join>>,
    /// How a zip by position ends.
    pub(crate) zip: Option<Set<Lengths>>,
    /// Items of a slice of a `flat_map`.
    pub(crate) slice: Option<Set<Expr>>,
    /// Most items of a `flat_map` that is collected.
    pub(crate) collect: Option<Set<Expr>>,
    /// Futures of an async piper at once in a worker.
    pub(crate) in_flight: Option<Set<Expr>>,
    /// `[produce]`, `[produce = n]`.
    pub(crate) produce: Option<Set<Option<Expr>>>,
    /// `[consume = n]`
    pub(crate) consume: Option<Set<Expr>>,
    /// What a short last batch does.
    pub(crate) last: Option<Set<Short>>,
    /// Items of a task side by side. They run so anyway: only its value is looked at.
    pub(crate) spawn: Option<Set<Expr>>,
    /// Of a fold: items between two running results.
    pub(crate) every: Option<Set<Expr>>,
    /// `[fuse = off]`: a boundary before this stage.
    pub(crate) fuse_off: Option<Set<()>>,
    /// Attempts that may follow a failed one.
    pub(crate) retry: Option<Set<Expr>>,
    /// The pause before the second attempt.
    pub(crate) backoff: Option<Set<Expr>>,
    /// How long one attempt at one item may take.
    pub(crate) timeout: Option<Set<Expr>>,
    /// It was taken from the policy.
    pub(crate) timeout_is_default: bool,
    /// So was `retry`.
    pub(crate) retry_is_default: bool,
    /// Threads that may be in calls that took too long.
    pub(crate) leaked: Option<Set<Expr>>,
    /// Never on the calling thread.
    pub(crate) strict: Option<Set<()>>,
    /// Items of one task before the next one's turn.
    pub(crate) stride: Option<Set<Expr>>,
    /// Share of a crowded IMap.
    pub(crate) weight: Option<Set<Expr>>,
    /// All of these once more, in the order written, those of the policy last.
    pub(crate) texts: Vec<Opt>,
}

/// A value and the option's word.
#[derive(Debug, Clone)]
pub(crate) struct Set<T> {
    /// Of the option's name.
    pub(crate) word: Span,
    /// What was written.
    pub(crate) value: T,
}

/// What happens to the error of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// Goes on as an error item.
    Pass,
    /// Dropped and counted.
    Skip,
    /// Ends the run.
    Stop,
}

/// How branches of one fork pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Join {
    /// One item of each for each key.
    #[default]
    Exact,
    /// Keys without a partner are dropped.
    Inner,
    /// Each child with the other side's value.
    Each,
}

/// What happens when streams that pair by position are not equally long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lengths {
    /// An error.
    #[default]
    Strict,
    /// The rest is dropped.
    Shortest,
    /// `Option`s.
    Longest,
}

/// What a short last batch does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Short {
    /// It is an error.
    Error,
    /// It is dropped.
    Drop,
}

/// Where an option was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Behind a piper or a group.
    Stage,
    /// On an IMap.
    Imap,
    /// On an output.
    Output,
    /// Behind a zip.
    Zip,
    /// Behind a merge.
    Merge,
    /// In `policy`.
    Policy,
}

/// What value an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// None.
    Bare,
    /// A number, at least so much.
    Count(u32),
    /// A number that is known at compile time, at least 1.
    Rate,
    /// The same, or none.
    MaybeRate,
    /// `5s`
    Duration,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// One option of the language.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its word.
    pub(crate) name: &'static str,
    /// Where it may stand.
    pub(crate) places: &'static [Place],
    /// What it takes.
    pub(crate) value: ValueKind,
    /// It is of the language, but nothing runs it yet.
    pub(crate) later: bool,
}

/// An option as written, for the checks.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// Its word.
    pub(crate) name: Ident,
    /// What follows the `=`.
    pub(crate) value: Option<Expr>,
    /// Where.
    pub(crate) place: Place,
    /// The second of its name in one list.
    pub(crate) again: bool,
}

const fn now(name: &'static str, places: &'static [Place], value: ValueKind) -> Rule {
    Rule { name, places, value, later: false }
}

const fn later(name: &'static str, places: &'static [Place], value: ValueKind) -> Rule {
    Rule { name, places, value, later: true }
}

const RULES: &[Rule] = &{
    use Place::{Imap, Merge, Output, Policy, Stage, Zip};
    use ValueKind::{Bare, Count, Duration, MaybeRate, Rate, Word};
    [
        now("batch", &[Stage, Imap], Count(1)),
        now("buffer", &[Stage, Imap, Output], Count(1)),
        now("unordered", &[Stage, Imap, Merge], Bare),
        now("on_error", &[Stage, Policy], Word(&["pass", "skip", "stop"])),
        now("join", &[Zip], Word(&["inner", "each"])),
        now("zip", &[Zip], Word(&["strict", "shortest", "longest"])),
        now("slice", &[Stage], Count(1)),
        now("collect", &[Stage], Count(1)),
        now("in_flight", &[Stage], Count(1)),
        now("produce", &[Stage], MaybeRate),
        now("consume", &[Stage], Rate),
        now("spawn", &[Stage], Rate),
        now("every", &[Stage], Count(1)),
        now("last", &[Stage], Word(&["error", "drop"])),
        now("fuse", &[Stage], Word(&["off"])),
        now("strict", &[Imap], Bare),
        now("stride", &[Imap], Count(1)),
        now("weight", &[Stage], Count(1)),
        now("timeout", &[Stage, Policy], Duration),
        later("grace", &[Stage, Policy], Duration),
        now("retry", &[Stage, Policy], Count(0)),
        now("backoff", &[Stage, Policy], Duration),
        later("attempts", &[Imap], Count(1)),
        later("restarts", &[Imap], Count(0)),
        now("leaked", &[Imap], Count(0)),
    ]
};

/// The rule of an option, if there is such an option.
pub(crate) fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// All options of the language.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.name)
}

/// The options of one list, and what was written for the checks. A wrong one is as one not written.
pub(super) fn read(written: &[Opt], place: Place, log: &mut Vec<Written>) -> Options {
    let mut options = Options::default();
    for (at, opt) in written.iter().enumerate() {
        let again = written[..at].iter().any(|earlier| earlier.name == opt.name);
        log.push(Written { name: opt.name.clone(), value: opt.value.clone(), place, again });
        let fits = rule(&opt.name.to_string()).is_some_and(|rule| rule.places.contains(&place));
        if fits && !again {
            options.set(opt);
            options.texts.push(opt.clone());
        }
    }
    options
}

impl Options {
    /// What is not written here is taken from the policy.
    pub(super) fn or(mut self, policy: &Options) -> Self {
        self.on_error = self.on_error.or_else(|| policy.on_error.clone());
        self.retry_is_default = self.retry.is_none();
        self.retry = self.retry.or_else(|| policy.retry.clone());
        self.backoff = self.backoff.or_else(|| policy.backoff.clone());
        self.timeout_is_default = self.timeout.is_none();
        self.timeout = self.timeout.or_else(|| policy.timeout.clone());
        let own = self.texts.len();
        for opt in &policy.texts {
            if self.texts[..own].iter().all(|written| written.name != opt.name) {
                self.texts.push(opt.clone());
            }
        }
        self
    }

    /// How often an item is attempted again, unless that is written as 0.
    pub(crate) fn retries(&self) -> Option<&Set<Expr>> {
        let none =
            |set: &&Set<Expr>| matches!(literal_of(&set.value), Some(Lit::Int(int)) if int.base10_digits() == "0");
        self.retry.as_ref().filter(|set| !none(set))
    }

    /// The boundary is before the first stage of a group, not in it.
    pub(super) fn fuse(&mut self) {
        self.fuse_off = None;
        self.texts.retain(|opt| opt.name != "fuse");
    }

    fn set(&mut self, opt: &Opt) {
        let word = opt.name.span();
        let bare = opt.value.is_none().then_some(Set { word, value: () });
        let value = opt.value.clone().map(|value| Set { word, value });
        match opt.name.to_string().as_str() {
            "batch" => self.batch = value,
            "buffer" => self.buffer = value,
            "slice" => self.slice = value,
            "collect" => self.collect = value,
            "in_flight" => self.in_flight = value,
            "every" => self.every = value,
            "produce" => self.produce = Some(Set { word, value: opt.value.clone() }),
            "consume" => self.consume = value,
            "spawn" => self.spawn = value,
            "retry" => self.retry = value,
            "backoff" => self.backoff = value,
            "timeout" => self.timeout = value,
            "leaked" => self.leaked = value,
            "last" => self.last = one_of(opt, &[("error", Short::Error), ("drop", Short::Drop)]),
            "unordered" => self.unordered = bare,
            "strict" => self.strict = bare,
            "stride" => self.stride = value,
            "weight" => self.weight = value,
            "fuse" => self.fuse_off = one_of(opt, &[("off", ())]),
            "on_error" => {
                let words = [("pass", OnError::Pass), ("skip", OnError::Skip), ("stop", OnError::Stop)];
                self.on_error = one_of(opt, &words);
            }
            "join" => self.join = one_of(opt, &[("inner", Join::Inner), ("each", Join::Each)]),
            "zip" => {
                let words =
                    [("strict", Lengths::Strict), ("shortest", Lengths::Shortest), ("longest", Lengths::Longest)];
                self.zip = one_of(opt, &words);
            }
            _ => {}
        }
    }
}

fn one_of<T: Copy>(opt: &Opt, words: &[(&str, T)]) -> Option<Set<T>> {
    let word = word_of(opt.value.as_ref()?)?;
    let (_, value) = words.iter().find(|(name, _)| word == *name)?;
    Some(Set { word: opt.name.span(), value: *value })
}

/// The value's word, if it is one.
pub(crate) fn word_of(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        // `$value` of a macro.
        Expr::Group(group) => word_of(&group.expr),
        _ => None,
    }
}

/// The value's literal, if it is one.
pub(crate) fn literal_of(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(literal) => Some(&literal.lit),
        Expr::Group(group) => literal_of(&group.expr),
        Expr::Paren(paren) => literal_of(&paren.expr),
        _ => None,
    }
}
