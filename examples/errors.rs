//! What happens to items that fail: each failure is an `Err` in its item's place, and the run goes on.
//!
//!     cargo run --release --example errors

use papy::{Cause, pipeline, piper};

/// Fails for what is no number.
#[piper]
fn parse(text: &str) -> Result<i64, std::num::ParseIntError> {
    text.parse()
}

/// Panics for 0.
#[piper]
fn share(number: i64) -> i64 {
    1000 / number
}

/// Keeps what is large enough; failed items are not its business.
#[piper(filter)]
fn worth_while(share: &i64) -> bool {
    *share >= 10
}

pipeline! {
    Shares {
        imap pool = threads(3);

        input texts: &'static str;
        output shares: i64 = texts -> parse on pool -> share on pool -> worth_while on pool;
    }
}

fn main() -> papy::Result<()> {
    // The panic becomes an item: standard error need not hear of it too.
    std::panic::set_hook(Box::new(|_| {}));
    let mut run = Shares::new().start(["4", "seven", "8", "0", "500", "-", "10"])?;
    for share in &mut run.shares {
        match share {
            Ok(share) => println!("value  {share}"),
            Err(error) => println!("{:6} {error}", kind(error.cause())),
        }
    }
    let report = run.finish_blocking()?;
    for node in &report.stats.nodes {
        println!("{}: {} calls, {} failed", node.id, node.calls, node.failed);
    }
    Ok(())
}

fn kind(cause: &Cause) -> &'static str {
    match cause {
        Cause::Failed(_) => "Err",
        Cause::Panicked { .. } => "panic",
        _ => "other",
    }
}
