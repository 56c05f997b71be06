//! The crate has another name in `Cargo.toml`.
#![deny(warnings)]

use other::{pipeline, piper};

#[piper(crate = other)]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper(flat_map, crate = other)]
fn rep(x: u64) -> Vec<u64> {
    vec![x, x]
}

mod within {
    pub(crate) use other as again;
}

pipeline! {
    Renamed {
        crate = other;

        imap pool = threads(1);
        input numbers: u64;
        let more = numbers -> inc on pool;
        output out = (numbers, more);
        output reps = more -> rep;
    }
}

pipeline! {
    Through {
        crate = crate::within::again;

        input numbers: u64;
        output out: u64 = numbers -> inc;
    }
}

fn main() -> other::Result<()> {
    let _ = Renamed::new().start([1u64])?.finish_blocking()?;
    let _ = Through::new().start([1u64])?.finish_blocking()?;
    Ok(())
}
