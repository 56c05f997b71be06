//! Pools of every kind, and what they are given.

use papy::io::Line;
use papy::{Any, IMap, pipeline, piper};

#[piper]
fn count(line: &[u8], #[param] plus: usize) -> usize {
    line.len() + plus
}

#[piper(filter)]
fn long(length: &usize) -> bool {
    *length > 5
}

pipeline! {
    pub Lengths(plus: usize) {
        imap pool = threads(1) + processes(2);
        imap other: Any;
        input lines: Line;
        output lengths: usize = lines -> count { plus } on pool -> long on other;
    }
}

fn main() {
    let text = || ["one", "three", "eleven"].map(Line::from);
    let refused = Lengths::new(1).start(text()).map(drop).unwrap_err().to_string();
    assert!(refused.contains("imap `pool` wants child processes"), "{refused}");
    let pool = IMap::threads(2);
    let any: IMap<Any> = pool.clone().into();
    let run = Lengths { plus: 1 }.pool(pool).other(any).start(text()).unwrap();
    assert_eq!(run.lengths.collect_blocking::<Vec<_>>().unwrap(), [6, 7]);
}
