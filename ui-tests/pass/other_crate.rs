//! Pipers and pipelines of another crate, under other names.
#![deny(warnings)]

use library::more::{self as tools, add as plus};
use library::{Scale as Stretch, double as twice};
use papy::{pipeline, piper};

#[piper]
fn length(all: Vec<u64>) -> u64 {
    all.len() as u64
}

pipeline! {
    Uses(much: u64) {
        imap pool = threads(2);
        input xs: u64;
        let more = xs -> twice -> plus { much } on pool;
        output ys = more -> library::double -> tools::add { much: 1 } -> Stretch { offset: much } on pool;
        output threes = ys -> tools::repeat::<3> -> length;
    }
}

fn main() -> papy::Result<()> {
    let run = Uses { much: 5 }.start(0..3u64)?;
    let threes = std::thread::spawn(|| run.threes.collect_blocking::<Vec<_>>());
    let ys = run.ys.collect_blocking::<Vec<_>>()?;
    assert_eq!(threes.join().expect("it reads")?, [3, 3, 3]);
    assert_eq!(ys, (0..3).map(|x| ((2 * x + 5) * 2 + 1) * 2 + 5).collect::<Vec<_>>());
    Ok(())
}
