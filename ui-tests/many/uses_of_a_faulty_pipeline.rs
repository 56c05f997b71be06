//! The users of a faulty pipeline hear nothing of it.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    pub P {
        imap pool = threads(2);
        input numbers: u64;
        output out: u64 = numbers -> inc -> inc on pool;
        output more = number -> inc; //~ number
    }
}

const PICTURED: papy::Graph = P::GRAPH;

fn main() -> papy::Result<()> {
    println!("{PICTURED} {:?}", P::GRAPH.nodes().next());
    let mut run = P::new().pool(papy::IMap::threads(3)).start(0..10)?;
    for item in &mut run.out {
        let item: u64 = item.expect("no failures");
        println!("{item}");
    }
    run.finish_blocking()?;
    Ok(())
}
