//! Ends of children: how they are known, and who goes with them.

use std::sync::{Arc, mpsc};

use super::super::exit::Exit;
use super::*;

#[test]
fn b1_the_death_of_an_idle_child_is_known_within_50_ms() {
    let goal = Duration::from_millis(50);
    for (pidfds, kind) in [(true, "pidfd"), (false, "looking")] {
        let nursery = Nursery::start(pidfds).expect("a thread");
        let time = least(goal, || time_of_death(&nursery));
        assert!(time <= goal, "{kind}: {time:?}");
        println!("known by {kind} after {time:?}");
    }
}

fn time_of_death(nursery: &Arc<Nursery>) -> Duration {
    let (send, ends) = mpsc::sync_channel(1);
    let tell = move |exit: &Exit| send.send((Instant::now(), exit.clone())).expect("the test waits");
    let child = nursery.spawn(child_as("echo"), tell).expect("it starts");
    assert_eq!(line(&child), "settled");
    let killed = Instant::now();
    kill(child.pid());
    assert_eq!(line(&child), "", "its socket ends");
    let (at, exit) = ends.recv_timeout(LONG).expect("it ended");
    assert_eq!(exit.to_string(), "killed by signal 9 (SIGKILL)");
    assert!(!exit.asked);
    assert_eq!(child.wait(), exit);
    at.duration_since(killed)
}

#[test]
fn b3_four_children_are_ready_within_500_ms() {
    let goal = Duration::from_millis(500);
    let nursery = nursery().expect("a thread");
    // Each is asked for by a thread of its own.
    let time = least(goal, || {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| start_in(&nursery, "echo"));
            }
        });
        start.elapsed()
    });
    assert!(time <= goal, "{time:?}");
    println!("four children after {time:?}");
}

#[test]
fn b17_an_exit_is_told_with_its_code() {
    let child = start("exit");
    tell(&child, "3");
    assert_eq!(child.wait().to_string(), "exited with code 3");
}

#[test]
fn b6_an_abort_is_told_with_its_signal_and_last_words() {
    let child = nursery().expect("a thread").spawn(child_as("abort"), |_| {}).expect("it starts");
    assert_eq!(child.wait().to_string(), "killed by signal 6 (SIGABRT)");
    assert_eq!(child.tail(Stream::Error).text(), "these are my last words\n");
}

#[test]
fn what_a_dead_child_sent_can_still_be_read() {
    let child = start("echo");
    tell(&child, "one");
    tell(&child, "two");
    child.socket().set_read_timeout(Some(LONG)).expect("not zero");
    assert_eq!(line(&child), "one");
    child.kill();
    assert_eq!(child.wait().how, How::Signal { signal: 9, core: false });
    assert!(child.wait().asked);
    // `two` is there or not, as it had time to be sent or not; the end is there in any case.
    assert!(["two", ""].contains(&&*line(&child)));
    assert_eq!(line(&child), "");
}

#[test]
fn b16_a_child_that_floods_its_standard_error_is_not_held_up() {
    let child = start("flood");
    tell(&child, "1600");
    let longest: u64 = line(&child).parse().expect("milliseconds");
    // 100 ms by the goal; on a machine that does much else at once a write may have to wait for the processor.
    assert!(longest < 500, "{longest} ms");
    child.kill();
    child.wait();
    let tail = child.tail(Stream::Error);
    assert_eq!(tail.bytes(), 1600 * (64 << 10) + "the end".len() as u64);
    assert!(tail.text().ends_with("xxxthe end"));
    assert_eq!(tail.text().len(), 8 << 10);
}

#[test]
fn b11_a_child_that_ignores_sigterm_is_killed_after_the_grace() {
    let grace = Duration::from_millis(200);
    let goal = grace + Duration::from_millis(200);
    for pidfds in [true, false] {
        let nursery = Nursery::start(pidfds).expect("a thread");
        let time = least(goal, || {
            let child = start_in(&nursery, "ignore TERM");
            assert_eq!(line(&child), "ready");
            let asked = Instant::now();
            child.end(grace);
            let exit = child.wait_for(LONG).expect("it ends");
            let time = asked.elapsed();
            assert_eq!((exit.how, exit.asked), (How::Signal { signal: 9, core: false }, true));
            let group = || rustix::process::test_kill_process_group(pid(child.pid()));
            until("the end of its group", || group() == Err(rustix::io::Errno::SRCH));
            time
        });
        assert!(grace <= time && time <= goal, "{time:?}");
    }
}

#[test]
fn one_that_does_not_ignore_it_is_not_waited_for() {
    let child = start("echo");
    child.end(LONG * 2);
    let exit = child.wait_for(LONG).expect("it ends");
    assert_eq!((exit.how, exit.asked), (How::Signal { signal: 15, core: false }, true));
}

#[test]
fn a_second_wish_counts_if_it_is_the_harder_one() {
    let child = start("ignore TERM");
    assert_eq!(line(&child), "ready");
    child.end(Duration::MAX);
    assert_eq!(child.wait_for(Duration::from_millis(50)), None);
    child.kill();
    child.end(LONG);
    assert_eq!(child.wait_for(LONG).expect("it ends").how, How::Signal { signal: 9, core: false });
}

#[test]
fn b10_a_child_that_is_stopped_can_be_killed() {
    let child = start("ignore TERM");
    assert_eq!(line(&child), "ready");
    rustix::process::kill_process(pid(child.pid()), Signal::STOP).expect("it lives");
    child.end(Duration::from_millis(50));
    assert_eq!(child.wait_for(LONG).expect("it ends").how, How::Signal { signal: 9, core: false });
}

#[test]
fn b12_a_grandchild_in_the_group_dies_with_it() {
    for killed in [true, false] {
        let child = start("grandchild");
        let grandchild: u32 = line(&child).parse().expect("a number");
        assert!(lives(grandchild));
        // It ignores SIGTERM. Where its parent ends by itself it is killed as well.
        if killed {
            child.end(Duration::from_millis(50))
        } else {
            child.socket().shutdown(std::net::Shutdown::Write).expect("open")
        }
        let how = child.wait_for(LONG).expect("it ends").how;
        assert_eq!(how, if killed { How::Signal { signal: 15, core: false } } else { How::Code(0) });
        until("its end", || !lives(grandchild));
        assert_eq!(child.left_behind(), [0; 0]);
    }
}

#[test]
fn b12_a_grandchild_that_left_the_group_is_told() {
    let child = start("grandchild that leaves");
    let grandchild: u32 = line(&child).parse().expect("a number");
    child.kill();
    child.wait();
    assert_eq!(child.left_behind(), [grandchild]);
    kill(grandchild);
    until("its end", || !lives(grandchild));
    assert_eq!(child.left_behind(), [0; 0]);
}

#[test]
fn b13_a_grandchild_with_the_socket_does_not_hide_a_death() {
    let child = start("grandchild with the socket");
    let grandchild: u32 = line(&child).parse().expect("a number");
    let start = Instant::now();
    kill(child.pid());
    assert_eq!(line(&child), "", "its socket ends");
    assert!(start.elapsed() < LONG / 2);
    child.wait();
    assert_eq!(child.left_behind(), [grandchild]);
    kill(grandchild);
}

#[test]
fn b19_a_child_outlives_the_thread_that_asked_for_it() {
    let child = std::thread::spawn(|| start("echo")).join().expect("no panic");
    // What would kill it is sent when the thread ends, which `join` waited for.
    tell(&child, "still here");
    assert_eq!(line(&child), "still here");
}

#[test]
fn e4_a_child_is_killed_when_nobody_has_it() {
    let child = start("echo");
    let pid = child.pid();
    drop(child);
    until("its end", || !lives(pid));
}
