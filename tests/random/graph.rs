//! A graph as data: what a pipeline says, for the interpreter.

/// A pipeline. Operations stand behind what they read; a stream has the number of the operation that makes it.
pub(crate) struct Graph {
    pub(crate) name: &'static str,
    pub(crate) inputs: usize,
    pub(crate) ops: &'static [Op],
    /// The streams that come out, in the order written.
    pub(crate) outputs: &'static [usize],
}

pub(crate) enum Op {
    /// Items from outside.
    Input { id: &'static str },
    /// A piper; a zip below holds at most `held` of what it makes of one item.
    Node { from: usize, act: Act, n: u64, id: &'static str, skip: bool, collect: Option<u64>, held: usize },
    /// A piper with rates: packs, runs, unrolls.
    Rated { from: usize, takes: Option<Takes>, n: u64, boom: bool, gives: Gives, id: &'static str, skip: bool },
    /// A piper that keeps something from item to item.
    Kept { from: usize, keeps: Keeps, n: u64, id: &'static str, skip: bool },
    /// Pairs branches that stay in step since `fork`, position by position; `group`: so many for so many items of the fork.
    InStep { members: &'static [usize], fork: usize, many: bool, group: Option<(usize, usize)>, id: &'static str },
    /// Pairs branches by the keys of `fork`.
    Zip { members: &'static [(usize, Mark)], join: Join, fork: usize },
    /// Branches of `fork`, one behind the other for each key.
    Merge { members: &'static [usize], fork: usize },
    /// Pairs streams of different inputs by position.
    Positions { members: &'static [usize], lengths: Lengths, id: &'static str },
    /// Streams of different inputs in turn.
    Rounds { members: &'static [usize] },
    /// The end of a flow without an output.
    Sink { from: usize, n: u64, fallible: bool },
}

/// What a piper does, whatever its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Map,
    Attempt,
    Boom,
    Keep,
    AttemptKeep,
    BoomKeep,
    Pick,
    AttemptPick,
    Burst,
    AttemptBurst,
    BoomBurst,
    Stream,
    Items,
}

/// What a piper does that keeps something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeps {
    Trail,
    TrailAttempt,
    TrailPick,
    TrailBurst,
    /// All of them in a row, and after every so many those so far.
    Total {
        every: Option<usize>,
    },
    TotalAttempt,
    TotalBoom,
    TotalAnyhow,
    Chained,
}

/// A batch of so many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Takes {
    pub(crate) of: usize,
    pub(crate) short: Short,
}

/// What becomes of a short last batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Short {
    Fails,
    Passes,
    Drops,
}

/// What a piper with rates gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    One,
    Two,
    Some,
    Promised(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Plain,
    Question,
    Star,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    Exact,
    Inner,
    Each,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lengths {
    Strict,
    Shortest,
    Longest,
}

/// What a source gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Value(u64),
    /// An error in the place of an item.
    Error,
    /// It panics here; nothing follows.
    Panic,
}

/// What came out of an output in the place of one item.
pub(crate) type Outcome = Result<u64, Fault>;

/// A failure: where, on which item, of which kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) node: String,
    pub(crate) lineage: Vec<u64>,
    pub(crate) kind: &'static str,
}
