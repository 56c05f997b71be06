//! The pipers of the random graphs: one of each kind and way to take and to fail, for items that are nothing but bits.

#![allow(dead_code, reason = "not every seed draws every piper")]
#![allow(clippy::ptr_arg, reason = "a `Vec` is what a stage hands over")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use papy::piper;
use papy::prelude::Context;

use crate::law;

/// The item of all graphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct V {
    pub(crate) h: u64,
}

/// Anything that travels in a graph.
pub(crate) trait Bits: 'static {
    fn bits(&self) -> u64;
}

impl Bits for V {
    fn bits(&self) -> u64 {
        self.h
    }
}

impl<T: Bits> Bits for Option<T> {
    fn bits(&self) -> u64 {
        self.as_ref().map_or_else(law::none, |item| law::some(item.bits()))
    }
}

impl<T: Bits> Bits for Vec<T> {
    fn bits(&self) -> u64 {
        law::list(self.iter().map(Bits::bits))
    }
}

impl<T: Bits, const N: usize> Bits for [T; N] {
    fn bits(&self) -> u64 {
        law::list(self.iter().map(Bits::bits))
    }
}

impl<A: Bits, B: Bits> Bits for (A, B) {
    fn bits(&self) -> u64 {
        law::tuple([self.0.bits(), self.1.bits()])
    }
}

impl<A: Bits, B: Bits, C: Bits> Bits for (A, B, C) {
    fn bits(&self) -> u64 {
        law::tuple([self.0.bits(), self.1.bits(), self.2.bits()])
    }
}

/// What sinks saw, in any order.
pub(crate) type Seen = Arc<AtomicU64>;

fn give(made: u64) -> V {
    V { h: made }
}

fn refuse(made: u64) -> Result<u64, String> {
    if law::fails(made) { Err("refused".into()) } else { Ok(made) }
}

fn explode(made: u64) -> u64 {
    assert!(!law::fails(made), "exploded");
    made
}

fn brood(made: u64) -> Vec<V> {
    (0..law::children(made)).map(|index| give(law::child(made, index))).collect()
}

fn two<A: Bits, B: Bits>(n: u64, a: &A, b: &B) -> u64 {
    law::mix(n, law::tuple([a.bits(), b.bits()]))
}

fn three<A: Bits, B: Bits, C: Bits>(n: u64, a: &A, b: &B, c: &C) -> u64 {
    law::mix(n, law::tuple([a.bits(), b.bits(), c.bits()]))
}

#[piper]
pub(crate) fn map(v: V, #[param] n: u64) -> V {
    give(law::mix(n, v.h))
}

#[piper]
pub(crate) fn look(v: &V, #[param] n: u64) -> V {
    give(law::mix(n, v.h))
}

#[piper]
pub(crate) fn whole<T: Bits>(v: T, #[param] n: u64) -> V {
    give(law::mix(n, v.bits()))
}

#[piper]
pub(crate) fn attempt(v: V, #[param] n: u64) -> Result<V, String> {
    refuse(law::mix(n, v.h)).map(give)
}

/// Fails at some items the first time.
#[piper]
pub(crate) fn flaky(v: V, #[param] n: u64, #[context] cx: &Context) -> Result<V, String> {
    let bits = law::mix(n, v.h);
    if cx.attempt() == 1 { refuse(bits).map(give) } else { Ok(give(bits)) }
}

#[piper]
pub(crate) fn attempt_look(v: &V, #[param] n: u64) -> Result<V, String> {
    refuse(law::mix(n, v.h)).map(give)
}

#[piper]
pub(crate) fn boom(v: V, #[param] n: u64) -> V {
    give(explode(law::mix(n, v.h)))
}

#[piper]
pub(crate) fn boom_look(v: &V, #[param] n: u64) -> V {
    give(explode(law::mix(n, v.h)))
}

#[piper(filter)]
pub(crate) fn keep(v: &V, #[param] n: u64) -> bool {
    !law::drops(law::mix(n, v.h))
}

#[piper(filter)]
pub(crate) fn attempt_keep(v: &V, #[param] n: u64) -> Result<bool, String> {
    refuse(law::mix(n, v.h)).map(|made| !law::drops(made))
}

#[piper(filter)]
pub(crate) fn boom_keep(v: &V, #[param] n: u64) -> bool {
    !law::drops(explode(law::mix(n, v.h)))
}

#[piper(filter_map)]
pub(crate) fn pick(v: V, #[param] n: u64) -> Option<V> {
    let made = law::mix(n, v.h);
    (!law::drops(made)).then(|| give(made))
}

#[piper(filter_map)]
pub(crate) fn attempt_pick(v: &V, #[param] n: u64) -> Result<Option<V>, String> {
    refuse(law::mix(n, v.h)).map(|made| (!law::drops(made)).then(|| give(made)))
}

#[piper(flat_map)]
pub(crate) fn burst(v: V, #[param] n: u64) -> Vec<V> {
    brood(law::mix(n, v.h))
}

#[piper(flat_map)]
pub(crate) fn attempt_burst(v: V, #[param] n: u64) -> Result<Vec<V>, String> {
    refuse(law::mix(n, v.h)).map(brood)
}

#[piper(flat_map)]
pub(crate) fn boom_burst(v: V, #[param] n: u64) -> Vec<V> {
    brood(explode(law::mix(n, v.h)))
}

/// Panics in the midst of its children.
#[piper(flat_map)]
pub(crate) fn stream(v: V, #[param] n: u64) -> impl Iterator<Item = V> {
    let made = law::mix(n, v.h);
    (0..=law::children(made)).filter_map(move |index| {
        assert!(law::breaks(made) != Some(index), "exploded");
        (index < law::children(made)).then(|| give(law::child(made, index)))
    })
}

/// Some children are failures.
#[piper(flat_map, fallible_items)]
pub(crate) fn items(v: V, #[param] n: u64) -> Vec<Result<V, String>> {
    brood(law::mix(n, v.h)).into_iter().map(|v| refuse(v.h).map(give)).collect()
}

#[piper]
pub(crate) fn pair<A: Bits, B: Bits>(a: A, b: B, #[param] n: u64) -> V {
    give(two(n, &a, &b))
}

#[piper]
pub(crate) fn pair_look<A: Bits, B: Bits>(a: &A, b: &B, #[param] n: u64) -> V {
    give(two(n, a, b))
}

#[piper]
pub(crate) fn pair_mixed<A: Bits, B: Bits>(a: &A, b: B, #[param] n: u64) -> Result<V, String> {
    refuse(two(n, a, &b)).map(give)
}

#[piper]
pub(crate) fn pair_boom<A: Bits, B: Bits>(a: A, b: B, #[param] n: u64) -> V {
    give(explode(two(n, &a, &b)))
}

#[piper(filter)]
pub(crate) fn pair_keep<A: Bits, B: Bits>(a: &A, b: &B, #[param] n: u64) -> bool {
    !law::drops(two(n, a, b))
}

#[piper(filter_map)]
pub(crate) fn pair_pick<A: Bits, B: Bits>(a: A, b: B, #[param] n: u64) -> Option<V> {
    let made = two(n, &a, &b);
    (!law::drops(made)).then(|| give(made))
}

#[piper(flat_map)]
pub(crate) fn pair_burst<A: Bits, B: Bits>(a: A, b: B, #[param] n: u64) -> Vec<V> {
    brood(two(n, &a, &b))
}

#[piper]
pub(crate) fn trio<A: Bits, B: Bits, C: Bits>(a: A, b: B, c: C, #[param] n: u64) -> V {
    give(three(n, &a, &b, &c))
}

#[piper]
pub(crate) fn trio_boom<A: Bits, B: Bits, C: Bits>(a: &A, b: &B, c: &C, #[param] n: u64) -> V {
    give(explode(three(n, a, b, c)))
}

#[piper(filter)]
pub(crate) fn trio_keep<A: Bits, B: Bits, C: Bits>(a: &A, b: &B, c: &C, #[param] n: u64) -> bool {
    !law::drops(three(n, a, b, c))
}

#[piper(flat_map)]
pub(crate) fn trio_burst<A: Bits, B: Bits, C: Bits>(a: A, b: B, c: C, #[param] n: u64) -> Vec<V> {
    brood(three(n, &a, &b, &c))
}

/// Gives way now and then.
async fn wait(made: u64) {
    let mut left = made % 3;
    std::future::poll_fn(|cx| {
        let Some(less) = left.checked_sub(1) else { return Poll::Ready(()) };
        left = less;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[piper]
pub(crate) async fn await_map(v: V, #[param] n: u64) -> V {
    wait(v.h).await;
    give(law::mix(n, v.h))
}

#[piper]
pub(crate) async fn await_look(v: &V, #[param] n: u64) -> Result<V, String> {
    wait(v.h).await;
    refuse(law::mix(n, v.h)).map(give)
}

#[piper]
pub(crate) async fn await_boom(v: &V, #[param] n: u64) -> V {
    wait(v.h).await;
    give(explode(law::mix(n, v.h)))
}

#[piper(filter)]
pub(crate) async fn await_keep(v: &V, #[param] n: u64) -> bool {
    wait(v.h).await;
    !law::drops(law::mix(n, v.h))
}

#[piper(filter_map)]
pub(crate) async fn await_pick(v: V, #[param] n: u64) -> Result<Option<V>, String> {
    wait(v.h).await;
    refuse(law::mix(n, v.h)).map(|made| (!law::drops(made)).then(|| give(made)))
}

#[piper(flat_map)]
pub(crate) async fn await_burst(v: V, #[param] n: u64) -> Vec<V> {
    wait(v.h).await;
    brood(law::mix(n, v.h))
}

#[piper]
pub(crate) async fn await_pair<A: Bits, B: Bits>(a: &A, b: B, #[param] n: u64) -> V {
    wait(a.bits()).await;
    give(two(n, a, &b))
}

fn couple(made: u64) -> [V; 2] {
    [0, 1].map(|index| give(law::child(made, index)))
}

#[piper]
pub(crate) fn gather(vs: Vec<V>, #[param] n: u64) -> V {
    give(law::mix(n, vs.bits()))
}

#[piper]
pub(crate) fn gather_boom(vs: &Vec<V>, #[param] n: u64) -> V {
    give(explode(law::mix(n, vs.bits())))
}

#[piper]
pub(crate) fn gather_two(vs: [V; 2], #[param] n: u64) -> V {
    give(law::mix(n, vs.bits()))
}

#[piper]
pub(crate) fn spread(v: V, #[param] n: u64) -> [V; 2] {
    couple(law::mix(n, v.h))
}

#[piper]
pub(crate) fn spread_boom(v: &V, #[param] n: u64) -> [V; 2] {
    couple(explode(law::mix(n, v.h)))
}

#[piper]
pub(crate) fn scatter(v: V, #[param] n: u64) -> Vec<V> {
    brood(law::mix(n, v.h))
}

#[piper]
pub(crate) fn regroup(vs: Vec<V>, #[param] n: u64) -> [V; 2] {
    couple(law::mix(n, vs.bits()))
}

#[piper]
pub(crate) fn sink(v: V, #[param] n: u64, #[param] seen: &Seen) {
    seen.fetch_add(law::mix(n, v.h), Ordering::Relaxed);
}

#[piper]
pub(crate) fn sink_look(v: &V, #[param] n: u64, #[param] seen: &Seen) -> Result<(), String> {
    seen.fetch_add(refuse(law::mix(n, v.h))?, Ordering::Relaxed);
    Ok(())
}

/// What a fold makes of items: their bits, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum(Vec<u64>);

impl Bits for Sum {
    fn bits(&self) -> u64 {
        law::list(self.0.iter().copied())
    }
}

fn join_sums(all: &mut Sum, more: Sum) {
    all.0.extend(more.0);
}

fn add_sums(all: &mut Sum, more: Sum) {
    for made in more.0 {
        count_in(all, made);
    }
}

fn count_in(all: &mut Sum, made: u64) {
    let before = all.0.pop().unwrap_or(0);
    all.0.push(before.wrapping_add(made));
}

#[piper(scan)]
pub(crate) fn trail(state: &mut u64, v: V, #[param] n: u64) -> V {
    *state = law::mix(*state, law::mix(n, v.h));
    give(*state)
}

#[piper(scan)]
pub(crate) fn trail_look(state: &mut u64, v: &V, #[param] n: u64) -> V {
    *state = law::mix(*state, law::mix(n, v.h));
    give(*state)
}

#[piper(scan)]
pub(crate) fn trail_attempt(state: &mut u64, v: V, #[param] n: u64) -> Result<V, String> {
    *state = law::mix(*state, law::mix(n, v.h));
    refuse(*state).map(give)
}

#[piper(scan)]
pub(crate) fn trail_pick(state: &mut u64, v: &V, #[param] n: u64) -> Option<V> {
    *state = law::mix(*state, law::mix(n, v.h));
    (!law::drops(*state)).then(|| give(*state))
}

#[piper(scan)]
pub(crate) fn trail_burst(state: &mut u64, v: V, #[param] n: u64) -> Vec<V> {
    *state = law::mix(*state, law::mix(n, v.h));
    brood(*state)
}

#[piper(fold)]
pub(crate) fn total(all: &mut Sum, v: V, #[param] n: u64) {
    all.0.push(law::mix(n, v.h));
}

#[piper(fold, merge = join_sums)]
pub(crate) fn total_merged(all: &mut Sum, v: V, #[param] n: u64) {
    all.0.push(law::mix(n, v.h));
}

#[piper(fold, merge = join_sums)]
pub(crate) fn total_attempt(all: &mut Sum, v: &V, #[param] n: u64) -> Result<(), String> {
    all.0.push(refuse(law::mix(n, v.h))?);
    Ok(())
}

/// What it leaves behind where it explodes must not count.
#[piper(fold, merge = join_sums)]
pub(crate) fn total_boom(all: &mut Sum, v: &V, #[param] n: u64) {
    all.0.push(0);
    let made = explode(law::mix(n, v.h));
    all.0.pop();
    all.0.push(made);
}

#[piper(fold, merge = add_sums, commutative)]
pub(crate) fn total_anyhow(all: &mut Sum, v: &V, #[param] n: u64) {
    count_in(all, law::mix(n, v.h));
}

/// Associative, and not commutative.
#[piper(reduce)]
pub(crate) fn chained(a: V, b: V) -> V {
    give(law::chain(a.h, b.h))
}
