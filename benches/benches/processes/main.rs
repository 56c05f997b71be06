//! T1 to T4: what papy does in child processes, against the best that people use today.
//!
//!     cargo bench -p papy-benches --bench processes            all of them
//!     cargo bench -p papy-benches --bench processes -- t1 t4   some
//!     cargo bench -p papy-benches --bench processes -- t1 only=papy   of their contestants those with this in their names
//!
//! Each prints medians of runs that take turns in one process, and ratios to the first row. The time of all cores leaves out what children
//! used. Workers are begun before the clock starts, Python's too.

mod raw;
mod t1;
mod t2;
mod t3;
mod t4;

#[papy::main(t1::Tiny, t1::Records, t1::Pids, t2::Work, t3::Echo, t4::Trip)]
fn main() {
    // In a child of procspawn it does not return.
    procspawn::init();
    raw::serve();
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--") && !word.starts_with("only=")).collect();
    let all: [(&str, fn()); 4] = [("t1", t1::run), ("t2", t2::run), ("t3", t3::run), ("t4", t4::run)];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            run();
        }
    }
}
