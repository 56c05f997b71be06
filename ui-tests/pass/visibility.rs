//! Private pipers and private item types in public pipelines of nested modules, documented as a library must be.
//!
//! Nothing that is generated is worth a word, not to those who ask for all.
#![deny(missing_docs, warnings, unreachable_pub, missing_debug_implementations, private_interfaces, private_bounds)]
#![warn(clippy::pedantic)]

/// A module of a library.
pub mod library {
    use papy::{pipeline, piper};

    struct Parcel(u64);

    #[piper]
    fn weigh(x: u64) -> Parcel {
        Parcel(x)
    }

    #[piper]
    fn open(parcel: Parcel) -> u64 {
        parcel.0
    }

    #[piper]
    fn look(parcel: &Parcel) -> u64 {
        parcel.0 + 1
    }

    /// Adds.
    #[piper]
    pub fn add(a: u64, b: u64) -> u64 {
        a + b
    }

    pipeline! {
        /// Weighs parcels.
        pub Weigh(
            /// Nothing yet.
            _unused: u8,
        ) {
            /// Where the work is done.
            imap pool = threads(2);

            input numbers: u64;
            let parcels = numbers -> weigh on pool;
            /// What they weigh.
            output out: u64 = parcels -> open;
            output seen = parcels -> look on pool;
        }
    }

    pub(crate) mod deep {
        use super::{add, open, weigh};
        use papy::pipeline;

        pipeline! {
            pub(crate) Deep {
                input left: u64;
                input right: u64;
                output out = (left, right) -> add -> weigh -> open;
            }
        }

        pipeline! {
            pub(super) Solo {
                input numbers: u64;
                output out = numbers -> weigh -> open;
            }
        }

        pipeline! {
            pub(crate) Unused {
                input numbers: u64;
                output out = numbers -> weigh -> open;
            }
        }
    }

    pipeline! {
        Private {
            input numbers: u64;
            output parcels = numbers -> weigh;
        }
    }

    /// Runs them.
    ///
    /// # Errors
    ///
    /// If they cannot run.
    pub fn run() -> papy::Result<()> {
        let out: Vec<Parcel> = Private::new().start([5u64])?.parcels.collect_blocking().expect("nothing fails");
        assert_eq!(out[0].0, 5);
        let run = deep::Solo::new().start([5u64])?;
        run.handle.pause();
        run.handle.resume();
        run.finish_blocking().map(drop)
    }
}

fn main() -> papy::Result<()> {
    library::run()?;
    const KEPT: papy::Graph = library::Weigh::GRAPH;
    assert_eq!(KEPT.imaps().count(), 1);
    let _ = library::deep::Deep::new()
        .start(library::deep::DeepInputs { left: [1u64], right: [2u64] })?
        .finish_blocking()?;
    let run = library::Weigh::new(1).pool(papy::IMap::threads(1)).start([1u64])?;
    let seen = std::thread::spawn(move || run.seen.collect_blocking::<Vec<u64>>().expect("nothing fails"));
    let out: Vec<u64> = run.out.collect_blocking().expect("nothing fails");
    assert_eq!((out, seen.join().expect("nothing panics")), (vec![1], vec![2]));
    Ok(())
}
