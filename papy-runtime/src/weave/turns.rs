//! Whose turn it is: tasks that are woven over one pool, each `stride` items at a time.
//!
//! Knows numbers only: of tasks, in the order in which they were added, and of items. Drives nothing and waits for nothing.

use std::collections::{BTreeMap, VecDeque};

/// Items of one chunk, where they are cheap.
const CHUNK_MAX: u64 = 1024;
/// Finished and unread items, where nothing is written: a late one is hidden by 4096 others.
const BUFFER: u64 = 4096;

/// A task, by when it was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TaskId(pub(super) u64);

/// Consecutive items of one task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: u64,
    pub(super) items: u64,
}

/// What a worker is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Take at most so many items from the task's iterator, and tell [`Turns::pulled`] how many came.
    Pull { task: TaskId, most: u64 },
    /// Take `taken` of another task's results, evaluate them as `span` of this one, and tell [`Turns::ran`].
    Run { task: TaskId, taken: Span, span: Span },
}

/// How tasks take turns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Items of one task before the next task's turn.
    pub(crate) stride: Option<u64>,
    /// Items that were begun and not fetched, over all tasks.
    pub(crate) buffer: Option<u64>,
    /// No task is passed over because it cannot go on now.
    pub(crate) in_turn: bool,
    pub(crate) workers: u64,
}

#[derive(Debug)]
struct Row {
    /// Whose results it takes; `None` for an iterator.
    from: Option<TaskId>,
    ordered: bool,
    pulling: bool,
    /// Its input came to its end, or will not be asked again.
    ended: bool,
    /// Items that were begun.
    begun: u64,
    /// Items that were fetched, if ordered also the number of the next one.
    fetched: u64,
    /// Finished spans, by their first item.
    done: BTreeMap<u64, u64>,
    /// The first items of these, as they finished.
    finished: VecDeque<u64>,
    chunk: u64,
    /// Somebody waits for it.
    wanted: bool,
}

impl Row {
    fn open(&self) -> u64 {
        self.begun - self.fetched
    }

    fn head(&self) -> Option<Span> {
        let first = if self.ordered { self.fetched } else { *self.finished.front()? };
        self.done.get(&first).map(|items| Span { first, items: *items })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    /// So many items.
    Go(u64),
    /// Not now.
    Wait,
    Never,
}

#[derive(Debug)]
pub(super) struct Turns {
    rows: BTreeMap<TaskId, Row>,
    next_id: u64,
    rules: Rules,
    /// Whose turn it is, and how many items it had of it.
    at: TaskId,
    served: u64,
    /// Items that were begun and not fetched.
    open: u64,
}

impl Turns {
    pub(super) fn new(workers: u64) -> Turns {
        let rules = Rules { stride: None, buffer: None, in_turn: false, workers };
        Turns { rows: BTreeMap::new(), next_id: 0, rules, at: TaskId(0), served: 0, open: 0 }
    }

    pub(super) fn rules(&mut self) -> &mut Rules {
        &mut self.rules
    }

    pub(super) fn add(&mut self, from: Option<TaskId>) -> TaskId {
        let id = TaskId(self.next_id);
        self.next_id += 1;
        let row = Row {
            from,
            ordered: true,
            pulling: false,
            ended: false,
            begun: 0,
            fetched: 0,
            done: BTreeMap::new(),
            finished: VecDeque::new(),
            chunk: 1,
            wanted: false,
        };
        self.rows.insert(id, row);
        id
    }

    fn row(&mut self, task: TaskId) -> &mut Row {
        self.rows.get_mut(&task).expect("a task is there until its handle goes")
    }

    /// Its results come as they finish.
    pub(super) fn unordered(&mut self, task: TaskId) {
        self.row(task).ordered = false;
    }

    /// Somebody waits for its next result, or no longer.
    pub(super) fn want(&mut self, task: TaskId, wanted: bool) {
        if let Some(row) = self.rows.get_mut(&task) {
            row.wanted = wanted;
        }
    }

    /// Nobody will fetch from it again: what runs of it finishes, and is forgotten.
    pub(super) fn remove(&mut self, task: TaskId) {
        if let Some(row) = self.rows.remove(&task) {
            self.open -= row.open();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn stride(&self, task: TaskId) -> u64 {
        // A chunk that grew during its turn still fits into it.
        let chunks = if self.rules.in_turn { 1 } else { self.rows[&task].chunk * 2 };
        self.rules.stride.unwrap_or(self.rules.workers.max(chunks)).min(self.buffer()).max(1)
    }

    fn buffer(&self) -> u64 {
        let tasks = self.rows.len() as u64;
        let stride = self.rules.stride.unwrap_or(self.rules.workers);
        let automatic = if self.rules.in_turn { tasks.saturating_mul(stride) } else { BUFFER };
        self.rules.buffer.unwrap_or(automatic).max(1)
    }

    /// What to do next, if anything can be done now.
    pub(super) fn ask(&mut self) -> Option<Step> {
        for _ in 0..=self.rows.len() {
            let (&task, _) = self.rows.range(self.at..).next().or_else(|| self.rows.iter().next())?;
            if task != self.at {
                (self.at, self.served) = (task, 0);
            }
            let left = self.stride(task).saturating_sub(self.served);
            match self.may(task) {
                May::Go(most) if left > 0 => return Some(self.serve(task, most.min(left))),
                May::Wait if left > 0 && self.rules.in_turn => return self.needed(),
                _ => (self.at, self.served) = (TaskId(task.0 + 1), 0),
            }
        }
        None
    }

    fn serve(&mut self, task: TaskId, most: u64) -> Step {
        let row = self.row(task);
        let Some(from) = row.from else {
            row.pulling = true;
            return Step::Pull { task, most };
        };
        let taken = self.fetch_most(from, most).expect("it may go for this");
        Step::Run { task, taken, span: self.begin(task, taken.items) }
    }

    /// Out of turn: one that somebody waits for, where the one whose turn it is cannot go on. The room that this takes is one item's.
    fn needed(&mut self) -> Option<Step> {
        let wanted: Vec<TaskId> = self.rows.iter().filter(|(_, row)| row.wanted).map(|(task, _)| *task).collect();
        for mut task in wanted {
            while let Some(row) = self.rows.get(&task).filter(|row| row.open() == 0) {
                let from = row.from;
                match (self.may(task), from) {
                    (May::Go(_), _) => return Some(self.serve(task, 1)),
                    (May::Wait, Some(from)) => task = from,
                    _ => break,
                }
            }
        }
        None
    }

    fn may(&self, task: TaskId) -> May {
        let (buffer, open) = (self.buffer(), self.open);
        let chunk = if self.rules.in_turn { 1 } else { self.rows[&task].chunk };
        let row = &self.rows[&task];
        if row.ended {
            return May::Never;
        }
        if let Some(from) = row.from {
            return match self.rows[&from].head() {
                // What it takes there it has here: this needs no room.
                Some(span) => May::Go(span.items.min(chunk)),
                None if self.is_over(from) => May::Never,
                None => May::Wait,
            };
        }
        match buffer.saturating_sub(open) {
            _ if row.pulling => May::Wait,
            // A task of which nothing is open always has room for one item, whoever fills the rest.
            0 if row.open() > 0 => May::Wait,
            room => May::Go(room.clamp(1, chunk)),
        }
    }

    fn begin(&mut self, task: TaskId, items: u64) -> Span {
        if self.at == task {
            self.served += items;
        }
        self.open += items;
        let row = self.row(task);
        row.begun += items;
        Span { first: row.begun - items, items }
    }

    /// So many items came from a task's iterator, and whether it ended: then go on and evaluate these. `None` if nobody wants them.
    pub(super) fn pulled(&mut self, task: TaskId, items: u64, ended: bool) -> Option<Span> {
        let row = self.rows.get_mut(&task)?;
        row.pulling = false;
        row.ended |= ended;
        (items > 0).then(|| self.begin(task, items))
    }

    /// Items were evaluated, in so much time. False if nobody wants them.
    pub(super) fn ran(&mut self, task: TaskId, span: Span, nanos: u64) -> bool {
        let Some(row) = self.rows.get_mut(&task) else { return false };
        row.done.insert(span.first, span.items);
        if !row.ordered {
            row.finished.push_back(span.first);
        }
        // Towards 50 us a chunk: what handing one out costs is lost in that.
        let whole = span.items >= row.chunk;
        match nanos {
            ..25_000 if whole => row.chunk = (row.chunk * 2).min(CHUNK_MAX),
            100_000.. => row.chunk = (row.chunk / 2).max(1),
            _ => {}
        }
        true
    }

    /// The next finished items of a task, all that are finished together.
    pub(super) fn fetch(&mut self, task: TaskId) -> Option<Span> {
        self.fetch_most(task, u64::MAX)
    }

    fn fetch_most(&mut self, task: TaskId, most: u64) -> Option<Span> {
        let row = self.row(task);
        let Span { first, items } = row.head()?;
        let taken = items.min(most);
        row.done.remove(&first);
        if taken < items {
            row.done.insert(first + taken, items - taken);
        }
        if !row.ordered {
            row.finished.pop_front();
            if taken < items {
                row.finished.push_front(first + taken);
            }
        }
        row.fetched += taken;
        self.open -= taken;
        Some(Span { first, items: taken })
    }

    /// Does nothing come from it any more?
    pub(super) fn is_over(&self, task: TaskId) -> bool {
        let Some(row) = self.rows.get(&task) else { return true };
        row.open() == 0 && row.from.map_or(row.ended, |from| self.is_over(from))
    }

    /// Could anything be done now?
    pub(super) fn has_more(&self) -> bool {
        self.rows.keys().any(|task| matches!(self.may(*task), May::Go(_)))
    }
}
