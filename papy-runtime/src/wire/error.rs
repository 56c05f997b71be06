//! Failures as bytes and back.
//!
//! What the failure is of, and where it was, comes back as it went. The piper's own error comes back as its text and the texts
//! of its sources: its type is in the process where it was made.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::Malformed;
use super::reader::{Reader, put_bytes, put_maybe, put_varint};
use crate::error::{Batch, BoxError, Cause, ItemError, Lineage, Origin, Worker};

/// What a failure of one more item takes in memory at least.
pub(crate) const ERROR_BYTES: usize = size_of::<Origin>() + size_of::<Cause>() + 64;

/// The names that failures of a pipeline may have in them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) pipeline: &'static str,
    pub(crate) inputs: &'static [&'static str],
    pub(crate) imaps: &'a [&'static str],
}

/// An error of another process, as its text.
#[derive(Debug)]
struct Told {
    text: String,
    source: Option<Box<Told>>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Told {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.source.as_ref()?)
    }
}

/// Sources of a source that are told: a chain may be a ring.
const SOURCES_MAX: usize = 16;

fn put_told(error: &BoxError, out: &mut Vec<u8>) {
    put_bytes(error.to_string(), out);
    let sources = std::iter::successors(error.source(), |&error| error.source()).take(SOURCES_MAX);
    let texts: Vec<String> = sources.map(ToString::to_string).collect();
    put_varint(texts.len() as u64, out);
    texts.iter().for_each(|text| put_bytes(text, out));
}

fn get_told(reader: &mut Reader<'_>) -> Result<BoxError, Malformed> {
    let text = get_text(reader)?;
    let count = reader.at_most(SOURCES_MAX)?;
    let texts = (0..count).map(|_| get_text(reader)).collect::<Result<Vec<_>, _>>()?;
    let source = texts.into_iter().rev().fold(None, |source, text| Some(Box::new(Told { text, source })));
    Ok(Box::new(Told { text, source }))
}

fn get_text(reader: &mut Reader<'_>) -> Result<String, Malformed> {
    let text = reader.text()?;
    reader.charge(text.len() + size_of::<Told>())?;
    Ok(text.to_owned())
}

fn put_duration(duration: Duration, out: &mut Vec<u8>) {
    put_varint(duration.as_secs(), out);
    put_varint(duration.subsec_nanos().into(), out);
}

fn get_duration(reader: &mut Reader<'_>) -> Result<Duration, Malformed> {
    let (seconds, nanos) = (reader.varint()?, reader.number::<u32>()?);
    if nanos >= 1_000_000_000 {
        return Err(Malformed::not("duration"));
    }
    Ok(Duration::new(seconds, nanos))
}

/// Writes a list: its length, and each.
fn put_list<T>(list: &[T], out: &mut Vec<u8>, put: impl Fn(&T, &mut Vec<u8>)) {
    put_varint(list.len() as u64, out);
    list.iter().for_each(|one| put(one, out));
}

/// Reads a list whose elements take at least a byte each, and pays for it.
fn get_list<T>(
    reader: &mut Reader<'_>,
    mut get: impl FnMut(&mut Reader<'_>) -> Result<T, Malformed>,
) -> Result<Vec<T>, Malformed> {
    let length = reader.length()?;
    reader.charge(length.saturating_mul(size_of::<T>()))?;
    (0..length).map(|_| get(reader)).collect()
}

pub(crate) fn put_error(error: &ItemError, out: &mut Vec<u8>) {
    put_origin(error.origin(), out);
    put_cause(error.cause(), out);
    put_list(error.others(), out, put_error);
    out.push(u8::from(error.halts_itself()));
}

/// Reads a failure of a pipeline with these names.
pub(crate) fn get_error(reader: &mut Reader<'_>, names: &Names<'_>) -> Result<ItemError, Malformed> {
    reader.within(|reader| {
        let origin = get_origin(reader, names)?;
        let cause = get_cause(reader, names)?;
        let others = get_list(reader, |reader| get_member(reader, names))?;
        Ok(ItemError::told(origin, cause, others, reader.flag()?))
    })
}

/// Writes failures with their count.
pub(crate) fn put_errors(errors: &[ItemError], out: &mut Vec<u8>) {
    put_list(errors, out, put_error);
}

/// Reads at most so many failures.
pub(crate) fn get_errors(reader: &mut Reader<'_>, max: usize, names: &Names<'_>) -> Result<Vec<ItemError>, Malformed> {
    let count = reader.at_most(max)?;
    reader.allow(count, ERROR_BYTES);
    (0..count).map(|_| get_member(reader, names)).collect()
}

/// A failure within another, which nobody allowed for.
fn get_member(reader: &mut Reader<'_>, names: &Names<'_>) -> Result<ItemError, Malformed> {
    reader.charge(ERROR_BYTES)?;
    get_error(reader, names)
}

fn put_origin(origin: &Origin, out: &mut Vec<u8>) {
    let Origin { pipeline, node, input, lineage, attempt, worker, host } = origin;
    put_bytes(pipeline, out);
    put_bytes(&**node, out);
    put_bytes(input, out);
    put_lineage(lineage, out);
    put_varint((*attempt).into(), out);
    match worker {
        Worker::Reader => out.push(0),
        Worker::Imap { name, index } => {
            out.push(1);
            put_bytes(name, out);
            put_varint((*index).into(), out);
        }
    }
    put_maybe(host.as_deref(), out, put_bytes);
}

/// Finds a name among those that can be.
fn get_name(reader: &mut Reader<'_>, names: &[&'static str]) -> Result<&'static str, Malformed> {
    let text = reader.text()?;
    names.iter().find(|name| **name == text).copied().ok_or_else(|| Malformed::not("name of this pipeline"))
}

fn get_origin(reader: &mut Reader<'_>, names: &Names<'_>) -> Result<Origin, Malformed> {
    let pipeline = get_name(reader, &[names.pipeline])?;
    let node = get_text(reader)?.into();
    let input = get_name(reader, names.inputs)?;
    let lineage = get_lineage(reader)?;
    let attempt = reader.number()?;
    let worker = match reader.byte()? {
        0 => Worker::Reader,
        1 => Worker::Imap { name: get_name(reader, names.imaps)?, index: reader.number()? },
        _ => return Err(Malformed::not("worker")),
    };
    let host = reader.maybe(get_text)?.map(Into::into);
    Ok(Origin { pipeline, node, input, lineage, attempt, worker, host })
}

fn put_lineage(lineage: &Lineage, out: &mut Vec<u8>) {
    let Lineage { seq, path, since } = lineage;
    put_varint(*seq, out);
    put_list(path, out, |index, out| put_varint((*index).into(), out));
    put_maybe(since.as_deref(), out, put_lineage);
}

fn get_lineage(reader: &mut Reader<'_>) -> Result<Lineage, Malformed> {
    reader.within(|reader| {
        let seq = reader.varint()?;
        let path = get_list(reader, |reader| reader.number())?;
        let since = reader.maybe(|reader| {
            reader.charge(size_of::<Lineage>())?;
            get_lineage(reader).map(Box::new)
        })?;
        Ok(Lineage { seq, path, since })
    })
}

fn put_size(size: usize, out: &mut Vec<u8>) {
    put_varint(size as u64, out);
}

fn put_cause(cause: &Cause, out: &mut Vec<u8>) {
    match cause {
        Cause::Failed(error) => {
            out.push(0);
            put_told(error, out);
        }
        Cause::Panicked { message, place } => {
            out.push(1);
            put_bytes(message, out);
            put_maybe(place.as_ref(), out, put_bytes);
        }
        Cause::TimedOut { limit } => {
            out.push(2);
            put_duration(*limit, out);
        }
        Cause::Leaked { limit } => {
            out.push(3);
            put_size(*limit, out);
        }
        Cause::NotUtf8 { valid_up_to } => {
            out.push(4);
            put_size(*valid_up_to, out);
        }
        Cause::TooMany { limit } => {
            out.push(5);
            put_size(*limit, out);
        }
        Cause::UnequalInputs { counts } => {
            out.push(6);
            put_list(counts, out, |(name, count), out| {
                put_bytes(name, out);
                put_varint(*count, out);
            });
        }
        Cause::Batch(Batch::Short { items, of }) => {
            out.push(7);
            put_size(*items, out);
            put_size(*of, out);
        }
        Cause::Batch(Batch::Failed { members, of }) => {
            out.push(8);
            put_list(members, out, put_error);
            put_size(*of, out);
        }
        Cause::Batch(Batch::Length { items, promised }) => {
            out.push(9);
            put_size(*items, out);
            put_size(*promised, out);
        }
        Cause::Local(error) => {
            out.push(10);
            put_told(error, out);
        }
        Cause::Source(error) => {
            out.push(11);
            put_told(error, out);
        }
        Cause::Cancelled => out.push(12),
        Cause::Stalled { unread } => {
            out.push(13);
            put_list(unread, out, |name, out| put_bytes(name, out));
        }
        Cause::WorkerLost { how, last_words, attempts } => {
            out.push(14);
            put_bytes(how, out);
            put_bytes(last_words, out);
            put_varint((*attempts).into(), out);
        }
        Cause::NoWorkers { reason } => {
            out.push(15);
            put_bytes(reason, out);
        }
    }
}

fn get_cause(reader: &mut Reader<'_>, names: &Names<'_>) -> Result<Cause, Malformed> {
    Ok(match reader.byte()? {
        0 => Cause::Failed(get_told(reader)?),
        1 => Cause::Panicked { message: get_text(reader)?, place: reader.maybe(get_text)? },
        2 => Cause::TimedOut { limit: get_duration(reader)? },
        3 => Cause::Leaked { limit: reader.number()? },
        4 => Cause::NotUtf8 { valid_up_to: reader.number()? },
        5 => Cause::TooMany { limit: reader.number()? },
        6 => {
            let counts = get_list(reader, |reader| Ok((get_text(reader)?, reader.varint()?)))?;
            Cause::UnequalInputs { counts }
        }
        7 => Cause::Batch(Batch::Short { items: reader.number()?, of: reader.number()? }),
        8 => {
            let members = get_list(reader, |reader| get_member(reader, names))?;
            Cause::Batch(Batch::Failed { members, of: reader.number()? })
        }
        9 => Cause::Batch(Batch::Length { items: reader.number()?, promised: reader.number()? }),
        10 => Cause::Local(get_told(reader)?),
        11 => Cause::Source(get_told(reader)?),
        12 => Cause::Cancelled,
        13 => Cause::Stalled { unread: get_list(reader, get_text)? },
        14 => {
            let (how, last_words) = (get_text(reader)?, get_text(reader)?);
            Cause::WorkerLost { how, last_words, attempts: reader.number()? }
        }
        15 => Cause::NoWorkers { reason: get_text(reader)? },
        _ => return Err(Malformed::not("cause of a failure")),
    })
}
