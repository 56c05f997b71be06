//! The tickets in flight of one domain, and where each stands at every part and edge.
//!
//! Slots are recycled. The ring starts small, so that few tickets stay in few cache lines, and doubles when all its slots are
//! taken, up to the limit; in the steady state nothing is allocated.

use super::ids::{ActorId, Ticket};

/// Where a ticket stands at a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum At {
    /// For input, for room, or for its turn.
    #[default]
    Waiting,
    /// In the part's queue.
    Ready,
    /// Parked, for a pause that is not over.
    Resting,
    /// With an actor.
    Running(ActorId),
    /// What it took is away.
    Away,
    /// Nothing more happens here.
    Done,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) at: At,
    pub(super) parked: bool,
    /// What is about to be away is back already.
    pub(super) back: bool,
    /// Parked for want of a piece of this input, by its place among the part's inputs.
    pub(super) waits: Option<u16>,
    pub(super) attempt: u32,
    pub(super) turn: u32,
    pub(super) spent: u64,
}

/// What lies on an edge for a ticket.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lane {
    /// So many pieces wait here: one at most, unless the ticket could not have gone on.
    pub(super) pieces: u32,
    /// No piece comes after what is here now.
    pub(super) complete: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) first: u64,
    pub(super) items: u32,
    pub(super) end: bool,
    /// Parts that are not done and outputs that are not through.
    pub(super) open: u32,
    /// Parts that are in a queue, with an actor, away or resting.
    pub(super) active: u32,
}

#[derive(Debug)]
pub(super) struct Ring {
    /// The oldest ticket in flight.
    pub(super) head: Ticket,
    /// The ticket that is issued next.
    pub(super) next: Ticket,
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    lanes: Vec<Lane>,
    parts: usize,
    edges: usize,
    slots_max: usize,
}

impl Ring {
    pub(super) fn new(parts: usize, edges: usize, slots_max: u32) -> Ring {
        let slots_max = slots_max as usize;
        assert!(slots_max.is_power_of_two() && slots_max >= 2, "tickets_max is a power of two and at least 2");
        let mut ring = Ring {
            head: Ticket(0),
            next: Ticket(0),
            slots: Vec::new(),
            cells: Vec::new(),
            lanes: Vec::new(),
            parts,
            edges,
            slots_max,
        };
        ring.resize(slots_max.min(16));
        ring
    }

    fn resize(&mut self, slots: usize) {
        self.slots = vec![Slot::default(); slots];
        self.cells = vec![Cell::default(); slots * self.parts];
        self.lanes = vec![Lane::default(); slots * self.edges];
    }

    fn grow(&mut self) {
        let mut larger = Ring {
            slots: Vec::new(),
            cells: Vec::new(),
            lanes: Vec::new(),
            head: self.head,
            next: self.next,
            parts: self.parts,
            edges: self.edges,
            slots_max: self.slots_max,
        };
        larger.resize(self.slots.len() * 2);
        for ticket in self.tickets() {
            let (from, to) = (self.place(ticket), larger.place(ticket));
            larger.slots[to] = self.slots[from];
            let (parts, edges) = (self.parts, self.edges);
            larger.cells[to * parts..][..parts].copy_from_slice(&self.cells[from * parts..][..parts]);
            larger.lanes[to * edges..][..edges].copy_from_slice(&self.lanes[from * edges..][..edges]);
        }
        *self = larger;
    }

    fn place(&self, ticket: Ticket) -> usize {
        debug_assert!(self.slots.len().is_power_of_two(), "a ring's length is a power of two");
        (ticket.0 & (self.slots.len() as u64 - 1)) as usize
    }

    pub(super) fn in_flight(&self) -> u64 {
        self.next.0 - self.head.0
    }

    pub(super) fn is_full(&self) -> bool {
        self.in_flight() >= self.slots_max as u64
    }

    pub(super) fn has(&self, ticket: Ticket) -> bool {
        self.head <= ticket && ticket < self.next
    }

    /// All tickets in flight, oldest first.
    pub(super) fn tickets(&self) -> impl Iterator<Item = Ticket> + use<> {
        (self.head.0..self.next.0).map(Ticket)
    }

    /// Takes the next ticket into flight.
    pub(super) fn push(&mut self, slot: Slot) -> Ticket {
        assert!(!self.is_full(), "a ticket without a place");
        if self.in_flight() == self.slots.len() as u64 {
            self.grow();
        }
        let ticket = self.next;
        let place = self.place(ticket);
        self.slots[place] = slot;
        self.cells[place * self.parts..][..self.parts].fill(Cell { attempt: 1, ..Cell::default() });
        self.lanes[place * self.edges..][..self.edges].fill(Lane::default());
        self.next = ticket.next();
        ticket
    }

    /// Lets the oldest ticket go, if nothing of it is open.
    pub(super) fn pop(&mut self) -> Option<Slot> {
        let slot = *self.slot(self.head).filter(|slot| slot.open == 0)?;
        self.head = self.head.next();
        Some(slot)
    }

    pub(super) fn slot(&self, ticket: Ticket) -> Option<&Slot> {
        self.has(ticket).then(|| &self.slots[self.place(ticket)])
    }

    pub(super) fn slot_mut(&mut self, ticket: Ticket) -> &mut Slot {
        assert!(self.has(ticket), "ticket {ticket} is not in flight");
        let place = self.place(ticket);
        &mut self.slots[place]
    }

    pub(super) fn cell(&self, ticket: Ticket, part: usize) -> &Cell {
        debug_assert!(self.has(ticket), "ticket {ticket} is not in flight");
        &self.cells[self.place(ticket) * self.parts + part]
    }

    pub(super) fn cell_mut(&mut self, ticket: Ticket, part: usize) -> &mut Cell {
        debug_assert!(self.has(ticket), "ticket {ticket} is not in flight");
        let place = self.place(ticket) * self.parts + part;
        &mut self.cells[place]
    }

    pub(super) fn lane(&self, ticket: Ticket, edge: usize) -> &Lane {
        debug_assert!(self.has(ticket), "ticket {ticket} is not in flight");
        &self.lanes[self.place(ticket) * self.edges + edge]
    }

    pub(super) fn lane_mut(&mut self, ticket: Ticket, edge: usize) -> &mut Lane {
        debug_assert!(self.has(ticket), "ticket {ticket} is not in flight");
        let place = self.place(ticket) * self.edges + edge;
        &mut self.lanes[place]
    }
}
