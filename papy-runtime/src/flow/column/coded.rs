//! Columns as bytes and back.
//!
//! What comes back is whole: keys are as deep as they must be, in order and within the ticket; failures stand where values
//! are. So a column of a wrong peer is refused here, and nothing behind this meets what it does not expect.

use std::any::{Any, TypeId};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Column, Keys, Mark};
use crate::flow::reach::Reach;
use crate::plumbing::{Hold, keys};
use crate::wire::Malformed;
use crate::wire::error::{ERROR_BYTES, Names, get_error, put_error};
use crate::wire::item::{self, Unwritten};
use crate::wire::reader::{Reader, put_maybe, put_varint, put_zigzag};

/// What is known of a column before it comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// How many indices a key has behind the offset.
    pub(crate) depth: usize,
    /// The number of its ticket's first item.
    pub(crate) first: u64,
    /// How many items of the source its ticket has. What is made of all items has the key behind them.
    pub(crate) items: u32,
    /// How many values it may have, and how many failures.
    pub(crate) entries_max: usize,
    /// The names in its failures.
    pub(crate) names: Names<'a>,
}

impl<H> Column<H> {
    /// Writes the column behind what is in `out`, of which the values are items of type `I` or hold one each. What is there stays as it was if an
    /// item cannot be written.
    pub(crate) fn encode<I: Serialize + 'static>(&self, out: &mut Vec<u8>) -> Result<(), Unwritten>
    where
        H: Hold<I>,
    {
        let start = out.len();
        let Column {
            vals, marks, keys, roots, folded, last, ok_roots, error_roots, first_hit, last_hit, reach, ..
        } = self;
        put_varint(vals.len() as u64, out);
        put_varint(marks.len() as u64, out);
        put_zigzag(*roots, out);
        put_zigzag(*folded, out);
        put_maybe(*last, out, put_number);
        put_varint(*ok_roots, out);
        put_varint(*error_roots, out);
        put_maybe(*first_hit, out, |(off, ok), out| {
            put_number(off, out);
            out.push(u8::from(ok));
        });
        put_maybe(*last_hit, out, put_number);
        put_reach(reach, out);
        let values: &dyn Any = vals;
        let written = match values.downcast_ref::<Vec<I>>() {
            Some(items) => item::put_all(items, out),
            None => vals.iter().try_for_each(|value| item::put(value.look(), out)),
        };
        written.inspect_err(|_| out.truncate(start))?;
        // An output that does not remember keys has none, however deep they would be.
        let keys = keys.as_ref().filter(|keys| keys.offs.len() == vals.len());
        put_maybe(keys, out, |Keys { offs, paths }, out| {
            item::put_numbers(offs, out);
            item::put_numbers(paths, out);
        });
        for Mark { at, off, path, error } in marks {
            put_number(*at, out);
            put_number(*off, out);
            path.iter().for_each(|index| put_number(*index, out));
            put_error(error, out);
        }
        Ok(())
    }
}

fn put_number(number: u32, out: &mut Vec<u8>) {
    put_varint(number.into(), out);
}

fn put_reach(reach: &Reach, out: &mut Vec<u8>) {
    match reach {
        Reach::Begin => out.push(0),
        Reach::To(off, path) => {
            out.push(1);
            put_number(*off, out);
            put_varint(path.len() as u64, out);
            path.iter().for_each(|index| put_number(*index, out));
        }
        Reach::End => out.push(2),
    }
}

fn get_reach(reader: &mut Reader<'_>) -> Result<Reach, Malformed> {
    Ok(match reader.byte()? {
        0 => Reach::Begin,
        1 => {
            let off = reader.number()?;
            let depth = reader.length()?;
            reader.charge(depth.saturating_mul(size_of::<u32>()))?;
            Reach::To(off, (0..depth).map(|_| reader.number()).collect::<Result<_, _>>()?)
        }
        2 => Reach::End,
        _ => return Err(Malformed::not("reach")),
    })
}

impl<H: 'static> Column<H> {
    /// Reads a column that should have this shape.
    pub(crate) fn decode<I>(reader: &mut Reader<'_>, shape: &Shape<'_>) -> Result<Column<H>, Malformed>
    where
        I: DeserializeOwned + 'static,
        H: From<I>,
    {
        let &Shape { depth, entries_max, names, .. } = shape;
        let mut column = Column::new(depth);
        let values = reader.at_most(entries_max)?;
        let marks = reader.at_most(entries_max)?;
        column.roots = Shape::count(reader.zigzag()?)?;
        column.folded = Shape::count(reader.zigzag()?)?;
        column.last = reader.maybe(|reader| shape.offset(reader))?;
        column.ok_roots = reader.at_most(values)? as u64;
        column.error_roots = reader.at_most(marks)? as u64;
        column.first_hit = reader.maybe(|reader| Ok((shape.offset(reader)?, reader.flag()?)))?;
        column.last_hit = reader.maybe(|reader| shape.offset(reader))?;
        column.reach = get_reach(reader)?;
        let mut items: Vec<I> = Vec::new();
        if TypeId::of::<H>() == TypeId::of::<I>() {
            item::get_all(reader, values, &mut items)?;
        } else {
            item::get_each(reader, values, &mut items)?;
        }
        column.vals = items.into_iter().map(H::from).collect();
        let keys = reader.maybe(|reader| {
            let mut keys = Keys::default();
            item::get_all(reader, values, &mut keys.offs)?;
            item::get_all(reader, values.saturating_mul(depth), &mut keys.paths)?;
            Ok(keys)
        })?;
        if keys.is_some() {
            column.keys = keys;
        }
        reader.allow(marks.min(reader.left()), size_of::<Mark>() + ERROR_BYTES);
        for _ in 0..marks {
            let (at, off) = (reader.number()?, shape.offset(reader)?);
            reader.charge(size_of::<Mark>() + ERROR_BYTES + depth * size_of::<u32>())?;
            let path = (0..depth).map(|_| reader.number()).collect::<Result<_, _>>()?;
            column.marks.push(Mark { at, off, path, error: get_error(reader, &names)? });
        }
        column.check(shape)?;
        Ok(column)
    }
}

impl<T> Column<T> {
    /// That places and keys are those of a column.
    fn check(&self, shape: &Shape<'_>) -> Result<(), Malformed> {
        let values = self.vals.len();
        let in_place = self.marks.is_sorted_by_key(|mark| mark.at);
        if !in_place || self.marks.last().is_some_and(|mark| mark.at as usize > values) {
            return Err(Malformed::not("place of a failure"));
        }
        let hits =
            self.first_hit.map(|(off, _)| off) <= self.last_hit && self.first_hit.is_some() == self.last_hit.is_some();
        if !hits || self.ok_roots + self.error_roots > u64::from(shape.items) + 1 {
            return Err(Malformed::not("count of items"));
        }
        if self.keys_are_sound(shape) { Ok(()) } else { Err(Malformed::not("key of an item")) }
    }

    /// That keys are in the ticket, in order, and stand for lineages.
    fn keys_are_sound(&self, shape: &Shape<'_>) -> bool {
        let &Shape { depth, first, items, .. } = shape;
        let sound = |off: u32, path: &[u32]| off <= items && keys::is_sound(first + u64::from(off), path);
        if !self.marks.iter().all(|mark| sound(mark.off, &mark.path)) {
            return false;
        }
        let marks = || self.marks.iter().map(|mark| (mark.off, &*mark.path));
        match &self.keys {
            Some(Keys { offs, paths }) if offs.len() == self.vals.len() => {
                let key = |at: usize| (offs[at], &paths[at * depth..][..depth]);
                let mut last = None;
                let mut follows = |key: (u32, _)| last.replace(key).is_none_or(|last| last <= key);
                let mut left = self.marks.iter().peekable();
                let values = (0..offs.len()).all(|at| {
                    while let Some(mark) = left.next_if(|mark| mark.at as usize <= at) {
                        if !follows((mark.off, &*mark.path)) {
                            return false;
                        }
                    }
                    sound(key(at).0, key(at).1) && follows(key(at))
                });
                values && left.all(|mark| follows((mark.off, &*mark.path)))
            }
            // What has no keys written down is read without, or its keys are the positions.
            _ => marks().is_sorted() && (depth > 0 || self.vals.len() + self.marks.len() <= items as usize + 1),
        }
    }
}

impl Shape<'_> {
    /// The offset of an item in the ticket.
    fn offset(&self, reader: &mut Reader<'_>) -> Result<u32, Malformed> {
        reader.number().ok().filter(|off| *off <= self.items).ok_or_else(|| Malformed::not("offset in the ticket"))
    }

    /// A number of items of a ticket, or of those that are taken off: sums of these stay far from the end of 64 bits. Whether they are
    /// right, the ledger says.
    fn count(count: i64) -> Result<i64, Malformed> {
        if count.unsigned_abs() > u32::MAX.into() {
            return Err(Malformed::not("count of items"));
        }
        Ok(count)
    }
}
