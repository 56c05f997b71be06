//! try-out
use papy::prelude::*;

#[piper]
fn twice(x: u64, #[param] by: u64) -> u64 {
    x * by
}

#[piper(flat_map)]
fn up_to(x: u64) -> Vec<u64> {
    (0..x % 4).collect()
}

#[piper]
fn pid(x: u64) -> (u64, u32) {
    (x, std::process::id())
}

pipeline! {
    Far(by: u64) {
        imap pool = processes(4);
        input a: u64;
        output b = a -> twice { by } on pool;
        output c = a -> up_to on pool -> pid on pool;
    }
}
pipeline! {
    Cheap(by: u64) {
        imap pool = processes(4);
        input a: u64;
        output b = a -> twice { by } on pool;
    }
}

#[papy::main(Far, Cheap)]
fn main() -> papy::Result<()> {
    let mut run = Far { by: 3 }.start(0..20u64)?;
    let b: Vec<u64> = (&mut run.b).into_iter().collect::<papy::Result<_, _>>()?;
    let c: Vec<(u64, u32)> = (&mut run.c).into_iter().collect::<papy::Result<_, _>>()?;
    println!("{b:?}\n{c:?}");
    println!("{}", run.finish_blocking()?.stats);
    let n = 10_000_000u64;
    let begun = std::time::Instant::now();
    let run = Cheap { by: 3 }.start(0..n)?;
    let sum = run.b.into_iter().fold(0u64, |s, x| s.wrapping_add(x.unwrap()));
    println!("{sum} {} M/s", n as f64 / begun.elapsed().as_secs_f64() / 1e6);
    Ok(())
}
