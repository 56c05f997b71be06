//! Models of each piece in which papy's threads wait for each other by hand: the pieces themselves, from their own files, under Shuttle, which
//! chooses who goes on at every lock, wait and atomic. A wake-up that is lost is a deadlock here, and a failure.
//!
//! `papy-models N` tries `N` orders of each model at random and `N` with few switches; `papy-models NAME SCHEDULE` runs again what a failure
//! printed. All atomics are in one order here: that weaker ones suffice where they are used is said beside them, not shown.

#![allow(dead_code, unused_variables, unreachable_pub, reason = "of each piece a model uses a part")]

mod flow;
mod models;
mod plumbing;
mod sync;
mod worker;

use std::time::Instant;

type Model = (&'static str, fn());

const MODELS: [Model; 11] = [
    ("pool_wakes_a_worker_for_each_job", models::pool::wakes_a_worker_for_each_job),
    ("pool_lone_worker_misses_nothing", models::pool::lone_worker_misses_nothing),
    ("pool_lone_carrier_misses_nothing", models::pool::lone_carrier_misses_nothing),
    ("pool_called_worker_looks", models::pool::called_worker_looks),
    ("pool_ends_with_its_last_run", models::pool::ends_with_its_last_run),
    ("pool_replaced_worker_ends", models::pool::replaced_worker_ends),
    ("spin_lets_one_wait", models::pool::spin_lets_one_wait),
    ("bell_wakes_readers", models::readers::bell_wakes_readers),
    ("waiter_wakes_the_last_waker", models::readers::waiter_wakes_the_last_waker),
    ("clock_calls_what_is_due", models::readers::clock_calls_what_is_due),
    ("recall_and_stop_meet", models::readers::recall_and_stop_meet),
];

/// Switches between threads in an order that is chosen to have few.
const SWITCHES: usize = 3;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [name, schedule] = &words[..] {
        let (_, model) = MODELS.iter().find(|(known, _)| known == name).expect("one of the models");
        shuttle::replay(model, schedule);
        return;
    }
    let orders = words.first().map_or(1000, |orders| orders.parse().expect("a number of orders"));
    for (name, model) in MODELS {
        let begun = Instant::now();
        println!("{name}");
        shuttle::check_random(model, orders);
        shuttle::check_pct(model, orders, SWITCHES);
        println!("    {} orders in {:?}", 2 * orders, begun.elapsed());
    }
}
