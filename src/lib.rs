//! papy turns annotated Rust functions into parallel pipelines that are checked at compile time.
//!
//! `#[piper]` makes a node of a function, which stays as callable and testable as it was. `pipeline!` wires pipers, and puts each
//! where it shall run. A run is read like any stream or iterator.
//!
//! ```
//! use papy::prelude::*;
//!
//! /// Keeps the lines that hold a word.
//! #[piper(filter)]
//! fn holds(line: &str, #[param] word: &str) -> bool {
//!     line.contains(word)
//! }
//!
//! pipeline! {
//!     /// Keeps the lines of a text that hold a word.
//!     pub Grep(word: String) {
//!         imap pool = threads(4);
//!
//!         input lines: Line;
//!         output hits: Line = lines -> holds { word } on pool;
//!     }
//! }
//!
//! # let text = ["one papy".to_owned(), "two".to_owned()].map(Line::from);
//! let mut run = Grep::new("papy".into()).start(text)?; // or papy::io::lines("access.log"), papy::io::stdin(), ..
//! for hit in &mut run.hits {
//!     papy::io::out(hit?)?;
//! }
//! println!("{}", run.finish_blocking()?.stats);
//! # Ok::<_, papy::Error>(())
//! ```
//!
//! The language is described where its words are: [`pipeline!`](macro@pipeline), [`#[piper]`](macro@piper) and
//! [`#[papy::main]`](macro@main). [`pipers`] and [`io`] have some that many pipelines need. [`compiler`] shows every mistake that the compiler finds, and what it says.
//!
//! # The graph as data
//!
//! Every pipeline has a constant [`GRAPH`](Graph): its nodes by id, what flows between them, where each runs and which run together.
//! It is a picture for [Graphviz](Graph::to_dot) or [Mermaid](Graph::to_mermaid), or [JSON](Graph::to_json) for other programs:
//!
//! ```
//! # use papy::prelude::*;
//! # #[piper(filter)]
//! # fn holds(line: &str, #[param] word: &str) -> bool { line.contains(word) }
//! # pipeline! {
//! #     pub Grep(word: String) {
//! #         imap pool = threads(4);
//! #         input lines: Line;
//! #         output hits: Line = lines -> holds { word } on pool;
//! #     }
//! # }
//! let node = Grep::GRAPH.nodes().next().unwrap();
//! assert_eq!((node.id, node.imap, node.rate.to_string()), ("hits.holds", Some("pool"), "1:0..1".into()));
//!
//! println!("{}", Grep::GRAPH);
//! # assert_eq!(Grep::GRAPH.to_string(), "\
//! # flowchart LR
//! #     n0([\"lines\"])
//! #     subgraph p0[\"pool: threads(4)\"]
//! #         n1[\"hits.holds<br/>filter 1:0..1\"]
//! #     end
//! #     n2([\"hits\"])
//! #     n0 -->|\"Line\"| n1
//! #     n1 -->|\"Line\"| n2
//! #     classDef imap0 fill:#cfe8ff,stroke:#666,color:#000
//! #     class p0 imap0
//! # ");
//! ```
//!
//! ```mermaid
//! flowchart LR
//!     n0(["lines"])
//!     subgraph p0["pool: threads(4)"]
//!         n1["hits.holds<br/>filter 1:0..1"]
//!     end
//!     n2(["hits"])
//!     n0 -->|"Line"| n1
//!     n1 -->|"Line"| n2
//!     classDef imap0 fill:#cfe8ff,stroke:#666,color:#000
//!     class p0 imap0
//! ```
//!
//! The documentation of a pipeline's struct ends with such a picture, of what its source says. Rustdoc shows it as text; it is drawn
//! where `RUSTDOCFLAGS="--html-in-header FILE"` adds a script of Mermaid that runs on `pre.language-mermaid`. `#[doc(hidden)]` on a
//! pipeline leaves it out.
//!
//! # Feature flags
//!
//! `io` (default): following files, signals, `#[papy::main]` on an `async fn`, timers in streams, [`io::dump_item`](io::dump_item()) and [`io::load_item`](io::load_item()). Pulls tokio, notify and
//! rustix.
//!
//! `processes` (default, on Unix): child processes as workers. Pulls rustix.
//!
//! `tracing` (default): events for whoever subscribes to `tracing`, see [`observe`].

#[doc(inline)]
pub use papy_macros::{main, pipeline, piper};
pub use papy_runtime::error::{Batch, BoxError, Cause, Error, ItemError, Lineage, Origin, Result, Worker};
pub use papy_runtime::graph::{self, Graph};
pub use papy_runtime::imap::{Any, Grid, IMap, Late, Task, Threads};
#[doc(hidden)]
pub use papy_runtime::plumbing;
pub use papy_runtime::run::{Cancelled, Context, Handle, IntoSource, Output, Quarantined, Report, Stall, Stats, init};

/// What can be seen of a run while it goes on: what [`Stats`] and a [`Stall`] are made of, and events.
///
/// ```
/// use papy::prelude::*;
/// use std::time::Duration;
///
/// #[piper]
/// fn twice(x: u64) -> u64 {
///     2 * x
/// }
///
/// pipeline! {
///     Twice {
///         imap pool = threads(2);
///         input xs: u64;
///         output out = xs -> twice on pool;
///     }
/// }
///
/// let mut run = Twice::new().start(0..1000u64)?;
/// run.handle.watch(Duration::from_secs(10), |stall| eprintln!("{stall}"));
/// assert_eq!((&mut run.out).into_iter().count(), 1000);
/// let stats = run.handle.stats();
/// let part = stats.part_of(&stats.nodes[0]);
/// assert_eq!((stats.nodes[0].done(), part.waiting, stats.imaps[0].workers), (1000, 0, 2));
/// # Ok::<_, papy::Error>(())
/// ```
///
/// # Events
///
/// With the feature `tracing` (default) a run tells whoever subscribes, under the target `papy`. What is in an item is never told, nor the text of its
/// error; nothing is put into words unless a subscriber wants it.
///
/// | event | level | fields |
/// |---|---|---|
/// | `run started`, `run ended` | `INFO` | `pipeline`; at the end `items`, `failed`, `busy` and `wall` in seconds |
/// | `run told to stop`, `run told to cancel` | `INFO` | `pipeline` |
/// | `imap joined` | `DEBUG` | `pipeline`, `imap`, `workers`; not of cheap work that stays with its reader |
/// | `worker started`, `worker ended` | `DEBUG` | `worker`: its number in its pool |
/// | `worker written off` | `WARN` | `pipeline`, `worker` |
/// | `item failed` | `WARN` | `pipeline`, `node`, `lineage`, `attempt`, `worker`, `cause` (see [`Cause::kind`]) |
/// | `stalled: ..` | `WARN` | `pipeline`, `still` in seconds; only of a run with a [`watch`](Handle::watch) |
pub mod observe {
    pub use papy_runtime::run::{
        Histogram, ImapStats, MemberStats, NodeStats, OutputStats, PartStats, Standing, State,
    };
}

pub mod io;
mod join;
pub mod pipers;
pub use join::join;

/// Checks generic pipelines for given parameters, by `cargo check`.
///
/// Whether the branches of a zip stay in step follows from the kinds of its pipers, and those of a generic pipeline are known only for given
/// parameters: without this its faults of that sort are told where it is started, and only by a build.
///
/// ```
/// use papy::prelude::*;
///
/// /// The words of `K` letters.
/// #[piper(flat_map)]
/// fn words<const K: usize>(text: String) -> Vec<String> {
///     text.as_bytes().windows(K).map(|word| String::from_utf8_lossy(word).into_owned()).collect()
/// }
///
/// pipeline! {
///     Count<const K: usize> {
///         input texts: String;
///         let words = texts -> words::<K>;
///         output pairs = (texts, words*);
///     }
/// }
///
/// papy::check!(Count<2>, Count<3>);
/// ```
///
/// Without the `*` the last line is an error, at the `words` of the zip.
#[macro_export]
macro_rules! check {
    ($($pipeline:ty),+ $(,)?) => {
        const _: () = {
            $(let () = <$pipeline>::CHECKED;)+
        };
    };
}

#[cfg(all(doc, not(doctest)))]
#[allow(rustdoc::invalid_rust_codeblocks, reason = "mistakes are what it shows")]
#[doc = include_str!("../docs/compiler.md")]
pub mod compiler {}

/// Lets child processes of a test binary be workers, in the root of a test's crate.
///
/// Pipelines that run on processes need it in tests, where `main` is not the user's: it makes one more test, which does nothing, and in which such
/// processes begin.
///
/// ```no_run
/// # use papy::prelude::*;
/// # #[piper]
/// # fn twice(x: u64) -> u64 { 2 * x }
/// pipeline! {
///     Twice {
///         imap pool = processes(2);
///         input xs: u64;
///         output out = xs -> twice on pool;
///     }
/// }
///
/// papy::test_workers!(Twice);
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! test_workers {
    ($($pipeline:ty),* $(,)?) => {
        #[cfg(test)]
        #[test]
        fn papy_workers_of_these_tests() {
            $crate::plumbing::serve_in_test::<($($pipeline,)*)>();
        }
    };
}

/// What a file with pipers and pipelines needs: `use papy::prelude::*;`.
pub mod prelude {
    pub use crate::io::Line;
    pub use crate::{Context, Error, IMap, ItemError, Result, Threads, pipeline, piper};
}

/// Has rustdoc compile and run the examples of README.md, and those of the macros, whose own crate knows no `papy`.
#[cfg(doctest)]
mod examples {
    #[doc = include_str!("../README.md")]
    struct Readme;

    #[doc = include_str!("../papy-macros/docs/pipeline.md")]
    struct Pipeline;

    #[doc = include_str!("../papy-macros/docs/piper.md")]
    struct Piper;

    #[doc = include_str!("../papy-macros/docs/main.md")]
    struct Main;
}
