//! Pipelines that are checked for given parameters, generic or not.

use papy::{pipeline, piper};

#[piper(filter_map)]
fn some<const N: u64>(x: u64) -> Option<u64> {
    (x % N == 0).then_some(x)
}

#[piper]
fn keep<T: Send + 'static>(x: T) -> T {
    x
}

pipeline! {
    pub Pairs<const N: u64> {
        input numbers: u64;
        let some = numbers -> some::<N>;
        output pairs = (numbers, some?);
    }
}

pipeline! {
    Keep<T> where T: Clone {
        input items: T;
        let kept = items -> keep;
        output both = (items, kept);
    }
}

pipeline! {
    Plain {
        input numbers: u64;
        output some = numbers -> some::<2>;
    }
}

papy::check!(Pairs<3>);
papy::check!(Pairs<4>, Keep<String>, Plain,);

fn main() {
    let mut run = Pairs::<2>::new().start(0..2).expect("it starts");
    let pairs: Vec<_> = (&mut run.pairs).into_iter().map(|item| item.expect("it runs")).collect();
    assert_eq!(pairs, [(0, Some(0)), (1, None)]);
    let mut run = Keep::<u8>::new().start([1]).expect("it starts");
    assert_eq!((&mut run.both).into_iter().count(), 1);
    let mut run = (Plain {}).start([1, 2]).expect("it starts");
    assert_eq!((&mut run.some).into_iter().count(), 1);
}
