//! 44 random graphs, as pipelines and as data. Written by `generate.rs` from seed 2: change that, not this.

use crate::graph::{Act, Gives, Graph, Join, Keeps, Lengths, Mark, Op, Short, Takes};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> scatter { n: 1 } [produce = 2, on_error = skip];
        let s4 = ys -> await_boom { n: 2 };
        let s5 = s4 -> stream { n: 3 } [on_error = skip, slice = 3];
        let s6 = xs -> await_look { n: 4 };
        output s7 [buffer = 4] = s5 -> regroup { n: 5 } [last = drop, consume = 3, produce];
        let s8 = s6 -> gather { n: 6 } [last = drop, consume = 3];
        let s9 = [zs, s3];
        output s10 = (s8, s9) [zip = shortest];
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 1, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s3.scatter", skip: true },
        Op::Node { from: 1, act: Act::Boom, n: 2, id: "s4.await_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Stream, n: 3, id: "s5.stream", skip: true, collect: None, held: 3 },
        Op::Node { from: 0, act: Act::Attempt, n: 4, id: "s6.await_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: Some(Takes { of: 3, short: Short::Drops }), n: 5, boom: false, gives: Gives::Two, id: "s7.regroup", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 3, short: Short::Drops }), n: 6, boom: false, gives: Gives::One, id: "s8.gather", skip: false },
        Op::Rounds { members: &[2, 3] },
        Op::Positions { members: &[8, 9], lengths: Lengths::Shortest, id: "s10.zip" },
    ],
    outputs: &[7, 10],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G1 {
        input xs: V;
        let s1 = xs -> gather_two { n: 1 } [consume = 2];
        let s2 = s1 -> spread { n: 2 } [produce];
        let s3 = (xs, s2) -> pair_look { n: 3 };
        output s5 [buffer = 52] = s1 -> gather_two { n: 4 } [last = error, consume = 2];
        output s6 = s3 -> boom { n: 5 };
        output s7 = s1 -> total_merged { n: 6 };
        let s8 = s1 -> attempt_keep { n: 7 };
        let s9 = s8 -> scatter { n: 8 } [produce];
        output s10 = s9 -> total { n: 9 } [every = 3];
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather_two", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::InStep { members: &[0, 2], fork: 0, many: true, group: Some((2, 2)), id: "s3.zip" },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Node { from: 4, act: Act::Boom, n: 5, id: "s6.boom", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::Total { every: None }, n: 6, id: "s7.total_merged", skip: false },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 7, id: "s8.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 8, takes: None, n: 8, boom: false, gives: Gives::Some, id: "s9.scatter", skip: false },
        Op::Kept { from: 9, keeps: Keeps::Total { every: Some(3) }, n: 9, id: "s10.total", skip: false },
    ],
    outputs: &[5, 6, 7, 10],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G2 {
        imap p0 = threads(3) [buffer = 32];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> trail_look { n: 1 } on p1;
        let s2 = (s1, xs) -> pair_burst { n: 2 } [slice = 4];
        let s4 = (s1, s2, xs) [join = each];
        let s5 = s2 -> attempt_burst { n: 3 } [on_error = skip, slice = 3];
        let s6 = s4 -> trio_burst { n: 4 } [slice = 1];
        let s7 = s5 -> boom_burst { n: 5 } on p0;
        let s8 = (xs, s7*);
        let s9 = (s6*, s7*, s5*);
        output s10 = (s4*, s8);
        output s11 [buffer = 51] = s9 -> trio_boom { n: 6 } on p0 [on_error = skip, buffer = 47];
        output s12 = s4 -> trio_keep { n: 7 } on p0 [retry = 2, backoff = 0ms];
    }
}

const GRAPH2: Graph = Graph {
    name: "G2",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail_look", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s2.pair_burst", skip: false, collect: None, held: 4 },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 3, act: Act::AttemptBurst, n: 3, id: "s5.attempt_burst", skip: true, collect: None, held: 3 },
        Op::Node { from: 4, act: Act::Burst, n: 4, id: "s6.trio_burst", skip: false, collect: None, held: 1 },
        Op::Node { from: 5, act: Act::BoomBurst, n: 5, id: "s7.boom_burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (7, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(6, Mark::Star), (7, Mark::Star), (5, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(4, Mark::Star), (8, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 9, act: Act::Boom, n: 6, id: "s11.trio_boom", skip: true, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Keep, n: 7, id: "s12.trio_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10, 11, 12],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G3 {
        imap p0 = threads(1);
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> scatter { n: 1 } on p1 [produce = 2];
        let s2 = xs -> trail_attempt { n: 2 } on p0;
        let s3 = s2 -> boom_look { n: 3 };
        output s4 = (s2, s3) -> pair_pick { n: 4 } on p0;
        let s6 = s1 -> trail_attempt { n: 5 };
        let s7 = s6 -> look { n: 6 };
        output s8 = s7 -> chained [fuse = off];
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s1.scatter", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 2, id: "s2.trail_attempt", skip: false },
        Op::Node { from: 2, act: Act::Boom, n: 3, id: "s3.boom_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 4, act: Act::Pick, n: 4, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::TrailAttempt, n: 5, id: "s6.trail_attempt", skip: false },
        Op::Node { from: 6, act: Act::Map, n: 6, id: "s7.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 7, keeps: Keeps::Chained, n: 7, id: "s8.chained", skip: false },
    ],
    outputs: &[5, 8],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s8)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        imap p1 = threads(2) [buffer = 2];
        input xs: V;
        let s1 = xs -> attempt_look { n: 1 } on p1 [on_error = skip];
        let s2 = s1 -> await_map { n: 2 };
        output s3 [buffer = 30] = s2 -> await_keep { n: 3 } on p1 [retry = 3, backoff = 1ms, weight = 2];
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt_look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.await_map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Keep, n: 3, id: "s3.await_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G5 {
        input xs: V;
        let s1 = xs -> attempt { n: 1 } [batch = 7];
        output s2 = s1 -> trail_look { n: 2 };
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 2, id: "s2.trail_look", skip: false },
    ],
    outputs: &[2],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G6 {
        imap p0 = threads(3);
        input xs: V;
        output s1 = xs -> total_attempt { n: 1 } on p0 [fuse = off];
        output s2 = xs -> total_merged { n: 2 };
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TotalAttempt, n: 1, id: "s1.total_attempt", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Total { every: None }, n: 2, id: "s2.total_merged", skip: false },
    ],
    outputs: &[1, 2],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s2)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7(seen: Seen) {
        imap p0 = threads(2);
        imap p1 = threads(2);
        imap p2 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> attempt { n: 1 } [on_error = skip];
        let s4 = ys -> trail_attempt { n: 2 } on p0 [on_error = skip];
        let s5 = s3 -> await_burst { n: 3 } [collect = 4, buffer = 43, timeout = 1h];
        output s6 = s5 -> keep { n: 4 } on p1;
        let s7 = s4 -> await_look { n: 5 } on p2 [timeout = 1h];
        let s8 = xs -> trail_attempt { n: 6 } [on_error = skip];
        let s9 = zs -> spread { n: 7 } on p2 [produce];
        let s10 = s9 -> spread_boom { n: 8 } [produce];
        let s11 = s10 -> gather_two { n: 9 } [consume = 2];
        let s12 = zs -> spread { n: 10 } on p2 [produce];
        output s13 = (s11, s12) -> pair_keep { n: 11 } on p1;
        let s15 = (s5, s4) [zip = shortest];
        let s16 = (s8, s15) [zip = longest] -> pair_burst { n: 12 } on p1 [slice = 2];
        s7 -> sink_look { n: 13, seen };
        s16 -> sink_look { n: 14, seen };
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Attempt, n: 1, id: "s3.attempt", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::TrailAttempt, n: 2, id: "s4.trail_attempt", skip: true },
        Op::Node { from: 3, act: Act::Burst, n: 3, id: "s5.await_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 5, act: Act::Keep, n: 4, id: "s6.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 5, id: "s7.await_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 6, id: "s8.trail_attempt", skip: true },
        Op::Rated { from: 2, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s9.spread", skip: false },
        Op::Rated { from: 9, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 10, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s11.gather_two", skip: false },
        Op::Rated { from: 2, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::InStep { members: &[11, 12], fork: 2, many: true, group: None, id: "s13.zip" },
        Op::Node { from: 13, act: Act::Keep, n: 11, id: "s13.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[5, 4], lengths: Lengths::Shortest, id: "s15.zip" },
        Op::Positions { members: &[8, 15], lengths: Lengths::Longest, id: "s16.zip" },
        Op::Node { from: 16, act: Act::Burst, n: 12, id: "s16.pair_burst", skip: false, collect: None, held: 2 },
        Op::Sink { from: 7, n: 13, fallible: true },
        Op::Sink { from: 17, n: 14, fallible: true },
    ],
    outputs: &[6, 14],
};

fn start7(feeds: &mut Feeds) -> Started {
    let run = G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s13)], handle: run.handle }
}

fn unread7(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G8(seen: Seen) {
        input xs: V;
        let s1 = xs -> boom_look { n: 1 };
        let s2 = s1 -> await_boom { n: 2 } [buffer = 29];
        let s3 = s2 -> attempt_burst { n: 3 } [slice = 2];
        let s4 = s3 -> spread { n: 4 } [produce];
        let s5 = s4 -> attempt_look { n: 5 };
        output s6 = s2 -> await_burst { n: 6 } [slice = 1];
        output s7 = s5 -> await_boom { n: 7 } [retry = 2, backoff = 1ms];
        let s8 = xs -> gather_two { n: 8 } [consume = 2];
        let s9 = s8 -> gather_two { n: 9 } [consume = 2];
        let s10 = xs -> gather_boom { n: 10 } [consume = 4, batch = 7];
        let s11 = (s9, s10) -> pair_mixed { n: 11 };
        s11 -> sink_look { n: 12, seen };
    }
}

const GRAPH8: Graph = Graph {
    name: "G8",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 2, id: "s2.await_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptBurst, n: 3, id: "s3.attempt_burst", skip: false, collect: None, held: 2 },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Node { from: 4, act: Act::Attempt, n: 5, id: "s5.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Burst, n: 6, id: "s6.await_burst", skip: false, collect: None, held: 1 },
        Op::Node { from: 5, act: Act::Boom, n: 7, id: "s7.await_boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 8, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::Rated { from: 8, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 10, boom: true, gives: Gives::One, id: "s10.gather_boom", skip: false },
        Op::InStep { members: &[9, 10], fork: 0, many: false, group: None, id: "s11.zip" },
        Op::Node { from: 11, act: Act::Attempt, n: 11, id: "s11.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 12, n: 12, fallible: true },
    ],
    outputs: &[6, 7],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G9 {
        input xs: V;
        let s1 = xs -> scatter { n: 1 } [produce = 2, batch = 1];
        let s2 = s1 -> await_burst { n: 2 } [buffer = 25];
        let s3 = (s2*, s1*, xs) -> trio { n: 3 };
        output s5 = s3 -> boom_keep { n: 4 };
        output s6 = s3 -> gather_boom { n: 5 } [consume = 4];
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s1.scatter", skip: false },
        Op::Node { from: 1, act: Act::Burst, n: 2, id: "s2.await_burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Star), (1, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.trio", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::BoomKeep, n: 4, id: "s5.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 4, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
    ],
    outputs: &[5, 6],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G10 {
        imap p0 = threads(3);
        imap p1 = threads(3);
        input xs: V;
        input ys: V;
        let s2 = xs -> total_boom { n: 1 };
        let s3 = s2 -> whole { n: 2 };
        output s4 = ys -> total_anyhow { n: 3 } [fuse = off];
        let s5 = ys -> boom { n: 4 };
        let s6 = s3 -> gather_two { n: 5 } on p1 [consume = 2];
        let s7 = s6 -> gather_two { n: 6 } [consume = 2];
        let s8 = s3 -> gather_boom { n: 7 } on p1 [consume = 4];
        output s9 = (s7, s8);
        output s10 = s5 -> spread_boom { n: 8 } [produce];
        let s11 = xs -> gather_two { n: 9 } on p0 [consume = 2, batch = 9];
        let s12 = s11 -> gather_two { n: 10 } [consume = 2];
        let s13 = xs -> gather_boom { n: 11 } on p0 [consume = 4];
        let s14 = (s12, s13) -> pair_look { n: 12 } on p0;
        output s16 = (ys, s14) [zip = longest];
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 0, keeps: Keeps::TotalBoom, n: 1, id: "s2.total_boom", skip: false },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s3.whole", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::TotalAnyhow, n: 3, id: "s4.total_anyhow", skip: false },
        Op::Node { from: 1, act: Act::Boom, n: 4, id: "s5.boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 3, many: false, group: None, id: "s9.zip" },
        Op::Rated { from: 5, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s11.gather_two", skip: false },
        Op::Rated { from: 11, takes: Some(Takes { of: 2, short: Short::Fails }), n: 10, boom: false, gives: Gives::One, id: "s12.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 11, boom: true, gives: Gives::One, id: "s13.gather_boom", skip: false },
        Op::InStep { members: &[12, 13], fork: 0, many: false, group: None, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Map, n: 12, id: "s14.pair_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[1, 15], lengths: Lengths::Longest, id: "s16.zip" },
    ],
    outputs: &[4, 9, 10, 16],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new().start(G10Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s9), Box::new(run.s10), Box::new(run.s16)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new().start(G10Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        imap p0 = threads(3);
        imap p1 = threads(2);
        imap p2 = threads(1) [batch = 4];
        input xs: V;
        let s1 = xs -> trail_pick { n: 1 } on p1;
        let s2 = s1 -> pick { n: 2 };
        let s3 = s2 -> total_attempt { n: 3 } on p2;
        output s4 = (s3, s3);
        let s5 = xs -> gather_two { n: 4 } on p2 [consume = 2];
        let s6 = s5 -> gather_two { n: 5 } [consume = 2];
        let s7 = s6 -> spread { n: 6 } on p2 [produce, batch = 11];
        let s8 = xs -> gather_two { n: 7 } on p1 [consume = 2, batch = 2];
        let s9 = (s7, s8);
        output s10 = (s9, s9) -> pair { n: 8 } on p0;
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailPick, n: 1, id: "s1.trail_pick", skip: false },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TotalAttempt, n: 3, id: "s3.total_attempt", skip: false },
        Op::Zip { members: &[(3, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::InStep { members: &[7, 8], fork: 0, many: true, group: Some((2, 4)), id: "s9.zip" },
        Op::Zip { members: &[(9, Mark::Plain), (9, Mark::Plain)], join: Join::Exact, fork: 9 },
        Op::Node { from: 10, act: Act::Map, n: 8, id: "s10.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 11],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s10)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12 {
        imap p0 = threads(3) [strict];
        imap p1 = threads(2) [batch = 7];
        input xs: V;
        input ys: V;
        let s2 = xs -> spread_boom { n: 1 } [produce];
        let s3 = ys -> spread_boom { n: 2 } [produce, batch = 7];
        let s4 = s3 -> gather_two { n: 3 } on p1 [consume = 2];
        let s5 = (ys, s4);
        let s6 = (ys, s5);
        let s7 = s6 -> pair_keep { n: 4 } on p1;
        let s8 = s2 -> trail_look { n: 5 } [fuse = off];
        output s9 = s4 -> gather { n: 6 } on p1 [consume = 3];
        let s10 = s9 -> spread { n: 7 } [produce];
        let s11 = s4 -> regroup { n: 8 } [consume = 3, produce];
        output s12 = (s10, s11) -> await_pair { n: 9 } on p1;
        output s14 = (s8, s7) [zip = longest] -> pair_keep { n: 10 } on p0;
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 0, takes: None, n: 1, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::InStep { members: &[1, 4], fork: 1, many: false, group: None, id: "s5.zip" },
        Op::Zip { members: &[(1, Mark::Plain), (5, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 6, act: Act::Keep, n: 4, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::Trail, n: 5, id: "s8.trail_look", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::One, id: "s9.gather", skip: false },
        Op::Rated { from: 9, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s10.spread", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 8, boom: false, gives: Gives::Two, id: "s11.regroup", skip: false },
        Op::InStep { members: &[10, 11], fork: 4, many: true, group: None, id: "s12.zip" },
        Op::Node { from: 12, act: Act::Map, n: 9, id: "s12.await_pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 7], lengths: Lengths::Longest, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Keep, n: 10, id: "s14.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[9, 13, 15],
};

fn start12(feeds: &mut Feeds) -> Started {
    let run = G12::new().start(G12Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s12), Box::new(run.s14)], handle: run.handle }
}

fn unread12(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G12::new().start(G12Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G13 {
        imap p0 = threads(3);
        imap p1 = threads(1) [batch = 5];
        input xs: V;
        output s1 = xs -> total { n: 1 } on p0 [every = 3];
        output s2 = xs -> attempt_burst { n: 2 } [slice = 1];
        let s3 = xs -> spread { n: 3 } [produce];
        let s4 = s3 -> spread_boom { n: 4 } [produce, batch = 7];
        let s5 = s4 -> gather_two { n: 5 } on p1 [consume = 2];
        let s6 = xs -> spread { n: 6 } on p1 [produce];
        output s7 = (s5, s6);
        let s8 = s6 -> trail_attempt { n: 7 } on p0 [on_error = skip];
        let s9 = s8 -> gather_boom { n: 8 } on p0 [last = drop, consume = 4];
        output s10 [buffer = 59] = s9 -> gather_boom { n: 9 } [last = drop, consume = 4, on_error = skip];
    }
}

const GRAPH13: Graph = Graph {
    name: "G13",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Total { every: Some(3) }, n: 1, id: "s1.total", skip: false },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Rated { from: 0, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 0, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::InStep { members: &[5, 6], fork: 0, many: true, group: None, id: "s7.zip" },
        Op::Kept { from: 6, keeps: Keeps::TrailAttempt, n: 7, id: "s8.trail_attempt", skip: true },
        Op::Rated { from: 8, takes: Some(Takes { of: 4, short: Short::Drops }), n: 8, boom: true, gives: Gives::One, id: "s9.gather_boom", skip: false },
        Op::Rated { from: 9, takes: Some(Takes { of: 4, short: Short::Drops }), n: 9, boom: true, gives: Gives::One, id: "s10.gather_boom", skip: true },
    ],
    outputs: &[1, 2, 7, 10],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s2), Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G14 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p0;
        let s2 = s1 -> gather { n: 2 } on p0 [consume = 3];
        let s3 = s2 -> spread { n: 3 } [produce];
        let s4 = s1 -> regroup { n: 4 } on p0 [consume = 3, produce];
        output s5 = (s3, s4);
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::InStep { members: &[3, 4], fork: 1, many: true, group: None, id: "s5.zip" },
    ],
    outputs: &[5],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        input xs: V;
        let s1 = xs -> trail { n: 1 };
        let s2 = (s1, xs);
        output s3 = (s2, xs, s1) -> trio_boom { n: 2 } [retry = 1, backoff = 1ms];
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(2, Mark::Plain), (0, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Boom, n: 2, id: "s3.trio_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G16 {
        imap p0 = threads(1) [buffer = 22];
        input xs: V;
        input ys: V;
        let s2 = ys -> trail_burst { n: 1 };
        let s3 = (s2*, ys) -> pair_burst { n: 2 } on p0 [collect = 3, retry = 2, backoff = 1ms, weight = 1];
        output s5 = s3 -> boom_burst { n: 3 } [on_error = skip, slice = 3];
        let s6 = ys -> gather_boom { n: 4 } on p0 [last = drop, consume = 4];
        output s7 = (s6, xs) [zip = shortest] -> pair { n: 5 };
    }
}

const GRAPH16: Graph = Graph {
    name: "G16",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 1, keeps: Keeps::TrailBurst, n: 1, id: "s2.trail_burst", skip: false },
        Op::Zip { members: &[(2, Mark::Star), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 3, act: Act::Burst, n: 2, id: "s3.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 4, act: Act::BoomBurst, n: 3, id: "s5.boom_burst", skip: true, collect: None, held: 3 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Drops }), n: 4, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
        Op::Positions { members: &[6, 0], lengths: Lengths::Shortest, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Map, n: 5, id: "s7.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 8],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new().start(G16Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s7)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new().start(G16Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G17 {
        input xs: V;
        input ys: V;
        output s2 = ys -> attempt_pick { n: 1 } [retry = 2, backoff = 0ms];
        let s3 = xs -> boom_burst { n: 2 } [collect = 3];
        let s4 = s3 -> total_attempt { n: 3 };
        output s5 = (ys, s4);
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::AttemptPick, n: 1, id: "s2.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::BoomBurst, n: 2, id: "s3.boom_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TotalAttempt, n: 3, id: "s4.total_attempt", skip: false },
        Op::Positions { members: &[1, 4], lengths: Lengths::Strict, id: "s5.zip" },
    ],
    outputs: &[2, 5],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new().start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s5)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new().start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G18 {
        imap p0 = threads(3);
        imap p1 = threads(2) [buffer = 5];
        input xs: V;
        let s1 = (xs, xs);
        let s2 = s1 -> pair_mixed { n: 1 } on p1 [fuse = off, timeout = 1h];
        let s3 = s2 -> look { n: 2 } on p0;
        output s4 = s3 -> gather_two { n: 3 } on p0 [last = error, consume = 2];
        let s5 = s3 -> gather_two { n: 4 } on p0 [consume = 2];
        let s6 = s5 -> gather_two { n: 5 } [consume = 2];
        let s7 = s6 -> spread { n: 6 } on p1 [produce];
        let s8 = s3 -> gather_two { n: 7 } [consume = 2];
        let s9 = (s7, s8) -> await_pair { n: 8 } [batch = 11];
        output s11 = s2 -> total_attempt { n: 9 } on p0;
        output s12 = s9 -> trail_attempt { n: 10 } [fuse = off];
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 1, act: Act::Attempt, n: 1, id: "s2.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::InStep { members: &[7, 8], fork: 3, many: true, group: Some((2, 4)), id: "s9.zip" },
        Op::Node { from: 9, act: Act::Map, n: 8, id: "s9.await_pair", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TotalAttempt, n: 9, id: "s11.total_attempt", skip: false },
        Op::Kept { from: 10, keeps: Keeps::TrailAttempt, n: 10, id: "s12.trail_attempt", skip: false },
    ],
    outputs: &[4, 11, 12],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G19 {
        imap p0 = threads(3) [strict];
        input xs: V;
        let s1 = xs -> trail { n: 1 };
        output s2 = s1 -> scatter { n: 2 } on p0 [produce = 2];
        let s3 = s1 -> await_burst { n: 3 } on p0 [collect = 5, timeout = 1h];
        let s4 = [s3, s1] -> boom { n: 4 };
        output s6 = (s4*, s2*);
        output s7 = s2 -> regroup { n: 5 } on p0 [last = drop, consume = 3, produce];
        output s8 = xs -> scatter { n: 6 } [produce = 2];
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Promised(2), id: "s2.scatter", skip: false },
        Op::Node { from: 1, act: Act::Burst, n: 3, id: "s3.await_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Merge { members: &[3, 1], fork: 1 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s4.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (2, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Drops }), n: 5, boom: false, gives: Gives::Two, id: "s7.regroup", skip: false },
        Op::Rated { from: 0, takes: None, n: 6, boom: false, gives: Gives::Promised(2), id: "s8.scatter", skip: false },
    ],
    outputs: &[2, 6, 7, 8],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s6), Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G20 {
        imap p0 = threads(3) [batch = 1];
        imap p1 = threads(2) [batch = 7];
        input xs: V;
        let s1 = xs -> boom_look { n: 1 } [buffer = 42];
        let s2 = s1 -> gather_two { n: 2 } on p1 [consume = 2];
        let s3 = s2 -> gather_two { n: 3 } on p1 [consume = 2];
        let s4 = s3 -> spread { n: 4 } [produce];
        let s5 = s1 -> gather_two { n: 5 } on p1 [consume = 2];
        output s6 = (s4, s5) -> pair_boom { n: 6 } on p0 [weight = 3];
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[4, 5], fork: 1, many: true, group: Some((2, 4)), id: "s6.zip" },
        Op::Node { from: 6, act: Act::Boom, n: 6, id: "s6.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        imap p0 = threads(3);
        imap p1 = threads(2);
        input xs: V;
        let s1 = xs -> trail { n: 1 } on p1;
        let s2 = (s1, xs);
        let s3 = xs -> trail_attempt { n: 2 } [on_error = skip];
        let s4 = (s1, s3*) [join = inner] -> pair { n: 3 } [fuse = off];
        output s6 = (s2, s4?);
        let s7 = (s6, s2);
        let s8 = s7 -> pair { n: 4 };
        let s9 = s3 -> await_burst { n: 5 };
        let s10 = s8 -> flaky { n: 6 } on p1 [retry = 2, backoff = 0ms];
        let s11 = (s10, s9*) -> pair_burst { n: 7 } on p1 [collect = 2];
        let s13 = [s11, xs] -> attempt_look { n: 8 };
        let s15 = s13 -> attempt_keep { n: 9 } on p0;
        output s16 = s15 -> total_attempt { n: 10 } [fuse = off];
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 2, id: "s3.trail_attempt", skip: true },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Star)], join: Join::Inner, fork: 0 },
        Op::Node { from: 4, act: Act::Map, n: 3, id: "s4.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (5, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(6, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Map, n: 4, id: "s8.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Burst, n: 5, id: "s9.await_burst", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Map, n: 6, id: "s10.flaky", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(10, Mark::Plain), (9, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 11, act: Act::Burst, n: 7, id: "s11.pair_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Merge { members: &[12, 0], fork: 0 },
        Op::Node { from: 13, act: Act::Attempt, n: 8, id: "s13.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 14, act: Act::AttemptKeep, n: 9, id: "s15.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 15, keeps: Keeps::TotalAttempt, n: 10, id: "s16.total_attempt", skip: false },
    ],
    outputs: &[6, 16],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s16)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p0 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = ys -> spread { n: 1 } [produce];
        let s3 = ys -> spread_boom { n: 2 } on p0 [produce, batch = 9];
        let s4 = (s2, s3) -> pair_boom { n: 3 };
        output s6 = (xs, s4) [zip = longest];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::InStep { members: &[2, 3], fork: 1, many: true, group: None, id: "s4.zip" },
        Op::Node { from: 4, act: Act::Boom, n: 3, id: "s4.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 5], lengths: Lengths::Longest, id: "s6.zip" },
    ],
    outputs: &[6],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(2);
        imap p1 = threads(2) [strict];
        input xs: V;
        let s1 = xs -> trail { n: 1 } on p1;
        let s2 = s1 -> spread_boom { n: 2 } [produce];
        let s3 = s2 -> gather_two { n: 3 } on p0 [consume = 2];
        let s4 = (s1, s3) -> pair_look { n: 4 };
        let s6 = s4 -> trail_look { n: 5 };
        let s7 = s6 -> spread_boom { n: 6 } on p0 [produce];
        let s8 = s7 -> gather_two { n: 7 } on p0 [consume = 2];
        output s9 = (s6, s8) -> await_pair { n: 8 } [timeout = 1h];
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::InStep { members: &[1, 3], fork: 1, many: false, group: None, id: "s4.zip" },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s4.pair_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 5, keeps: Keeps::Trail, n: 5, id: "s6.trail_look", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s7.spread_boom", skip: false },
        Op::Rated { from: 7, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::InStep { members: &[6, 8], fork: 6, many: false, group: None, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Map, n: 8, id: "s9.await_pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10],
};

fn start23(feeds: &mut Feeds) -> Started {
    let run = G23::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9)], handle: run.handle }
}

fn unread23(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G23::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G24 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> gather { n: 1 } [last = error, consume = 3];
        let s2 = s1 -> gather { n: 2 } on p0 [consume = 3];
        let s3 = s2 -> spread { n: 3 } [produce, batch = 8];
        let s4 = s1 -> regroup { n: 4 } on p0 [consume = 3, produce];
        output s5 = (s3, s4);
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::InStep { members: &[3, 4], fork: 1, many: true, group: None, id: "s5.zip" },
    ],
    outputs: &[5],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G25(seen: Seen) {
        imap p0 = threads(3) [strict];
        imap p1 = threads(2);
        input xs: V;
        let s1 = [xs, xs];
        let s2 = (s1, xs) [join = each] -> pair_mixed { n: 1 } on p0;
        let s4 = (s2, xs) [join = each] -> pair_look { n: 2 } on p0;
        output s6 = s2 -> scatter { n: 3 } [produce];
        let s7 = xs -> spread_boom { n: 4 } on p0 [produce, batch = 8];
        let s8 = s7 -> gather_two { n: 5 } on p1 [consume = 2];
        output s9 = (xs, s8);
        let s10 = s4 -> regroup { n: 6 } [last = drop, consume = 3, produce];
        let s11 = s7 -> trail_look { n: 7 } on p0;
        output s12 = s2 -> total_attempt { n: 8 } on p0;
        output s13 = s11 -> total_anyhow { n: 9 } on p0;
        let s14 = s1 -> trail_burst { n: 10 } on p1;
        s10 -> sink_look { n: 11, seen } on p1;
        s14 -> sink { n: 12, seen };
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Merge { members: &[0, 0], fork: 0 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 2, act: Act::Attempt, n: 1, id: "s2.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 4, act: Act::Map, n: 2, id: "s4.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s6.scatter", skip: false },
        Op::Rated { from: 0, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s7.spread_boom", skip: false },
        Op::Rated { from: 7, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::InStep { members: &[0, 8], fork: 0, many: false, group: None, id: "s9.zip" },
        Op::Rated { from: 5, takes: Some(Takes { of: 3, short: Short::Drops }), n: 6, boom: false, gives: Gives::Two, id: "s10.regroup", skip: false },
        Op::Kept { from: 7, keeps: Keeps::Trail, n: 7, id: "s11.trail_look", skip: false },
        Op::Kept { from: 3, keeps: Keeps::TotalAttempt, n: 8, id: "s12.total_attempt", skip: false },
        Op::Kept { from: 11, keeps: Keeps::TotalAnyhow, n: 9, id: "s13.total_anyhow", skip: false },
        Op::Kept { from: 1, keeps: Keeps::TrailBurst, n: 10, id: "s14.trail_burst", skip: false },
        Op::Sink { from: 10, n: 11, fallible: true },
        Op::Sink { from: 14, n: 12, fallible: false },
    ],
    outputs: &[6, 9, 12, 13],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G26 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> attempt_pick { n: 1 } [retry = 2, backoff = 1ms];
        let s4 = xs -> total { n: 2 } [every = 3];
        let s5 = (s3, s4);
        let s6 = (s5, zs) [zip = longest] -> pair_look { n: 3 };
        let s8 = s6 -> scatter { n: 4 } [produce, on_error = skip, batch = 6];
        let s9 = s8 -> boom_look { n: 5 };
        let s10 = s9 -> boom_keep { n: 6 };
        output s11 = s10 -> await_burst { n: 7 } [slice = 3];
    }
}

const GRAPH26: Graph = Graph {
    name: "G26",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 1, act: Act::AttemptPick, n: 1, id: "s3.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::Total { every: Some(3) }, n: 2, id: "s4.total", skip: false },
        Op::Positions { members: &[3, 4], lengths: Lengths::Strict, id: "s5.zip" },
        Op::Positions { members: &[5, 2], lengths: Lengths::Longest, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Map, n: 3, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: None, n: 4, boom: false, gives: Gives::Some, id: "s8.scatter", skip: true },
        Op::Node { from: 8, act: Act::Boom, n: 5, id: "s9.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::BoomKeep, n: 6, id: "s10.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Burst, n: 7, id: "s11.await_burst", skip: false, collect: None, held: 3 },
    ],
    outputs: &[11],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G27(seen: Seen) {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> boom_burst { n: 1 } [collect = 5, fuse = off];
        let s4 = ys -> attempt_keep { n: 2 };
        let s5 = (s3, xs) [join = each] -> pair_look { n: 3 } [buffer = 20];
        let s7 = (s4, s4) -> pair_pick { n: 4 };
        let s9 = s7 -> regroup { n: 5 } [last = drop, consume = 3, produce];
        let s10 = s5 -> gather { n: 6 } [consume = 3];
        output s11 = ys -> trail_attempt { n: 7 };
        let s12 = s9 -> boom { n: 8 } [on_error = skip];
        let s13 = s10 -> gather_two { n: 9 } [consume = 2];
        let s14 = ys -> await_map { n: 10 } [retry = 1, backoff = 0ms, timeout = 1h];
        let s15 = [s9, s13] -> boom_burst { n: 11 } [slice = 1, retry = 1, backoff = 0ms];
        let s17 = (zs, s15) [zip = longest] -> pair { n: 12 };
        s12 -> sink_look { n: 13, seen };
        s14 -> sink_look { n: 14, seen };
        s17 -> sink { n: 15, seen };
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::BoomBurst, n: 1, id: "s3.boom_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s4.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s5.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 7, act: Act::Pick, n: 4, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 8, takes: Some(Takes { of: 3, short: Short::Drops }), n: 5, boom: false, gives: Gives::Two, id: "s9.regroup", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::One, id: "s10.gather", skip: false },
        Op::Kept { from: 1, keeps: Keeps::TrailAttempt, n: 7, id: "s11.trail_attempt", skip: false },
        Op::Node { from: 9, act: Act::Boom, n: 8, id: "s12.boom", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 10, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s13.gather_two", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 10, id: "s14.await_map", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[9, 13] },
        Op::Node { from: 15, act: Act::BoomBurst, n: 11, id: "s15.boom_burst", skip: false, collect: None, held: 1 },
        Op::Positions { members: &[2, 16], lengths: Lengths::Longest, id: "s17.zip" },
        Op::Node { from: 17, act: Act::Map, n: 12, id: "s17.pair", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 12, n: 13, fallible: true },
        Op::Sink { from: 14, n: 14, fallible: true },
        Op::Sink { from: 18, n: 15, fallible: false },
    ],
    outputs: &[11],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G28(seen: Seen) {
        input xs: V;
        output s1 = xs -> trail_pick { n: 1 };
        let s2 = s1 -> await_map { n: 2 } [timeout = 1h];
        let s3 = (s2, xs) [join = inner] -> pair_look { n: 3 };
        let s5 = s3 -> await_keep { n: 4 } [on_error = skip];
        let s6 = s5 -> pick { n: 5 };
        output s7 [buffer = 11] = xs -> total_boom { n: 6 };
        output s8 = s6 -> boom_look { n: 7 };
        let s9 = (s2, s8?) [join = inner] -> pair_boom { n: 8 };
        output s11 [buffer = 33] = s1 -> attempt { n: 9 } [on_error = skip, retry = 1, backoff = 1ms];
        s9 -> sink_look { n: 10, seen };
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailPick, n: 1, id: "s1.trail_pick", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.await_map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Keep, n: 4, id: "s5.await_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Pick, n: 5, id: "s6.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::TotalBoom, n: 6, id: "s7.total_boom", skip: false },
        Op::Node { from: 6, act: Act::Boom, n: 7, id: "s8.boom_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (8, Mark::Question)], join: Join::Inner, fork: 0 },
        Op::Node { from: 9, act: Act::Boom, n: 8, id: "s9.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 9, id: "s11.attempt", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 10, n: 10, fallible: true },
    ],
    outputs: &[1, 7, 8, 11],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s7), Box::new(run.s8), Box::new(run.s11)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G29 {
        imap p0 = threads(3);
        input xs: V;
        output s1 = xs -> items { n: 1 } [slice = 2];
        output s2 [buffer = 9] = s1 -> spread { n: 2 } on p0 [produce, batch = 11];
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s1.items", skip: false, collect: None, held: 2 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
    ],
    outputs: &[1, 2],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s2)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G30(seen: Seen) {
        imap p0 = threads(3);
        imap p1 = threads(2);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 } on p0 [batch = 8, timeout = 1h];
        let s2 = s1 -> stream { n: 2 } on p0 [on_error = skip, slice = 4];
        let s3 = [s2, xs, s1] -> flaky { n: 3 } [retry = 3, backoff = 0ms];
        let s5 = [xs, s3] -> pick { n: 4 } on p1;
        output s7 = s3 -> trail_look { n: 5 } on p1;
        let s8 = s5 -> boom_keep { n: 6 };
        s8 -> sink { n: 7, seen } on p0;
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: true, collect: None, held: 4 },
        Op::Merge { members: &[2, 0, 1], fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.flaky", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[0, 4], fork: 0 },
        Op::Node { from: 5, act: Act::Pick, n: 4, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::Trail, n: 5, id: "s7.trail_look", skip: false },
        Op::Node { from: 6, act: Act::BoomKeep, n: 6, id: "s8.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 8, n: 7, fallible: false },
    ],
    outputs: &[7],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G31(seen: Seen) {
        imap p0 = threads(1);
        input xs: V;
        let s1 = xs -> keep { n: 1 } on p0;
        let s2 = xs -> trail { n: 2 };
        output s3 = (s1?, s2);
        let s4 = s1 -> gather_two { n: 3 } on p0 [consume = 2];
        let s5 = s4 -> spread_boom { n: 4 } on p0 [produce];
        let s6 = s1 -> gather_boom { n: 5 } on p0 [consume = 4];
        let s7 = s6 -> spread { n: 6 } [produce];
        let s8 = s7 -> spread { n: 7 } [produce];
        let s9 = (s5, s8) -> pair_mixed { n: 8 } [retry = 2, backoff = 0ms];
        s9 -> sink { n: 9, seen };
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Keep, n: 1, id: "s1.keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 2, id: "s2.trail", skip: false },
        Op::Zip { members: &[(1, Mark::Question), (2, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s5.spread_boom", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 7, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s8.spread", skip: false },
        Op::InStep { members: &[5, 8], fork: 1, many: true, group: Some((4, 4)), id: "s9.zip" },
        Op::Node { from: 9, act: Act::Attempt, n: 8, id: "s9.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 10, n: 9, fallible: false },
    ],
    outputs: &[3],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        input xs: V;
        let s1 = xs -> gather_two { n: 1 } [last = error, consume = 2, batch = 6];
        let s2 = xs -> gather { n: 2 } [consume = 3];
        let s3 = xs -> gather { n: 3 } [consume = 3];
        let s4 = (s2, s3) -> pair_look { n: 4 };
        let s6 = s1 -> gather_two { n: 5 } [consume = 2];
        let s7 = s6 -> spread { n: 6 } [produce];
        let s8 = (s1, s7) -> pair_burst { n: 7 } [slice = 3, fuse = off];
        let s10 = s4 -> boom_burst { n: 8 } [on_error = skip, slice = 4];
        output s11 = s10 -> trail_burst { n: 9 };
        output s12 [buffer = 58] = s8 -> boom_look { n: 10 };
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::InStep { members: &[2, 3], fork: 0, many: false, group: None, id: "s4.zip" },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s4.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::InStep { members: &[1, 7], fork: 1, many: true, group: Some((2, 2)), id: "s8.zip" },
        Op::Node { from: 8, act: Act::Burst, n: 7, id: "s8.pair_burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 5, act: Act::BoomBurst, n: 8, id: "s10.boom_burst", skip: true, collect: None, held: 4 },
        Op::Kept { from: 10, keeps: Keeps::TrailBurst, n: 9, id: "s11.trail_burst", skip: false },
        Op::Node { from: 9, act: Act::Boom, n: 10, id: "s12.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[11, 12],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        imap p0 = threads(2) [buffer = 22];
        input xs: V;
        let s1 = xs -> await_map { n: 1 };
        let s2 = s1 -> attempt_burst { n: 2 } [slice = 1];
        let s3 = xs -> boom_look { n: 3 };
        let s4 = s3 -> gather_two { n: 4 } on p0 [last = drop, consume = 2];
        let s5 = s2 -> boom_keep { n: 5 } [batch = 4];
        let s6 = s4 -> regroup { n: 6 } on p0 [last = error, consume = 3, produce];
        output s7 = s6 -> total_boom { n: 7 } on p0;
        output s8 = s1 -> trail_burst { n: 8 };
        output s9 = s5 -> gather_boom { n: 9 } on p0 [consume = 4];
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.await_map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Node { from: 0, act: Act::Boom, n: 3, id: "s3.boom_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Drops }), n: 4, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Node { from: 2, act: Act::BoomKeep, n: 5, id: "s5.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Fails }), n: 6, boom: false, gives: Gives::Two, id: "s6.regroup", skip: false },
        Op::Kept { from: 6, keeps: Keeps::TotalBoom, n: 7, id: "s7.total_boom", skip: false },
        Op::Kept { from: 1, keeps: Keeps::TrailBurst, n: 8, id: "s8.trail_burst", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 4, short: Short::Passes }), n: 9, boom: true, gives: Gives::One, id: "s9.gather_boom", skip: false },
    ],
    outputs: &[7, 8, 9],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s8), Box::new(run.s9)], handle: run.handle }
}

fn unread33(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G33::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G34 {
        imap p0 = threads(3) [buffer = 10];
        input xs: V;
        let s1 = xs -> await_boom { n: 1 } [on_error = skip, fuse = off, retry = 2, backoff = 0ms];
        let s2 = s1 -> scatter { n: 2 } on p0 [produce];
        let s3 = s2 -> gather { n: 3 } on p0 [consume = 3, batch = 5];
        let s4 = s3 -> gather { n: 4 } on p0 [consume = 3];
        let s5 = s4 -> spread { n: 5 } on p0 [produce];
        let s6 = s3 -> regroup { n: 6 } [consume = 3, produce];
        output s7 = (s5, s6) -> pair_pick { n: 7 };
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.await_boom", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Some, id: "s2.scatter", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::Rated { from: 4, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::Two, id: "s6.regroup", skip: false },
        Op::InStep { members: &[5, 6], fork: 3, many: true, group: None, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Pick, n: 7, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G35(seen: Seen) {
        input xs: V;
        input ys: V;
        output s2 = ys -> attempt_pick { n: 1 } [on_error = skip];
        output s3 = (s2, ys) [join = inner];
        let s4 = s2 -> stream { n: 2 } [slice = 1];
        let s5 = s4 -> scatter { n: 3 } [produce = 2];
        output s6 = ys -> spread_boom { n: 4 } [produce];
        let s7 = (s5*, s2?, s6*) -> trio_boom { n: 5 };
        let s9 = s7 -> await_pick { n: 6 };
        let s10 = (s9, xs) [zip = shortest] -> pair_mixed { n: 7 };
        s10 -> sink { n: 8, seen };
    }
}

const GRAPH35: Graph = Graph {
    name: "G35",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::AttemptPick, n: 1, id: "s2.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Node { from: 2, act: Act::Stream, n: 2, id: "s4.stream", skip: false, collect: None, held: 1 },
        Op::Rated { from: 4, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s5.scatter", skip: false },
        Op::Rated { from: 1, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s6.spread_boom", skip: false },
        Op::Zip { members: &[(5, Mark::Star), (2, Mark::Question), (6, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 7, act: Act::Boom, n: 5, id: "s7.trio_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::AttemptPick, n: 6, id: "s9.await_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[9, 0], lengths: Lengths::Shortest, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Attempt, n: 7, id: "s10.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 11, n: 8, fallible: false },
    ],
    outputs: &[2, 3, 6],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new(feeds.seen.clone()).start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s3), Box::new(run.s6)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new(feeds.seen.clone()).start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G36(seen: Seen) {
        imap p0 = threads(1);
        imap p1 = threads(3) [buffer = 13];
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> gather_two { n: 1 } on p1 [consume = 2];
        let s2 = s1 -> spread { n: 2 } [produce];
        let s3 = (xs, s2) -> pair_pick { n: 3 };
        let s5 = s3 -> stream { n: 4 } on p2;
        output s6 = s1 -> total_boom { n: 5 } on p0;
        let s7 = s5 -> attempt_pick { n: 6 } on p2 [on_error = skip, retry = 1, backoff = 1ms, timeout = 1h];
        let s8 = s7 -> trail_attempt { n: 7 };
        s8 -> sink_look { n: 8, seen };
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather_two", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::InStep { members: &[0, 2], fork: 0, many: true, group: Some((2, 2)), id: "s3.zip" },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s3.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Stream, n: 4, id: "s5.stream", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::TotalBoom, n: 5, id: "s6.total_boom", skip: false },
        Op::Node { from: 5, act: Act::AttemptPick, n: 6, id: "s7.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 7, keeps: Keeps::TrailAttempt, n: 7, id: "s8.trail_attempt", skip: false },
        Op::Sink { from: 8, n: 8, fallible: true },
    ],
    outputs: &[6],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G37 {
        input xs: V;
        input ys: V;
        output s2 = ys -> gather_boom { n: 1 } [last = drop, consume = 4];
        let s3 = xs -> spread { n: 2 } [produce];
        let s4 = s3 -> spread_boom { n: 3 } [produce];
        let s5 = s4 -> gather_two { n: 4 } [consume = 2, batch = 3];
        let s6 = xs -> spread { n: 5 } [produce, batch = 12];
        let s7 = (s5, s6) -> pair_pick { n: 6 } [retry = 1, backoff = 1ms];
        let s9 = ys -> gather_two { n: 7 } [consume = 2];
        let s10 = s9 -> spread { n: 8 } [produce];
        let s11 = (ys, s10) -> pair_keep { n: 9 };
        output s13 = (s7, s11) [zip = shortest] -> pair_look { n: 10 };
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Drops }), n: 1, boom: true, gives: Gives::One, id: "s2.gather_boom", skip: false },
        Op::Rated { from: 0, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 3, takes: None, n: 3, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 0, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::InStep { members: &[5, 6], fork: 0, many: true, group: None, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Pick, n: 6, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 9, takes: None, n: 8, boom: false, gives: Gives::Two, id: "s10.spread", skip: false },
        Op::InStep { members: &[1, 10], fork: 1, many: true, group: Some((2, 2)), id: "s11.zip" },
        Op::Node { from: 11, act: Act::Keep, n: 9, id: "s11.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 12], lengths: Lengths::Shortest, id: "s13.zip" },
        Op::Node { from: 13, act: Act::Map, n: 10, id: "s13.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 14],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new().start(G37Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s13)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new().start(G37Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G38 {
        imap p0 = threads(1);
        imap p1 = threads(2);
        imap p2 = threads(1) [strict];
        input xs: V;
        input ys: V;
        let s2 = xs -> flaky { n: 1 } on p1 [on_error = skip, fuse = off, retry = 3, backoff = 0ms];
        let s3 = s2 -> trail_burst { n: 2 } on p2;
        let s4 = (s3*, xs, s2) [join = inner] -> trio_keep { n: 3 } on p1 [on_error = skip];
        let s6 = (s4*, s2?);
        output s7 = s6 -> pair_keep { n: 4 };
        let s8 = ys -> gather_two { n: 5 } [consume = 2, batch = 10];
        let s9 = s8 -> gather_two { n: 6 } [consume = 2];
        let s10 = ys -> gather_boom { n: 7 } [consume = 4];
        output s11 = (s9, s10);
        output s12 = [xs, s8] -> boom_look { n: 8 } on p0 [timeout = 1h, weight = 2];
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s2.flaky", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailBurst, n: 2, id: "s3.trail_burst", skip: false },
        Op::Zip { members: &[(3, Mark::Star), (0, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 4, act: Act::Keep, n: 3, id: "s4.trio_keep", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (2, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Keep, n: 4, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::Rated { from: 8, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s10.gather_boom", skip: false },
        Op::InStep { members: &[9, 10], fork: 1, many: false, group: None, id: "s11.zip" },
        Op::Rounds { members: &[0, 8] },
        Op::Node { from: 12, act: Act::Boom, n: 8, id: "s12.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7, 11, 13],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new().start(G38Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new().start(G38Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G39 {
        imap p1 = threads(1) [buffer = 27];
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> regroup { n: 1 } on p1 [last = error, consume = 3, produce];
        let s4 = zs -> stream { n: 2 } [collect = 5];
        let s5 = s3 -> trail_burst { n: 3 };
        let s6 = (s4, xs) [zip = shortest];
        output s7 [buffer = 8] = (s5, s6) -> pair_look { n: 4 } on p1 [timeout = 1h];
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Fails }), n: 1, boom: false, gives: Gives::Two, id: "s3.regroup", skip: false },
        Op::Node { from: 2, act: Act::Stream, n: 2, id: "s4.stream", skip: false, collect: Some(5), held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TrailBurst, n: 3, id: "s5.trail_burst", skip: false },
        Op::Positions { members: &[4, 0], lengths: Lengths::Shortest, id: "s6.zip" },
        Op::Positions { members: &[5, 6], lengths: Lengths::Strict, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Map, n: 4, id: "s7.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new().start(G39Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread39(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G39::new().start(G39Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G40 {
        imap p0 = threads(2);
        imap p1 = threads(1);
        imap p2 = threads(3) [batch = 6];
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = xs -> total_boom { n: 1 } on p1;
        let s4 = zs -> map { n: 2 } on p2 [retry = 2, backoff = 1ms];
        let s5 = [xs, s4] -> pick { n: 3 } [buffer = 25];
        output s7 = (ys, s5) -> pair_mixed { n: 4 } on p0 [retry = 3, backoff = 0ms];
    }
}

const GRAPH40: Graph = Graph {
    name: "G40",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Kept { from: 0, keeps: Keeps::TotalBoom, n: 1, id: "s3.total_boom", skip: false },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s4.map", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[0, 4] },
        Op::Node { from: 5, act: Act::Pick, n: 3, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[1, 6], lengths: Lengths::Strict, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Attempt, n: 4, id: "s7.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 8],
};

fn start40(feeds: &mut Feeds) -> Started {
    let run = G40::new().start(G40Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s7)], handle: run.handle }
}

fn unread40(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G40::new().start(G40Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G41 {
        imap p0 = threads(1);
        input xs: V;
        let s1 = (xs, xs) -> pair_boom { n: 1 } on p0 [weight = 2];
        output s3 = s1 -> burst { n: 2 } [slice = 3];
    }
}

const GRAPH41: Graph = Graph {
    name: "G41",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 1, act: Act::Boom, n: 1, id: "s1.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s3.burst", skip: false, collect: None, held: 3 },
    ],
    outputs: &[3],
};

fn start41(feeds: &mut Feeds) -> Started {
    let run = G41::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread41(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G41::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G42(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = ys -> trail { n: 1 };
        output s3 = xs -> look { n: 2 };
        let s4 = s2 -> trail_attempt { n: 3 };
        let s5 = s4 -> trail_burst { n: 4 };
        let s6 = [ys, s5] -> attempt { n: 5 } [on_error = skip];
        output s8 = [ys, xs] -> flaky { n: 6 } [retry = 3, backoff = 0ms];
        s6 -> sink { n: 7, seen };
    }
}

const GRAPH42: Graph = Graph {
    name: "G42",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 1, id: "s2.trail", skip: false },
        Op::Node { from: 0, act: Act::Map, n: 2, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailAttempt, n: 3, id: "s4.trail_attempt", skip: false },
        Op::Kept { from: 4, keeps: Keeps::TrailBurst, n: 4, id: "s5.trail_burst", skip: false },
        Op::Merge { members: &[1, 5], fork: 1 },
        Op::Node { from: 6, act: Act::Attempt, n: 5, id: "s6.attempt", skip: true, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 0] },
        Op::Node { from: 8, act: Act::Map, n: 6, id: "s8.flaky", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 7, n: 7, fallible: false },
    ],
    outputs: &[3, 9],
};

fn start42(feeds: &mut Feeds) -> Started {
    let run = G42::new(feeds.seen.clone()).start(G42Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s8)], handle: run.handle }
}

fn unread42(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G42::new(feeds.seen.clone()).start(G42Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G43 {
        input xs: V;
        let s1 = xs -> trail { n: 1 } [fuse = off];
        let s2 = xs -> items { n: 2 } [collect = 4];
        let s3 = (s1, s2*) -> pair_burst { n: 3 } [slice = 1];
        let s5 = s1 -> trail_pick { n: 4 };
        let s6 = (s3, s2) [join = each] -> await_pair { n: 5 } [timeout = 1h];
        output s8 = (s5, s6) [join = each];
        output s9 = [s1, s3] -> attempt_pick { n: 6 } [buffer = 23];
    }
}

const GRAPH43: Graph = Graph {
    name: "G43",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Node { from: 0, act: Act::Items, n: 2, id: "s2.items", skip: false, collect: Some(4), held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (2, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Burst, n: 3, id: "s3.pair_burst", skip: false, collect: None, held: 1 },
        Op::Kept { from: 1, keeps: Keeps::TrailPick, n: 4, id: "s5.trail_pick", skip: false },
        Op::Zip { members: &[(4, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s6.await_pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (7, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Merge { members: &[1, 4], fork: 0 },
        Op::Node { from: 9, act: Act::AttemptPick, n: 6, id: "s9.attempt_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 10],
};

fn start43(feeds: &mut Feeds) -> Started {
    let run = G43::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s9)], handle: run.handle }
}

fn unread43(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G43::new().start(feeds.source()).expect("it starts").finish_blocking()
}

/// The graphs, how a run of each is begun, and how one is begun and finished unread.
pub(crate) const ALL: &[super::Row] = &[
    (&GRAPH0, start0, unread0),
    (&GRAPH1, start1, unread1),
    (&GRAPH2, start2, unread2),
    (&GRAPH3, start3, unread3),
    (&GRAPH4, start4, unread4),
    (&GRAPH5, start5, unread5),
    (&GRAPH6, start6, unread6),
    (&GRAPH7, start7, unread7),
    (&GRAPH8, start8, unread8),
    (&GRAPH9, start9, unread9),
    (&GRAPH10, start10, unread10),
    (&GRAPH11, start11, unread11),
    (&GRAPH12, start12, unread12),
    (&GRAPH13, start13, unread13),
    (&GRAPH14, start14, unread14),
    (&GRAPH15, start15, unread15),
    (&GRAPH16, start16, unread16),
    (&GRAPH17, start17, unread17),
    (&GRAPH18, start18, unread18),
    (&GRAPH19, start19, unread19),
    (&GRAPH20, start20, unread20),
    (&GRAPH21, start21, unread21),
    (&GRAPH22, start22, unread22),
    (&GRAPH23, start23, unread23),
    (&GRAPH24, start24, unread24),
    (&GRAPH25, start25, unread25),
    (&GRAPH26, start26, unread26),
    (&GRAPH27, start27, unread27),
    (&GRAPH28, start28, unread28),
    (&GRAPH29, start29, unread29),
    (&GRAPH30, start30, unread30),
    (&GRAPH31, start31, unread31),
    (&GRAPH32, start32, unread32),
    (&GRAPH33, start33, unread33),
    (&GRAPH34, start34, unread34),
    (&GRAPH35, start35, unread35),
    (&GRAPH36, start36, unread36),
    (&GRAPH37, start37, unread37),
    (&GRAPH38, start38, unread38),
    (&GRAPH39, start39, unread39),
    (&GRAPH40, start40, unread40),
    (&GRAPH41, start41, unread41),
    (&GRAPH42, start42, unread42),
    (&GRAPH43, start43, unread43),
];
