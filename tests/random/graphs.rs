//! 40 random graphs, as pipelines and as data. Written by `generate.rs` from seed 4: change that, not this.

use crate::graph::{Act, Gives, Graph, Join, Keeps, Lengths, Mark, Op, Short, Takes};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        imap p0 = threads(2);
        imap p1 = threads(3);
        imap p2 = threads(3) [batch = 6];
        input xs: V;
        input ys: V;
        let s2 = xs -> trail_attempt { n: 1 } on p1;
        let s3 = [s2, xs] -> map { n: 2 } on p1 [fuse = off];
        let s5 = [ys, s2];
        let s6 = s3 -> total_merged { n: 3 } [fuse = off];
        let s7 = s6 -> whole { n: 4 } on p2;
        let s8 = s7 -> trail_pick { n: 5 } on p1;
        let s9 = s8 -> boom_burst { n: 6 } on p1 [slice = 3];
        output s10 = s3 -> boom_burst { n: 7 };
        output s11 = s5 -> total_anyhow { n: 8 } on p1;
        output s12 = s9 -> trail_pick { n: 9 } on p1;
        output s13 = s11 -> whole { n: 10 } on p0;
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s2.trail_attempt", skip: false },
        Op::Merge { members: &[2, 0], fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 2] },
        Op::Kept { from: 4, keeps: Keeps::Total { every: None }, n: 3, id: "s6.total_merged", skip: false },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s7.whole", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 7, keeps: Keeps::TrailPick, n: 5, id: "s8.trail_pick", skip: false },
        Op::Node { from: 8, act: Act::BoomBurst, n: 6, id: "s9.boom_burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 4, act: Act::BoomBurst, n: 7, id: "s10.boom_burst", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 5, keeps: Keeps::TotalAnyhow, n: 8, id: "s11.total_anyhow", skip: false },
        Op::Kept { from: 9, keeps: Keeps::TrailPick, n: 9, id: "s12.trail_pick", skip: false },
        Op::Node { from: 11, act: Act::Map, n: 10, id: "s13.whole", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10, 11, 12, 13],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s11), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G1 {
        input xs: V;
        let s1 = xs -> chained;
        output s2 = s1 -> stream { n: 2 } [collect = 5];
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Chained, n: 1, id: "s1.chained", skip: false },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: Some(5), held: 1024 },
    ],
    outputs: &[2],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G2 {
        imap p0 = threads(3);
        imap p1 = threads(3) [batch = 2];
        input xs: V;
        input ys: V;
        let s2 = xs -> boom { n: 1 } on p0;
        let s3 = s2 -> gather_boom { n: 2 } on p1 [last = error, consume = 4];
        let s4 = (xs, ys) [zip = shortest];
        output s5 = s3 -> total_attempt { n: 3 } on p0;
        output s6 = s3 -> trail_look { n: 4 } on p0;
        output s7 = s4 -> pair_look { n: 5 };
        let s8 = ys -> look { n: 6 } [buffer = 3];
        output s9 = s8 -> trail_look { n: 7 } on p0;
    }
}

const GRAPH2: Graph = Graph {
    name: "G2",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s2.boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 4, short: Short::Fails }), n: 2, boom: true, gives: Gives::One, id: "s3.gather_boom", skip: false },
        Op::Positions { members: &[0, 1], lengths: Lengths::Shortest, id: "s4.zip" },
        Op::Kept { from: 3, keeps: Keeps::TotalAttempt, n: 3, id: "s5.total_attempt", skip: false },
        Op::Kept { from: 3, keeps: Keeps::Trail, n: 4, id: "s6.trail_look", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 5, id: "s7.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 6, id: "s8.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 8, keeps: Keeps::Trail, n: 7, id: "s9.trail_look", skip: false },
    ],
    outputs: &[5, 6, 7, 9],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G3 {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> spread_boom { n: 1 } [produce];
        let s4 = zs -> trail_pick { n: 2 } on p0;
        let s5 = xs -> look { n: 3 };
        let s6 = (s4, zs) [join = inner] -> pair_look { n: 4 } on p0;
        let s8 = (s5, xs) -> pair_burst { n: 5 } on p0 [collect = 5];
        let s10 = zs -> trail_attempt { n: 6 };
        let s11 = (s3, zs, s10) [join = each] -> trio { n: 7 } on p1;
        output s13 = (s6, s11) [join = each] -> pair_mixed { n: 8 } on p0;
        let s15 = ys -> boom_keep { n: 9 } [on_error = skip];
        let s16 = s11 -> trail_attempt { n: 10 } on p0;
        let s17 = (s8, s16) [zip = longest] -> pair_keep { n: 11 } on p0;
        output s19 = (s15, s17) [zip = shortest] -> pair_keep { n: 12 } on p0;
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 2, takes: None, n: 1, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::Kept { from: 2, keeps: Keeps::TrailPick, n: 2, id: "s4.trail_pick", skip: false },
        Op::Node { from: 0, act: Act::Map, n: 3, id: "s5.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 2 },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::Burst, n: 5, id: "s8.pair_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailAttempt, n: 6, id: "s10.trail_attempt", skip: false },
        Op::Zip { members: &[(3, Mark::Plain), (2, Mark::Plain), (10, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 11, act: Act::Map, n: 7, id: "s11.trio", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(7, Mark::Plain), (12, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 13, act: Act::Attempt, n: 8, id: "s13.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 9, id: "s15.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 12, keeps: Keeps::TrailAttempt, n: 10, id: "s16.trail_attempt", skip: false },
        Op::Positions { members: &[9, 16], lengths: Lengths::Longest, id: "s17.zip" },
        Op::Node { from: 17, act: Act::Keep, n: 11, id: "s17.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[15, 18], lengths: Lengths::Shortest, id: "s19.zip" },
        Op::Node { from: 19, act: Act::Keep, n: 12, id: "s19.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[14, 20],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s13), Box::new(run.s19)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        input xs: V;
        input ys: V;
        let s2 = ys -> gather_two { n: 1 } [consume = 2];
        let s3 = s2 -> spread_boom { n: 2 } [produce, batch = 9];
        let s4 = ys -> gather_boom { n: 3 } [consume = 4];
        let s5 = s4 -> spread { n: 4 } [produce];
        let s6 = s5 -> spread { n: 5 } [produce];
        let s7 = (s3, s6) -> pair_pick { n: 6 };
        let s9 = (s3*, s2);
        let s10 = s9 -> pair_keep { n: 7 };
        output s11 = ys -> gather_two { n: 8 } [last = error, consume = 2];
        output s12 [buffer = 34] = (s10, xs) -> pair_burst { n: 9 } [collect = 4];
        output s14 = s7 -> keep { n: 10 };
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 3, boom: true, gives: Gives::One, id: "s4.gather_boom", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::Rated { from: 5, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::InStep { members: &[3, 6], fork: 1, many: true, group: Some((4, 4)), id: "s7.zip" },
        Op::Node { from: 7, act: Act::Pick, n: 6, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Star), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 9, act: Act::Keep, n: 7, id: "s10.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 8, boom: false, gives: Gives::One, id: "s11.gather_two", skip: false },
        Op::Positions { members: &[10, 0], lengths: Lengths::Strict, id: "s12.zip" },
        Op::Node { from: 12, act: Act::Burst, n: 9, id: "s12.pair_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 8, act: Act::Keep, n: 10, id: "s14.keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[11, 13, 14],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(G4Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11), Box::new(run.s12), Box::new(run.s14)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(G4Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G5 {
        imap p0 = threads(1) [strict];
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> pick { n: 1 } [on_error = skip];
        let s2 = (s1?, xs) [join = inner];
        let s3 = xs -> gather_two { n: 2 } on p1 [last = drop, consume = 2];
        let s4 = s2 -> pair_mixed { n: 3 };
        output s5 = s4 -> boom_look { n: 4 } on p1;
        let s6 = s3 -> gather_two { n: 5 } on p1 [consume = 2];
        let s7 = s6 -> gather_two { n: 6 } on p0 [consume = 2];
        let s8 = s3 -> gather_boom { n: 7 } on p0 [consume = 4];
        output s9 = (s7, s8) -> pair_look { n: 8 };
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Drops }), n: 2, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Node { from: 2, act: Act::Attempt, n: 3, id: "s4.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s5.boom_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 3, many: false, group: None, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Map, n: 8, id: "s9.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 10],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s9)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G6(seen: Seen) {
        imap p0 = threads(2);
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> pick { n: 1 };
        let s2 = s1 -> look { n: 2 } on p0;
        let s3 = s2 -> pick { n: 3 } on p1 [fuse = off];
        output s4 [buffer = 45] = s3 -> trail_attempt { n: 4 } [on_error = skip];
        let s5 = xs -> map { n: 5 };
        s5 -> sink { n: 6, seen };
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 3, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TrailAttempt, n: 4, id: "s4.trail_attempt", skip: true },
        Op::Node { from: 0, act: Act::Map, n: 5, id: "s5.map", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 5, n: 6, fallible: false },
    ],
    outputs: &[4],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = ys -> look { n: 1 };
        let s3 = s2 -> trail_burst { n: 2 } [fuse = off];
        output s4 = (ys, s3) [join = each];
        let s5 = ys -> gather_two { n: 3 } [consume = 2];
        let s6 = s5 -> gather_two { n: 4 } [consume = 2];
        let s7 = s6 -> spread { n: 5 } [produce, batch = 12];
        let s8 = ys -> gather_two { n: 6 } [consume = 2];
        let s9 = (s7, s8);
        let s10 = (xs, s9) [zip = shortest] -> pair_burst { n: 7 } [collect = 3];
        s10 -> sink { n: 8, seen };
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Map, n: 1, id: "s2.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailBurst, n: 2, id: "s3.trail_burst", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::InStep { members: &[7, 8], fork: 1, many: true, group: Some((2, 4)), id: "s9.zip" },
        Op::Positions { members: &[0, 9], lengths: Lengths::Shortest, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Burst, n: 7, id: "s10.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Sink { from: 11, n: 8, fallible: false },
    ],
    outputs: &[4],
};

fn start7(feeds: &mut Feeds) -> Started {
    let run = G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4)], handle: run.handle }
}

fn unread7(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G8 {
        imap p0 = threads(2) [batch = 5];
        input xs: V;
        input ys: V;
        let s2 = (ys, ys) -> pair_pick { n: 1 };
        let s4 = (s2, xs) [zip = longest] -> pair { n: 2 };
        output s6 = s4 -> look { n: 3 } on p0 [fuse = off];
    }
}

const GRAPH8: Graph = Graph {
    name: "G8",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Pick, n: 1, id: "s2.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[3, 0], lengths: Lengths::Longest, id: "s4.zip" },
        Op::Node { from: 4, act: Act::Map, n: 2, id: "s4.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s6.look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G9 {
        imap p0 = threads(1) [batch = 3];
        input xs: V;
        let s1 = xs -> stream { n: 1 } [slice = 3, batch = 12];
        let s2 = s1 -> gather { n: 2 } on p0 [consume = 3];
        let s3 = s2 -> boom_keep { n: 3 } [on_error = skip];
        let s4 = s3 -> trail_burst { n: 4 } on p0;
        let s5 = xs -> trail_burst { n: 5 } on p0;
        output s6 = s2 -> total_boom { n: 6 } on p0;
        let s7 = (s1*, s5*) -> pair_mixed { n: 7 } [on_error = skip];
        output s9 = s4 -> gather { n: 8 } on p0 [last = error, consume = 3, batch = 8];
        output s10 = [s1, s7];
        output s11 = s2 -> stream { n: 9 } on p0 [on_error = skip];
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s1.stream", skip: false, collect: None, held: 3 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Node { from: 2, act: Act::BoomKeep, n: 3, id: "s3.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TrailBurst, n: 4, id: "s4.trail_burst", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TrailBurst, n: 5, id: "s5.trail_burst", skip: false },
        Op::Kept { from: 2, keeps: Keeps::TotalBoom, n: 6, id: "s6.total_boom", skip: false },
        Op::Zip { members: &[(1, Mark::Star), (5, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Attempt, n: 7, id: "s7.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Fails }), n: 8, boom: false, gives: Gives::One, id: "s9.gather", skip: false },
        Op::Merge { members: &[1, 8], fork: 0 },
        Op::Node { from: 2, act: Act::Stream, n: 9, id: "s11.stream", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[6, 9, 10, 11],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G10(seen: Seen) {
        imap p0 = threads(2);
        imap p1 = threads(3) [batch = 3];
        input xs: V;
        output s1 = xs -> total_anyhow { n: 1 };
        let s2 = xs -> trail_look { n: 2 };
        let s3 = s2 -> gather_two { n: 3 } on p0 [last = error, consume = 2];
        let s4 = (xs, s2);
        let s5 = s3 -> trail { n: 4 } on p1;
        let s6 = s5 -> scatter { n: 5 } [produce = 2, batch = 4];
        let s7 = xs -> trail_attempt { n: 6 } on p0;
        output s8 = s4 -> pair_keep { n: 7 };
        let s9 = s7 -> trail_pick { n: 8 } on p0;
        s6 -> sink { n: 9, seen };
        s9 -> sink { n: 10, seen };
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TotalAnyhow, n: 1, id: "s1.total_anyhow", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 2, id: "s2.trail_look", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Zip { members: &[(0, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Kept { from: 3, keeps: Keeps::Trail, n: 4, id: "s5.trail", skip: false },
        Op::Rated { from: 5, takes: None, n: 5, boom: false, gives: Gives::Promised(2), id: "s6.scatter", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 6, id: "s7.trail_attempt", skip: false },
        Op::Node { from: 4, act: Act::Keep, n: 7, id: "s8.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 7, keeps: Keeps::TrailPick, n: 8, id: "s9.trail_pick", skip: false },
        Op::Sink { from: 6, n: 9, fallible: false },
        Op::Sink { from: 9, n: 10, fallible: false },
    ],
    outputs: &[1, 8],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s8)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        imap p0 = threads(3) [batch = 3];
        input xs: V;
        output s1 [buffer = 55] = xs -> trail_attempt { n: 1 } [on_error = skip];
        let s2 = (s1?, xs);
        let s3 = xs -> pick { n: 2 } on p0 [fuse = off, buffer = 2];
        let s4 = (s3, s2) [join = inner];
        output s5 = xs -> scatter { n: 3 } [produce = 2];
        output s6 = s3 -> keep { n: 4 } on p0 [buffer = 26];
        output s7 = s4 -> pair_burst { n: 5 } [collect = 3];
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s1.trail_attempt", skip: true },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 0, act: Act::Pick, n: 2, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Rated { from: 0, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s5.scatter", skip: false },
        Op::Node { from: 3, act: Act::Keep, n: 4, id: "s6.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Burst, n: 5, id: "s7.pair_burst", skip: false, collect: Some(3), held: 1024 },
    ],
    outputs: &[1, 5, 6, 7],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s5), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12 {
        input xs: V;
        let s1 = xs -> gather { n: 1 } [consume = 3];
        let s2 = xs -> gather { n: 2 } [consume = 3];
        output s3 = (s1, s2);
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s1.gather", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::InStep { members: &[1, 2], fork: 0, many: false, group: None, id: "s3.zip" },
    ],
    outputs: &[3],
};

fn start12(feeds: &mut Feeds) -> Started {
    let run = G12::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread12(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G12::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G13 {
        imap p0 = threads(3) [batch = 3];
        imap p2 = threads(2) [strict];
        input xs: V;
        input ys: V;
        let s2 = [xs, ys] -> attempt { n: 1 };
        let s4 = s2 -> total_boom { n: 2 } on p0;
        let s5 = s2 -> trail_attempt { n: 3 } on p2 [on_error = skip];
        output s6 = ys -> gather_two { n: 4 } [consume = 2];
        let s7 = s6 -> gather_two { n: 5 } on p0 [consume = 2];
        let s8 = ys -> gather_boom { n: 6 } [consume = 4];
        output s9 = (s7, s8);
        output s10 = s5 -> spread_boom { n: 7 } on p2 [produce];
        output s11 = s4 -> whole { n: 8 } on p0;
    }
}

const GRAPH13: Graph = Graph {
    name: "G13",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rounds { members: &[0, 1] },
        Op::Node { from: 2, act: Act::Attempt, n: 1, id: "s2.attempt", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TotalBoom, n: 2, id: "s4.total_boom", skip: false },
        Op::Kept { from: 3, keeps: Keeps::TrailAttempt, n: 3, id: "s5.trail_attempt", skip: true },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 6, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 1, many: false, group: None, id: "s9.zip" },
        Op::Rated { from: 5, takes: None, n: 7, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 8, id: "s11.whole", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 9, 10, 11],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G14 {
        imap p0 = threads(1);
        imap p1 = threads(3);
        input xs: V;
        input ys: V;
        let s2 = xs -> gather_two { n: 1 } on p0 [consume = 2];
        let s3 = s2 -> spread { n: 2 } on p1 [produce];
        let s4 = (xs, s3);
        output s5 = (s4, ys);
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::InStep { members: &[0, 3], fork: 0, many: true, group: Some((2, 2)), id: "s4.zip" },
        Op::Positions { members: &[4, 1], lengths: Lengths::Strict, id: "s5.zip" },
    ],
    outputs: &[5],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        input xs: V;
        input ys: V;
        let s2 = [ys, ys];
        let s3 = ys -> trail_pick { n: 1 };
        let s4 = s2 -> trail_look { n: 2 };
        let s5 = [s3, xs];
        let s6 = s5 -> scatter { n: 3 } [produce];
        let s7 = s4 -> spread { n: 4 } [produce, batch = 5];
        output s8 = s7 -> chained;
        let s9 = s6 -> chained;
        let s10 = s9 -> trail_burst { n: 7 } [fuse = off];
        output s11 = [s10, s9] -> attempt_burst { n: 8 } [slice = 3];
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Merge { members: &[1, 1], fork: 1 },
        Op::Kept { from: 1, keeps: Keeps::TrailPick, n: 1, id: "s3.trail_pick", skip: false },
        Op::Kept { from: 2, keeps: Keeps::Trail, n: 2, id: "s4.trail_look", skip: false },
        Op::Rounds { members: &[3, 0] },
        Op::Rated { from: 5, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s6.scatter", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Kept { from: 7, keeps: Keeps::Chained, n: 5, id: "s8.chained", skip: false },
        Op::Kept { from: 6, keeps: Keeps::Chained, n: 6, id: "s9.chained", skip: false },
        Op::Kept { from: 9, keeps: Keeps::TrailBurst, n: 7, id: "s10.trail_burst", skip: false },
        Op::Merge { members: &[10, 9], fork: 9 },
        Op::Node { from: 11, act: Act::AttemptBurst, n: 8, id: "s11.attempt_burst", skip: false, collect: None, held: 3 },
    ],
    outputs: &[8, 12],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(G15Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s11)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(G15Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G16 {
        imap p0 = threads(3) [buffer = 18];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> regroup { n: 1 } [last = error, consume = 3, produce];
        let s2 = s1 -> spread_boom { n: 2 } on p0 [produce, on_error = skip];
        let s3 = (s2, s1) [join = each] -> pair_pick { n: 3 } on p0 [buffer = 32];
        output s5 = s3 -> attempt_keep { n: 4 };
        let s6 = s3 -> attempt_pick { n: 5 } [fuse = off];
        let s7 = s6 -> spread { n: 6 } [produce, batch = 10];
        let s8 = s6 -> spread_boom { n: 7 } on p1 [produce];
        output s9 = (s7, s8) -> pair_burst { n: 8 } on p0 [collect = 5, batch = 1];
    }
}

const GRAPH16: Graph = Graph {
    name: "G16",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Fails }), n: 1, boom: false, gives: Gives::Two, id: "s1.regroup", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: true },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s3.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptKeep, n: 4, id: "s5.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptPick, n: 5, id: "s6.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 6, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 6, takes: None, n: 7, boom: true, gives: Gives::Two, id: "s8.spread_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 6, many: true, group: None, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Burst, n: 8, id: "s9.pair_burst", skip: false, collect: Some(5), held: 1024 },
    ],
    outputs: &[5, 10],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s9)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G17(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = ys -> trail { n: 1 };
        let s3 = xs -> trail_pick { n: 2 };
        output s4 [buffer = 57] = s3 -> burst { n: 3 } [collect = 3];
        let s5 = s2 -> pick { n: 4 };
        let s6 = [s5, s3];
        s6 -> sink_look { n: 5, seen };
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 1, id: "s2.trail", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TrailPick, n: 2, id: "s3.trail_pick", skip: false },
        Op::Node { from: 3, act: Act::Burst, n: 3, id: "s4.burst", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 4, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[5, 3] },
        Op::Sink { from: 6, n: 5, fallible: true },
    ],
    outputs: &[4],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new(feeds.seen.clone()).start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new(feeds.seen.clone()).start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G18 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> attempt_keep { n: 1 };
        let s4 = ys -> spread { n: 2 } [produce, on_error = skip];
        let s5 = s3 -> boom_look { n: 3 };
        output s6 = zs -> boom { n: 4 } [on_error = skip];
        let s7 = s5 -> gather_boom { n: 5 } [last = error, consume = 4];
        output s8 = s6 -> attempt_look { n: 6 };
        let s9 = s4 -> attempt_pick { n: 7 };
        let s10 = [s7, s9] -> attempt { n: 8 } [fuse = off];
        output s12 = [zs, s10] -> pick { n: 9 } [fuse = off, batch = 2];
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s3.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s4.spread", skip: true },
        Op::Node { from: 3, act: Act::Boom, n: 3, id: "s5.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Boom, n: 4, id: "s6.boom", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: Some(Takes { of: 4, short: Short::Fails }), n: 5, boom: true, gives: Gives::One, id: "s7.gather_boom", skip: false },
        Op::Node { from: 6, act: Act::Attempt, n: 6, id: "s8.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptPick, n: 7, id: "s9.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[7, 9] },
        Op::Node { from: 10, act: Act::Attempt, n: 8, id: "s10.attempt", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[2, 11] },
        Op::Node { from: 12, act: Act::Pick, n: 9, id: "s12.pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 8, 13],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new().start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s8), Box::new(run.s12)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new().start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G19 {
        imap p0 = threads(1);
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p0;
        let s2 = s1 -> stream { n: 2 } [slice = 1];
        output s3 = (xs, s2*) -> pair_mixed { n: 3 } [on_error = skip];
        output s5 = s2 -> attempt_keep { n: 4 } on p0;
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(0, Mark::Plain), (2, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Attempt, n: 3, id: "s3.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 4, id: "s5.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 5],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G20 {
        imap p1 = threads(2);
        input xs: V;
        let s1 = xs -> trail_look { n: 1 };
        let s2 = (s1, xs) -> pair { n: 2 };
        let s4 = (s2, s1);
        output s5 = (s1, s4, xs) -> trio_burst { n: 3 } on p1 [slice = 1];
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail_look", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s2.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(1, Mark::Plain), (4, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 5, act: Act::Burst, n: 3, id: "s5.trio_burst", skip: false, collect: None, held: 1 },
    ],
    outputs: &[6],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        input xs: V;
        input ys: V;
        output s2 = xs -> burst { n: 1 } [slice = 2];
        let s3 = [ys, s2] -> boom { n: 2 } [buffer = 37];
        output s5 = s3 -> attempt_look { n: 3 } [fuse = off, batch = 7];
        output s6 = xs -> trail { n: 4 };
        output s7 = xs -> boom_look { n: 5 };
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Burst, n: 1, id: "s2.burst", skip: false, collect: None, held: 2 },
        Op::Rounds { members: &[1, 2] },
        Op::Node { from: 3, act: Act::Boom, n: 2, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 3, id: "s5.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 4, id: "s6.trail", skip: false },
        Op::Node { from: 0, act: Act::Boom, n: 5, id: "s7.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 5, 6, 7],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s5), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        let s2 = (ys, ys) -> pair_pick { n: 1 };
        let s4 = (s2*, ys);
        let s5 = xs -> trail_look { n: 2 } on p1;
        let s6 = s5 -> trail_attempt { n: 3 };
        output s7 = s5 -> trail_look { n: 4 } on p1;
        let s8 = s7 -> trail_look { n: 5 };
        let s9 = s6 -> trail_attempt { n: 6 } on p1;
        let s10 = s8 -> trail { n: 7 };
        let s11 = (s10, s5) -> pair { n: 8 };
        output s13 = [s11, s9] -> pick { n: 9 } on p1;
        output s15 = (s4, s11) [zip = longest];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Pick, n: 1, id: "s2.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Star), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 2, id: "s5.trail_look", skip: false },
        Op::Kept { from: 5, keeps: Keeps::TrailAttempt, n: 3, id: "s6.trail_attempt", skip: false },
        Op::Kept { from: 5, keeps: Keeps::Trail, n: 4, id: "s7.trail_look", skip: false },
        Op::Kept { from: 7, keeps: Keeps::Trail, n: 5, id: "s8.trail_look", skip: false },
        Op::Kept { from: 6, keeps: Keeps::TrailAttempt, n: 6, id: "s9.trail_attempt", skip: false },
        Op::Kept { from: 8, keeps: Keeps::Trail, n: 7, id: "s10.trail", skip: false },
        Op::Zip { members: &[(10, Mark::Plain), (5, Mark::Plain)], join: Join::Exact, fork: 5 },
        Op::Node { from: 11, act: Act::Map, n: 8, id: "s11.pair", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[12, 9], fork: 5 },
        Op::Node { from: 13, act: Act::Pick, n: 9, id: "s13.pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[4, 12], lengths: Lengths::Longest, id: "s15.zip" },
    ],
    outputs: &[7, 14, 15],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s13), Box::new(run.s15)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(1);
        imap p1 = threads(2);
        input xs: V;
        let s1 = (xs, xs) -> pair_look { n: 1 } on p1;
        output s3 = xs -> total_merged { n: 2 } on p0;
        let s4 = s1 -> spread_boom { n: 3 } on p1 [produce];
        let s5 = s4 -> gather_two { n: 4 } on p0 [consume = 2];
        output s6 = (s1, s5) -> pair_burst { n: 5 } on p1;
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 1, act: Act::Map, n: 1, id: "s1.pair_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::Total { every: None }, n: 2, id: "s3.total_merged", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[2, 5], fork: 2, many: false, group: None, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Burst, n: 5, id: "s6.pair_burst", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 7],
};

fn start23(feeds: &mut Feeds) -> Started {
    let run = G23::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s6)], handle: run.handle }
}

fn unread23(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G23::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G24 {
        imap p0 = threads(1);
        imap p1 = threads(1) [batch = 3];
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> trail { n: 1 } on p2;
        let s2 = s1 -> attempt_keep { n: 2 } [on_error = skip];
        let s3 = s2 -> attempt_burst { n: 3 } [collect = 5, batch = 5];
        let s4 = s3 -> spread { n: 4 } on p1 [produce];
        let s5 = s4 -> look { n: 5 };
        let s6 = s4 -> trail_attempt { n: 6 } on p0 [on_error = skip];
        let s7 = (xs, s5*);
        let s8 = s6 -> trail_burst { n: 7 } on p1;
        let s9 = (s8*, s7, s1) -> trio_boom { n: 8 } [on_error = skip];
        output s11 = s9 -> trail { n: 9 } on p0;
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s2.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptBurst, n: 3, id: "s3.attempt_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 5, id: "s5.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::TrailAttempt, n: 6, id: "s6.trail_attempt", skip: true },
        Op::Zip { members: &[(0, Mark::Plain), (5, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Kept { from: 6, keeps: Keeps::TrailBurst, n: 7, id: "s8.trail_burst", skip: false },
        Op::Zip { members: &[(8, Mark::Star), (7, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 9, act: Act::Boom, n: 8, id: "s9.trio_boom", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 10, keeps: Keeps::Trail, n: 9, id: "s11.trail", skip: false },
    ],
    outputs: &[11],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s11)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G25 {
        imap p0 = threads(3);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = xs -> attempt_pick { n: 1 } on p0;
        let s3 = [s2, xs] -> boom { n: 2 } on p1;
        output s5 = s3 -> attempt { n: 3 } on p1 [buffer = 2];
        let s6 = s3 -> attempt { n: 4 };
        output s7 = s6 -> total { n: 5 } [every = 3];
        let s8 = ys -> spread_boom { n: 6 } on p1 [produce];
        output s9 = [s2, s8] -> look { n: 7 };
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s2.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[2, 0], fork: 0 },
        Op::Node { from: 3, act: Act::Boom, n: 2, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 3, id: "s5.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 4, id: "s6.attempt", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 6, keeps: Keeps::Total { every: Some(3) }, n: 5, id: "s7.total", skip: false },
        Op::Rated { from: 1, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s8.spread_boom", skip: false },
        Op::Rounds { members: &[2, 8] },
        Op::Node { from: 9, act: Act::Map, n: 7, id: "s9.look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 7, 10],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G26(seen: Seen) {
        input xs: V;
        let s1 = xs -> total { n: 1 } [fuse = off];
        let s2 = s1 -> whole { n: 2 };
        output s3 = (s2, s1) -> pair_pick { n: 3 } [buffer = 41];
        let s5 = s2 -> gather { n: 4 } [consume = 3, batch = 1];
        let s6 = s5 -> spread { n: 5 } [produce];
        let s7 = s2 -> regroup { n: 6 } [consume = 3, produce];
        let s8 = (s6, s7) -> pair_boom { n: 7 } [on_error = skip];
        s8 -> sink_look { n: 8, seen };
    }
}

const GRAPH26: Graph = Graph {
    name: "G26",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Total { every: None }, n: 1, id: "s1.total", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.whole", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s3.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::Rated { from: 5, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::Two, id: "s7.regroup", skip: false },
        Op::InStep { members: &[6, 7], fork: 2, many: true, group: None, id: "s8.zip" },
        Op::Node { from: 8, act: Act::Boom, n: 7, id: "s8.pair_boom", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 9, n: 8, fallible: true },
    ],
    outputs: &[4],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G27(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = ys -> trail_attempt { n: 1 };
        let s3 = xs -> trail_pick { n: 2 };
        let s4 = (s2, ys);
        let s5 = (xs, s4) [zip = shortest];
        output s6 = (s3, xs) [join = inner];
        let s7 = xs -> trail { n: 3 } [fuse = off];
        let s8 = s7 -> gather_two { n: 4 } [last = error, consume = 2, on_error = skip];
        let s9 = s8 -> stream { n: 5 } [collect = 2];
        let s10 = s9 -> scatter { n: 6 } [produce = 2];
        let s11 = s8 -> boom_keep { n: 7 };
        output s12 = s11 -> trail_attempt { n: 8 };
        output s13 = s5 -> pair_pick { n: 9 };
        output s14 = s2 -> total_attempt { n: 10 };
        s10 -> sink { n: 11, seen };
        s12 -> sink_look { n: 12, seen };
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 1, keeps: Keeps::TrailAttempt, n: 1, id: "s2.trail_attempt", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TrailPick, n: 2, id: "s3.trail_pick", skip: false },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Positions { members: &[0, 4], lengths: Lengths::Shortest, id: "s5.zip" },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 3, id: "s7.trail", skip: false },
        Op::Rated { from: 7, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s8.gather_two", skip: true },
        Op::Node { from: 8, act: Act::Stream, n: 5, id: "s9.stream", skip: false, collect: Some(2), held: 1024 },
        Op::Rated { from: 9, takes: None, n: 6, boom: false, gives: Gives::Promised(2), id: "s10.scatter", skip: false },
        Op::Node { from: 8, act: Act::BoomKeep, n: 7, id: "s11.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 11, keeps: Keeps::TrailAttempt, n: 8, id: "s12.trail_attempt", skip: false },
        Op::Node { from: 5, act: Act::Pick, n: 9, id: "s13.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TotalAttempt, n: 10, id: "s14.total_attempt", skip: false },
        Op::Sink { from: 10, n: 11, fallible: false },
        Op::Sink { from: 12, n: 12, fallible: true },
    ],
    outputs: &[6, 12, 13, 14],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s12), Box::new(run.s13), Box::new(run.s14)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G28 {
        imap p0 = threads(3) [batch = 5];
        input xs: V;
        let s1 = xs -> keep { n: 1 };
        let s2 = s1 -> burst { n: 2 } on p0 [slice = 4, buffer = 34];
        output s3 [buffer = 22] = s2 -> pick { n: 3 } on p0;
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Keep, n: 1, id: "s1.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Burst, n: 2, id: "s2.burst", skip: false, collect: None, held: 4 },
        Op::Node { from: 2, act: Act::Pick, n: 3, id: "s3.pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G29(seen: Seen) {
        imap p0 = threads(2);
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> boom_look { n: 1 };
        let s2 = s1 -> gather { n: 2 } [consume = 3];
        let s3 = s2 -> spread { n: 3 } on p1 [produce];
        let s4 = s1 -> regroup { n: 4 } [consume = 3, produce];
        output s5 = (s3, s4);
        output s6 = s5 -> pair_burst { n: 5 } on p0 [collect = 3];
        let s7 = s1 -> scatter { n: 6 } [produce = 2];
        let s8 = s7 -> scatter { n: 7 } [produce];
        let s9 = xs -> trail_look { n: 8 };
        let s10 = [s8, s9] -> attempt_pick { n: 9 } on p0 [on_error = skip];
        let s12 = s10 -> boom_look { n: 10 } on p0;
        s12 -> sink_look { n: 11, seen };
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::InStep { members: &[3, 4], fork: 1, many: true, group: None, id: "s5.zip" },
        Op::Node { from: 5, act: Act::Burst, n: 5, id: "s6.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Rated { from: 1, takes: None, n: 6, boom: false, gives: Gives::Promised(2), id: "s7.scatter", skip: false },
        Op::Rated { from: 7, takes: None, n: 7, boom: false, gives: Gives::Some, id: "s8.scatter", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 8, id: "s9.trail_look", skip: false },
        Op::Merge { members: &[8, 9], fork: 0 },
        Op::Node { from: 10, act: Act::AttemptPick, n: 9, id: "s10.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Node { from: 11, act: Act::Boom, n: 10, id: "s12.boom_look", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 12, n: 11, fallible: true },
    ],
    outputs: &[5, 6],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G30 {
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = (xs, zs) [zip = shortest];
        let s4 = ys -> gather { n: 1 } on p1 [consume = 3];
        let s5 = s4 -> trail { n: 2 } on p1;
        let s6 = s5 -> trail_look { n: 3 };
        output s7 = s6 -> trail_attempt { n: 4 };
        output s8 = (ys, s3) [zip = shortest] -> pair_pick { n: 5 };
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Positions { members: &[0, 2], lengths: Lengths::Shortest, id: "s3.zip" },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::Kept { from: 4, keeps: Keeps::Trail, n: 2, id: "s5.trail", skip: false },
        Op::Kept { from: 5, keeps: Keeps::Trail, n: 3, id: "s6.trail_look", skip: false },
        Op::Kept { from: 6, keeps: Keeps::TrailAttempt, n: 4, id: "s7.trail_attempt", skip: false },
        Op::Positions { members: &[1, 3], lengths: Lengths::Shortest, id: "s8.zip" },
        Op::Node { from: 8, act: Act::Pick, n: 5, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7, 9],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new().start(G30Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new().start(G30Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G31 {
        imap p0 = threads(1) [strict];
        input xs: V;
        input ys: V;
        let s2 = [xs, xs];
        let s3 = s2 -> attempt_pick { n: 1 };
        output s4 = s2 -> burst { n: 2 } [slice = 4];
        let s5 = (ys, ys);
        let s6 = s3 -> spread_boom { n: 3 } on p0 [produce];
        output s7 = s6 -> attempt_burst { n: 4 } on p0 [slice = 3];
        let s8 = (ys, s5);
        let s9 = xs -> gather_two { n: 5 } [consume = 2];
        let s10 = s9 -> spread_boom { n: 6 } [produce];
        let s11 = xs -> gather_boom { n: 7 } [consume = 4];
        let s12 = s11 -> spread { n: 8 } on p0 [produce];
        let s13 = s12 -> spread { n: 9 } [produce];
        output s14 [buffer = 5] = (s10, s13);
        output s15 = (s10, s8) [zip = longest] -> pair_boom { n: 10 };
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Merge { members: &[0, 0], fork: 0 },
        Op::Node { from: 2, act: Act::AttemptPick, n: 1, id: "s3.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s4.burst", skip: false, collect: None, held: 4 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Rated { from: 3, takes: None, n: 3, boom: true, gives: Gives::Two, id: "s6.spread_boom", skip: false },
        Op::Node { from: 6, act: Act::AttemptBurst, n: 4, id: "s7.attempt_burst", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(1, Mark::Plain), (5, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 9, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s11.gather_boom", skip: false },
        Op::Rated { from: 11, takes: None, n: 8, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::Rated { from: 12, takes: None, n: 9, boom: false, gives: Gives::Two, id: "s13.spread", skip: false },
        Op::InStep { members: &[10, 13], fork: 0, many: true, group: Some((4, 4)), id: "s14.zip" },
        Op::Positions { members: &[10, 8], lengths: Lengths::Longest, id: "s15.zip" },
        Op::Node { from: 15, act: Act::Boom, n: 10, id: "s15.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 7, 14, 16],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s7), Box::new(run.s14), Box::new(run.s15)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        imap p2 = threads(1) [batch = 4];
        input xs: V;
        input ys: V;
        let s2 = xs -> stream { n: 1 } on p2 [on_error = skip];
        output s3 = s2 -> trail_attempt { n: 2 };
        output s4 = (s2, ys) [zip = shortest];
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s2.stream", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailAttempt, n: 2, id: "s3.trail_attempt", skip: false },
        Op::Positions { members: &[2, 1], lengths: Lengths::Shortest, id: "s4.zip" },
    ],
    outputs: &[3, 4],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(G32Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(G32Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        input xs: V;
        output s1 [buffer = 52] = xs -> total_anyhow { n: 1 };
        let s2 = xs -> total_attempt { n: 2 };
        output s3 = (s2, s2) -> pair_keep { n: 3 };
        output s5 = xs -> trail_burst { n: 4 };
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TotalAnyhow, n: 1, id: "s1.total_anyhow", skip: false },
        Op::Kept { from: 0, keeps: Keeps::TotalAttempt, n: 2, id: "s2.total_attempt", skip: false },
        Op::Zip { members: &[(2, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 3, act: Act::Keep, n: 3, id: "s3.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::TrailBurst, n: 4, id: "s5.trail_burst", skip: false },
    ],
    outputs: &[1, 4, 5],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s3), Box::new(run.s5)], handle: run.handle }
}

fn unread33(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G33::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G34 {
        input xs: V;
        let s1 = (xs, xs) -> pair_pick { n: 1 } [fuse = off];
        let s3 = xs -> items { n: 2 } [on_error = skip, collect = 4];
        let s4 = (s1, s3) [join = each];
        output s5 = s3 -> scatter { n: 3 } [produce = 2];
        let s6 = s1 -> gather { n: 4 } [consume = 3];
        let s7 = s6 -> spread { n: 5 } [produce];
        let s8 = s1 -> regroup { n: 6 } [consume = 3, produce];
        let s9 = (s7, s8) -> pair_look { n: 7 };
        output s11 = s4 -> pair_mixed { n: 8 } [on_error = skip];
        let s12 = s9 -> pick { n: 9 };
        output s13 = s12 -> boom_burst { n: 10 } [collect = 3];
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 1, act: Act::Pick, n: 1, id: "s1.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Items, n: 2, id: "s3.items", skip: true, collect: Some(4), held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Rated { from: 3, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s5.scatter", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::One, id: "s6.gather", skip: false },
        Op::Rated { from: 6, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::Two, id: "s8.regroup", skip: false },
        Op::InStep { members: &[7, 8], fork: 2, many: true, group: None, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Map, n: 7, id: "s9.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 8, id: "s11.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Pick, n: 9, id: "s12.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 12, act: Act::BoomBurst, n: 10, id: "s13.boom_burst", skip: false, collect: Some(3), held: 1024 },
    ],
    outputs: &[5, 11, 13],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s11), Box::new(run.s13)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G35 {
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> gather { n: 1 } on p1 [last = error, consume = 3];
        output s2 = s1 -> trail_look { n: 2 };
    }
}

const GRAPH35: Graph = Graph {
    name: "G35",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 2, id: "s2.trail_look", skip: false },
    ],
    outputs: &[2],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G36 {
        imap p0 = threads(2);
        input xs: V;
        output s1 = xs -> trail_attempt { n: 1 };
        let s2 = (s1, s1);
        let s3 = s1 -> total_anyhow { n: 2 } on p0;
        let s4 = s3 -> whole { n: 3 };
        output s5 = s2 -> pair { n: 4 } on p0;
        output s6 = s4 -> burst { n: 5 } [collect = 3];
        output s7 = s4 -> gather_two { n: 6 } [consume = 2];
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s1.trail_attempt", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Kept { from: 1, keeps: Keeps::TotalAnyhow, n: 2, id: "s3.total_anyhow", skip: false },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s4.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 4, id: "s5.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Burst, n: 5, id: "s6.burst", skip: false, collect: Some(3), held: 1024 },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
    ],
    outputs: &[1, 5, 6, 7],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s5), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G37 {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> boom_burst { n: 1 } [collect = 5];
        let s2 = s1 -> trail_burst { n: 2 } on p0 [fuse = off];
        let s3 = s2 -> total_boom { n: 3 };
        let s4 = xs -> total { n: 4 } [every = 1, fuse = off];
        output s5 = s4 -> whole { n: 5 } on p0;
        let s6 = s3 -> whole { n: 6 } on p0 [batch = 3];
        output s7 = s6 -> total_merged { n: 7 } on p0;
        let s8 = s2 -> total_boom { n: 8 };
        output s9 = s8 -> whole { n: 9 } [fuse = off];
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomBurst, n: 1, id: "s1.boom_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::TrailBurst, n: 2, id: "s2.trail_burst", skip: false },
        Op::Kept { from: 2, keeps: Keeps::TotalBoom, n: 3, id: "s3.total_boom", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Total { every: Some(1) }, n: 4, id: "s4.total", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 5, id: "s5.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Map, n: 6, id: "s6.whole", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 6, keeps: Keeps::Total { every: None }, n: 7, id: "s7.total_merged", skip: false },
        Op::Kept { from: 2, keeps: Keeps::TotalBoom, n: 8, id: "s8.total_boom", skip: false },
        Op::Node { from: 8, act: Act::Map, n: 9, id: "s9.whole", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 7, 9],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G38 {
        imap p1 = threads(2) [buffer = 15];
        imap p2 = threads(3) [batch = 2];
        input xs: V;
        let s1 = xs -> items { n: 1 } on p1 [collect = 4, batch = 1];
        let s2 = (s1, s1) -> pair_boom { n: 2 } on p1;
        let s4 = s2 -> keep { n: 3 } on p1 [fuse = off];
        output s5 = [s4, xs] -> stream { n: 4 } on p2 [slice = 2];
        let s7 = s4 -> gather { n: 5 } [consume = 3];
        let s8 = s4 -> gather { n: 6 } [consume = 3];
        output s9 = (s7, s8);
        let s10 = s7 -> trail_pick { n: 7 };
        let s11 = s9 -> pair_pick { n: 8 } on p2;
        output s12 = s10 -> trail_burst { n: 9 } on p1;
        output s13 = s11 -> spread { n: 10 } on p2 [produce];
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s1.items", skip: false, collect: Some(4), held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Boom, n: 2, id: "s2.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Keep, n: 3, id: "s4.keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[4, 0], fork: 0 },
        Op::Node { from: 5, act: Act::Stream, n: 4, id: "s5.stream", skip: false, collect: None, held: 2 },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::One, id: "s7.gather", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::One, id: "s8.gather", skip: false },
        Op::InStep { members: &[7, 8], fork: 4, many: false, group: None, id: "s9.zip" },
        Op::Kept { from: 7, keeps: Keeps::TrailPick, n: 7, id: "s10.trail_pick", skip: false },
        Op::Node { from: 9, act: Act::Pick, n: 8, id: "s11.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 10, keeps: Keeps::TrailBurst, n: 9, id: "s12.trail_burst", skip: false },
        Op::Rated { from: 11, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s13.spread", skip: false },
    ],
    outputs: &[6, 9, 12, 13],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s9), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G39 {
        imap p0 = threads(2);
        input xs: V;
        output s1 [buffer = 45] = (xs, xs);
        let s2 = xs -> look { n: 1 } on p0 [fuse = off];
        let s3 = s2 -> pick { n: 2 } on p0;
        let s4 = s3 -> boom_look { n: 3 };
        output s5 = s4 -> total_anyhow { n: 4 } on p0;
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s2.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 2, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Boom, n: 3, id: "s4.boom_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::TotalAnyhow, n: 4, id: "s5.total_anyhow", skip: false },
    ],
    outputs: &[1, 5],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s5)], handle: run.handle }
}

fn unread39(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G39::new().start(feeds.source()).expect("it starts").finish_blocking()
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
];
