//! Pools of every kind, and what they are given.

use papy::io::Line;
use papy::{Any, Grid, IMap, pipeline, piper};

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

pipeline! {
    pub Far(grid: Grid, own: String) {
        imap far = remote(grid);
        imap all = threads(2) + processes(4) + remote(Grid::hosts([own])?) [batch = 8];
        imap both = processes(1) + remote(grid);
        input lines: Line;
        output lengths: usize = lines -> count { plus: 1 } on far -> long on all -> long on both;
    }
}

fn far() {
    let text = || ["one", "three", "eleven"].map(Line::from);
    let pool: IMap<Any> = IMap::threads(2).into();
    let grid = Grid::hosts(["node1:7400", "[::1]:7400"]).unwrap();
    let pipeline = |own: &str| Far::new(grid.clone(), own.into());
    let why = |setup: FarSetup| setup.start(text()).map(drop).unwrap_err().to_string();

    let refused = pipeline("node2:7400").start(text()).map(drop).unwrap_err().to_string();
    let wants = "wants executors on other hosts, to which this version of papy does not connect";
    assert!(refused.contains(&format!("imap `far` {wants}: call `.far(IMap::processes(n))`")), "{refused}");
    let refused = why(pipeline("node2:7400").far(pool.clone()));
    assert!(refused.contains(&format!("imap `all` {wants}")), "{refused}");

    let given = |own: &str| pipeline(own).far(pool.clone()).all(pool.clone()).both(pool.clone());
    let refused = why(given("node2"));
    assert!(refused.contains("`node2` is no address of an executor"), "{refused}");
    let run = given("node2:7400").start(text()).unwrap();
    assert_eq!(run.lengths.collect_blocking::<Vec<_>>().unwrap(), [6, 7]);
}

fn main() {
    far();
    let text = || ["one", "three", "eleven"].map(Line::from);
    let pool = IMap::threads(2);
    let any: IMap<Any> = pool.clone().into();
    let refused = Lengths::new(1).other(any.clone()).start(text()).map(drop).unwrap_err().to_string();
    assert!(refused.contains("write `#[papy::main(Lengths)]` on `main`"), "{refused}");
    let run = Lengths { plus: 1 }.pool(pool).other(any).start(text()).unwrap();
    assert_eq!(run.lengths.collect_blocking::<Vec<_>>().unwrap(), [6, 7]);
}
