//! What a driver and a worker say to each other.
//!
//! A driver greets, the worker takes the greeting or refuses it in words. Then the driver opens runs and gives jobs; the
//! worker gives pieces, and goes on with a job when it is told to. What is in a column is nobody's business here.

use bytes::Bytes;

use super::field::{Edges, Field};
use super::frame::Frame;
use super::reader::Reader;
use super::{Fault, Limits, Malformed};

/// Of this protocol. Whoever speaks another is refused, in words: it is the first field of the first message.
pub(crate) const VERSION: u32 = 1;

macro_rules! records {
    ($($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $field:ident: $type:ty,)* })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct $name {
            $($(#[$says])* pub(crate) $field: $type,)*
        }

        impl Field for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
                let _ = out;
            }

            fn get(reader: &mut Reader<'_>) -> Result<$name, Malformed> {
                $(let $field = <$type as Field>::get(reader)?;)*
                let _ = reader;
                Ok($name { $($field),* })
            }
        }
    )+};
}

macro_rules! messages {
    ($($(#[$about:meta])* $kind:literal $name:ident { $($fields:tt)* })+) => {
        records! { $($(#[$about])* $name { $($fields)* })+ }

        /// Any message.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum Message {
            $($(#[$about])* $name($name),)+
        }

        $(
            impl From<$name> for Message {
                fn from(message: $name) -> Message {
                    Message::$name(message)
                }
            }

            impl $name {
                /// What its frames are marked with.
                pub(crate) const KIND: u8 = $kind;
            }
        )+

        impl Message {
            /// What its frame is marked with.
            pub(crate) fn kind(&self) -> u8 {
                match self {
                    $(Message::$name(_) => $kind,)+
                }
            }

            /// Writes the body of its frame behind what is in `out`.
            pub(crate) fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Message::$name(message) => message.put(out),)+
                }
            }

            fn read(kind: u8, reader: &mut Reader<'_>) -> Result<Message, Malformed> {
                match kind {
                    $($kind => $name::get(reader).map(Message::$name),)+
                    _ => Err(Malformed::not("message of this protocol")),
                }
            }
        }
    };
}

records! {
    /// What an end has for one piper. Ends with different executables compare them.
    PiperEntry {
        /// The stage's id and the function's name.
        name: String,
        /// The version of the crate that it is in.
        crate_version: String,
        /// Its inbox and what it gives, as texts.
        signature: String,
        /// What it consumes and produces at once.
        rates: String,
        /// The hash of its items' schema; none if that cannot be known.
        schema: Option<u128>,
    }

    /// A pipeline that an end has.
    PipelineEntry {
        /// The hash of what it is.
        id: u128,
        /// Its name.
        name: String,
    }

    /// What one operation did.
    OpTally {
        op: u16,
        calls: u64,
        failed: u64,
        skipped: u64,
        retried: u64,
        /// What its calls took.
        busy_nanos: u64,
    }
}

messages! {
    /// The first that a driver says.
    1 Hello {
        /// [`VERSION`].
        version: u32,
        /// The hash of its executable. If that is the worker's own, the tables need not be looked at.
        program: [u8; 32],
        table: Vec<PiperEntry>,
        pipelines: Vec<PipelineEntry>,
    }

    /// The worker has what the driver has.
    2 Welcome {
        version: u32,
        program: [u8; 32],
        /// Jobs that it takes at once.
        slots: u32,
    }

    /// The worker does not. Nothing follows.
    3 Refuse {
        /// What differs, each a sentence.
        differences: Vec<String>,
    }

    /// A run begins.
    4 Open {
        run: u32,
        /// Of which pipeline.
        pipeline: u128,
        /// The pipers' parameters, in the order of the table.
        params: Bytes,
        /// What else was evaluated when the run started, by name.
        settings: Vec<(String, u64)>,
    }

    /// The run's pipers are made.
    5 Opened {
        run: u32,
    }

    /// They cannot be.
    6 OpenFailed {
        run: u32,
        /// Which of them.
        node: String,
        /// Why.
        text: String,
    }

    /// One part for one ticket.
    7 Job {
        run: u32,
        /// The turn. What comes of an earlier one is not of this job.
        job: u32,
        part: u16,
        /// The number of the ticket's first item.
        first: u64,
        /// How many items of the source the ticket has.
        items: u32,
        /// Which attempt at them this is, from 1.
        attempt: u32,
        /// Whether another follows if it fails.
        trial: bool,
        /// The members to be run: from this one, and up to before this one.
        members: (u32, u32),
        edges: Edges,
    }

    /// What a turn made.
    8 Piece {
        run: u32,
        job: u32,
        part: u16,
        /// The part stopped where a piece was full, and waits for a [`Go`].
        more: bool,
        tallies: Vec<OpTally>,
        /// Failed items of sinks, and how many there are, listed or not.
        sunk: Bytes,
        sunk_count: u64,
        /// The failure with which the run ends.
        halt: Option<Bytes>,
        /// Why the worker cannot work.
        fatal: Option<Bytes>,
        /// Nobody reads what a sink prints.
        unread: bool,
        edges: Edges,
    }

    /// There is room for another piece.
    9 Go {
        run: u32,
        job: u32,
    }

    /// The job is at this item. Said now and then: time-outs and losses are charged to it.
    10 Running {
        run: u32,
        job: u32,
        /// The item's offset in its ticket.
        offset: u32,
        /// For how long it has been.
        since_nanos: u64,
    }

    /// Give up all jobs of the run.
    11 Cancel {
        run: u32,
    }

    /// The run is over: nothing of it is wanted any more.
    12 Close {
        run: u32,
    }

    /// Nothing follows.
    13 Bye {
    }
}

impl Message {
    /// The message of a frame.
    pub(crate) fn get(frame: &Frame, limits: &Limits) -> Result<Message, Malformed> {
        let mut reader = Reader::new(&frame.body, limits);
        if let Hello::KIND | Welcome::KIND = frame.kind {
            check_version(frame, limits)?;
        }
        let message = Message::read(frame.kind, &mut reader)?;
        reader.end()?;
        Ok(message)
    }
}

/// That the other end speaks as this one does. Nothing else of its message is looked at before.
fn check_version(frame: &Frame, limits: &Limits) -> Result<(), Malformed> {
    match Reader::new(&frame.body, limits).number()? {
        VERSION => Ok(()),
        is => Err(Malformed::new(Fault::Version { is, here: VERSION })),
    }
}

/// What this end has of what another names. A message that names anything else is refused where it is read, and no index of
/// it can be wrong later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Operations; parts are among them.
    pub(crate) ops: u16,
    /// Edges.
    pub(crate) edges: u16,
    /// Items of a ticket.
    pub(crate) items_max: u32,
}

impl Extent {
    fn has(&self, part: u16, edges: &Edges) -> Result<(), Malformed> {
        if part >= self.ops {
            return Err(Malformed::not("part of this pipeline"));
        }
        // Each once, in order.
        let in_order = edges.0.is_sorted_by(|a, b| a.0 < b.0);
        if in_order && edges.0.last().is_none_or(|(edge, _)| *edge < self.edges) {
            Ok(())
        } else {
            Err(Malformed::not("edge of this pipeline"))
        }
    }
}

impl Job {
    /// That what it names is there.
    pub(crate) fn check(&self, extent: &Extent) -> Result<(), Malformed> {
        extent.has(self.part, &self.edges)?;
        let (from, to) = self.members;
        if self.items > extent.items_max || self.first.checked_add(self.items.into()).is_none() || from > to {
            return Err(Malformed::not("range of items"));
        }
        if self.attempt == 0 { Err(Malformed::not("attempt")) } else { Ok(()) }
    }
}

impl Piece {
    /// That what it names is there.
    pub(crate) fn check(&self, extent: &Extent) -> Result<(), Malformed> {
        extent.has(self.part, &self.edges)?;
        if self.tallies.iter().all(|tally| tally.op < extent.ops) {
            Ok(())
        } else {
            Err(Malformed::not("operation of this pipeline"))
        }
    }
}
