//! What two ends with executables of their own tell each other first, and whether they fit.
//!
//! A driver says what it has, an executor whether it has the same. If not, it says in words what differs, and nothing follows.

use super::field::Field;
use super::frame::{self, Frame};
use super::message::VERSION;
use super::reader::Reader;
use super::{Fault, Limits, Malformed};

macro_rules! records {
    ($($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $field:ident: $type:ty,)+ })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct $name {
            $($(#[$says])* pub(crate) $field: $type,)+
        }

        impl Field for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),+ } = self;
                $($field.put(out);)+
            }

            fn get(reader: &mut Reader<'_>) -> Result<$name, Malformed> {
                $(let $field = <$type as Field>::get(reader)?;)+
                Ok($name { $($field),+ })
            }
        }
    )+};
}

records! {
    /// What an end has for one piper.
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

    /// The first that a driver says.
    Hello {
        /// [`VERSION`]. Nothing else is looked at if it is another.
        version: u32,
        /// The hash of its executable.
        program: [u8; 32],
        table: Vec<PiperEntry>,
        pipelines: Vec<PipelineEntry>,
    }

    /// The executor has what the driver has.
    Welcome {
        version: u32,
        program: [u8; 32],
        /// Jobs that it takes at once.
        slots: u32,
    }

    /// It does not.
    Refuse {
        /// What differs, each a sentence.
        differences: Vec<String>,
    }
}

/// Any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Greeting {
    Hello(Hello),
    Welcome(Welcome),
    Refuse(Refuse),
}

impl Greeting {
    /// What its frame is marked with.
    fn kind(&self) -> u8 {
        match self {
            Greeting::Hello(_) => 16,
            Greeting::Welcome(_) => 17,
            Greeting::Refuse(_) => 18,
        }
    }

    /// Writes its frame behind what is in `out`.
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        let begun = frame::begin(self.kind(), out);
        match self {
            Greeting::Hello(hello) => hello.put(out),
            Greeting::Welcome(welcome) => welcome.put(out),
            Greeting::Refuse(refuse) => refuse.put(out),
        }
        frame::end(begun, 0, out);
    }

    /// The greeting of a frame.
    pub(crate) fn get(frame: &Frame, limits: &Limits) -> Result<Greeting, Malformed> {
        let mut reader = Reader::new(&frame.body, limits);
        let greeting = match frame.kind {
            16 | 17 => {
                check_version(frame, limits)?;
                if frame.kind == 16 {
                    Greeting::Hello(Hello::get(&mut reader)?)
                } else {
                    Greeting::Welcome(Welcome::get(&mut reader)?)
                }
            }
            18 => Greeting::Refuse(Refuse::get(&mut reader)?),
            _ => return Err(Malformed::not("greeting")),
        };
        reader.end()?;
        Ok(greeting)
    }
}

/// That the other end speaks as this one does.
fn check_version(frame: &Frame, limits: &Limits) -> Result<(), Malformed> {
    match Reader::new(&frame.body, limits).number()? {
        VERSION => Ok(()),
        is => Err(Malformed::new(Fault::Version { is, here: VERSION })),
    }
}

/// Differences that are listed at most.
const LISTED: usize = 20;

impl Hello {
    /// What this end lacks, or has otherwise, of what the other one names. Empty if both can work together: equal executables
    /// trust their tables.
    pub(crate) fn differences(&self, other: &Hello) -> Vec<String> {
        if self.program == other.program {
            return Vec::new();
        }
        let mut all = Vec::new();
        for theirs in &other.pipelines {
            if !self.pipelines.iter().any(|ours| ours.id == theirs.id) {
                all.push(match self.pipelines.iter().any(|ours| ours.name == theirs.name) {
                    true => format!("pipeline `{}` is another here", theirs.name),
                    false => format!("there is no pipeline `{}` here", theirs.name),
                });
            }
        }
        for theirs in &other.table {
            match self.table.iter().find(|ours| ours.name == theirs.name) {
                Some(ours) => all.extend(ours.difference(theirs)),
                None => all.push(format!("there is no piper `{}` here", theirs.name)),
            }
        }
        if let Some(more) = all.len().checked_sub(LISTED).filter(|more| *more > 0) {
            all.truncate(LISTED);
            all.push(format!("and {more} more"));
        }
        all
    }
}

impl PiperEntry {
    /// The first thing in which this end's piper is not the other's.
    fn difference(&self, theirs: &PiperEntry) -> Option<String> {
        let PiperEntry { name, crate_version, signature, rates, schema } = self;
        let differs =
            |what: &str, here: &str, there: &str| Some(format!("{what} of `{name}` is {here} here and {there} there"));
        if *signature != theirs.signature {
            return differs("the signature", signature, &theirs.signature);
        }
        if *rates != theirs.rates {
            return differs("the rate", rates, &theirs.rates);
        }
        if *crate_version != theirs.crate_version {
            return differs("the version", crate_version, &theirs.crate_version);
        }
        match (schema, theirs.schema) {
            (Some(here), Some(there)) if *here == there => None,
            (Some(_), Some(_)) => Some(format!("the items of `{name}` have other fields or variants here")),
            _ => Some(format!("the shape of the items of `{name}` cannot be compared: only equal executables fit")),
        }
    }
}
