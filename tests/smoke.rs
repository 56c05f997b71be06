//! Smoke.
use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}
#[piper]
fn dbl(x: &u64) -> u64 {
    x * 2
}
#[piper]
fn sum(a: u64, b: u64) -> u64 {
    a + b
}
#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}
#[piper]
fn add(x: u64, #[param] n: u64) -> u64 {
    x + n
}
#[piper(flat_map)]
fn rep(x: u64) -> Vec<u64> {
    vec![x; (x % 3) as usize]
}

pipeline! {
    Chain(n: u64) {
        imap pool = threads(3);
        input xs: u64;
        output out: u64 = xs -> inc on pool -> add { n } on pool -> even on pool;
    }
}

pipeline! {
    Inline {
        input xs: u64;
        output out: u64 = xs -> inc -> dbl;
    }
}

pipeline! {
    Diamond {
        imap a = threads(2);
        imap b = threads(2);
        input xs: u64;
        let l = xs -> inc on a;
        let r = xs -> dbl on b;
        output out: u64 = (l, r) -> sum;
        output both = (l, r) -> sum on a -> rep on b;
    }
}

#[test]
fn chain() {
    let run = Chain { n: 3 }.start(0..100_000u64).unwrap();
    let got: Vec<u64> = run.out.collect_blocking().unwrap();
    let want: Vec<u64> = (0..100_000u64).map(|x| x + 4).filter(|x| x % 2 == 0).collect();
    assert_eq!(got, want);
}

#[test]
fn inline() {
    let mut run = Inline::new().start(0..10u64).unwrap();
    let mut got = Vec::new();
    for x in &mut run.out {
        got.push(x.unwrap());
    }
    assert_eq!(got, (0..10u64).map(|x| (x + 1) * 2).collect::<Vec<_>>());
    println!("{}", run.finish_blocking().unwrap().stats);
}

#[test]
fn diamond() {
    let run = Diamond::new().start(0..1000u64).unwrap();
    let papy_out = run.out;
    let both = run.both;
    let t = std::thread::spawn(move || both.collect_blocking::<Vec<u64>>().unwrap());
    let got: Vec<u64> = papy_out.collect_blocking().unwrap();
    assert_eq!(got, (0..1000u64).map(|x| x + 1 + x * 2).collect::<Vec<_>>());
    let got = t.join().unwrap();
    assert_eq!(got, (0..1000u64).map(|x| x + 1 + x * 2).flat_map(rep).collect::<Vec<_>>());
    println!("{}", run.handle.finish_blocking().unwrap().stats);
}
