//! Work that hangs, aborts or overflows its stack, in processes of its own: only the items that do it fail.
//!
//! `cargo run --example isolate`

use papy::prelude::*;

/// What a library with bugs makes of a number.
#[piper]
fn risky(n: u64) -> Result<u64, String> {
    match n {
        3 => Err("3 is refused".to_owned()),
        5 => std::process::abort(),
        8 => loop {
            std::hint::spin_loop();
        },
        n => Ok(n * n),
    }
}

pipeline! {
    Squares {
        imap pool = processes(2);
        input numbers: u64;
        output squares = numbers -> risky on pool [timeout = 300ms];
    }
}

// The child processes are this program, started again: they begin here, and never run the body.
#[papy::main(Squares)]
fn main() -> papy::Result<()> {
    let mut run = Squares::new().start(0..12u64)?;
    for (number, square) in (0..).zip(&mut run.squares) {
        match square {
            Ok(square) => println!("{number}: {square}"),
            Err(error) => println!("{number}: {}", error.cause()),
        }
    }
    let report = run.finish_blocking()?;
    println!("quarantined: {}", report.quarantined);
    Ok(())
}
