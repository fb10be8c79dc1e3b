//! The values of Arrow's buffers, each handed to a column of a frame. No value becomes a Python object.

use chrono::{DateTime, NaiveDate};
use nianbao::frame::{Category, FrameColumn};
use pyo3::pybacked::PyBackedBytes;

use super::format::{Layout, Zone};

/// Some rows of a column.
pub(super) struct Chunk {
    pub(super) length: usize,
    /// So many values of the buffers stand before the first.
    pub(super) offset: usize,
    /// Which values are there, and what they are.
    pub(super) buffers: Vec<Option<PyBackedBytes>>,
    /// The texts of categories.
    pub(super) categories: Option<Box<Chunk>>,
}

/// The buffers don't hold what their type and length say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken;

type Decoded<T = ()> = Result<T, Broken>;

impl Chunk {
    fn buffer(&self, at: usize) -> Decoded<&[u8]> {
        // A buffer of no values may be missing.
        match self.buffers.get(at) {
            Some(Some(bytes)) => Ok(bytes),
            Some(None) if self.length == 0 => Ok(&[]),
            _ => Err(Broken),
        }
    }

    /// The values, so many bytes each.
    fn values<const WIDTH: usize>(&self) -> Decoded<&[[u8; WIDTH]]> {
        let bytes = self.buffer(1)?;
        bytes.as_chunks().0.get(self.offset..self.offset + self.length).ok_or(Broken)
    }

    /// Whether each value is there.
    fn is_there(&self) -> Decoded<Vec<bool>> {
        match self.buffers.first() {
            Some(Some(bits)) => self.bits(bits),
            _ => Ok(vec![true; self.length]),
        }
    }

    fn bits(&self, bytes: &[u8]) -> Decoded<Vec<bool>> {
        let bit = |at: usize| bytes.get(at / 8).map(|byte| byte >> (at % 8) & 1 == 1);
        (self.offset..self.offset + self.length).map(|at| bit(at).ok_or(Broken)).collect()
    }
}

/// Adds the rows of a chunk to a column.
pub(super) fn push(column: &mut FrameColumn, layout: Layout, categories: Option<Layout>, chunk: &Chunk) -> Decoded {
    if let Some(categories) = categories {
        return push_categories(column, layout, categories, chunk);
    }
    match layout {
        Layout::Nothing | Layout::Other => {
            for _ in 0..chunk.length {
                column.push_blank();
            }
            Ok(())
        }
        Layout::Booleans => {
            let ticks = if chunk.length == 0 { Vec::new() } else { chunk.bits(chunk.buffer(1)?)? };
            each(column, chunk, ticks.into_iter(), FrameColumn::push_boolean)
        }
        Layout::Integers { .. } | Layout::Decimals { .. } => {
            let scale = if let Layout::Decimals { scale, .. } = layout { scale } else { 0 };
            let numbers = integers(layout, chunk)?;
            each(column, chunk, numbers.into_iter(), |column, number| column.push_number(number, scale))
        }
        Layout::Floats { width: 4 } => {
            let floats = chunk.values()?.iter().map(|bytes| shortest(f32::from_ne_bytes(*bytes)));
            each(column, chunk, floats, FrameColumn::push_float)
        }
        Layout::Floats { .. } => {
            let floats = chunk.values()?.iter().map(|bytes| f64::from_ne_bytes(*bytes));
            each(column, chunk, floats, FrameColumn::push_float)
        }
        Layout::Texts { .. } | Layout::Views => {
            let texts = texts(layout, chunk)?;
            each(column, chunk, texts.into_iter(), |column, text| match text {
                Some(text) => column.push_text(text),
                None => column.push_blank(),
            })
        }
        Layout::Days => {
            let days = chunk.values()?.iter().map(|bytes| NaiveDate::from_epoch_days(i32::from_ne_bytes(*bytes)));
            each(column, chunk, days, push_day)
        }
        Layout::Moments { per_second, zone } => {
            let days = chunk.values()?.iter().map(|bytes| day_of(i64::from_ne_bytes(*bytes), per_second, zone));
            each(column, chunk, days, push_day)
        }
    }
}

/// Adds each value that is there, and a blank for each other.
fn each<T>(
    column: &mut FrameColumn,
    chunk: &Chunk,
    values: impl ExactSizeIterator<Item = T>,
    add: impl Fn(&mut FrameColumn, T),
) -> Decoded {
    let there = chunk.is_there()?;
    if values.len() != there.len() {
        return Err(Broken);
    }
    for (value, is_there) in values.zip(there) {
        if is_there { add(column, value) } else { column.push_blank() }
    }
    Ok(())
}

/// A float of four bytes by the decimals that tell it from others: 63.87, and not 63.869998931884766.
fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| f64::from(number))
}

fn push_day(column: &mut FrameColumn, day: Option<NaiveDate>) {
    match day {
        Some(day) => column.push_day(day),
        // Beyond what any calendar has.
        None => column.push_text("?"),
    }
}

fn day_of(time: i64, per_second: i64, zone: Zone) -> Option<NaiveDate> {
    let time = DateTime::from_timestamp(time.div_euclid(per_second), 0)?;
    Some(zone.day(time.naive_utc()))
}

fn integers(layout: Layout, chunk: &Chunk) -> Decoded<Vec<i128>> {
    macro_rules! of {
        ($kind:ty) => {
            chunk.values()?.iter().map(|bytes| i128::from(<$kind>::from_ne_bytes(*bytes))).collect()
        };
    }
    Ok(match layout {
        Layout::Integers { width: 1, is_signed: true } => of!(i8),
        Layout::Integers { width: 1, .. } => of!(u8),
        Layout::Integers { width: 2, is_signed: true } => of!(i16),
        Layout::Integers { width: 2, .. } => of!(u16),
        Layout::Integers { width: 4, is_signed: true } | Layout::Decimals { width: 4, .. } => of!(i32),
        Layout::Integers { width: 4, .. } => of!(u32),
        Layout::Integers { width: 8, is_signed: true } | Layout::Decimals { width: 8, .. } => of!(i64),
        Layout::Integers { width: 8, .. } => of!(u64),
        Layout::Decimals { width: 16, .. } => of!(i128),
        _ => return Err(Broken),
    })
}

/// The texts; nothing where the value isn't there, since its place may hold anything.
fn texts(layout: Layout, chunk: &Chunk) -> Decoded<Vec<Option<&str>>> {
    let there = chunk.is_there()?;
    let bytes: Vec<&[u8]> = match layout {
        Layout::Texts { width: 4 } => by_offsets(chunk, &there, |bytes: [u8; 4]| i64::from(i32::from_ne_bytes(bytes)))?,
        Layout::Texts { .. } => by_offsets(chunk, &there, i64::from_ne_bytes)?,
        Layout::Views => by_views(chunk, &there)?,
        _ => return Err(Broken),
    };
    let mut texts = Vec::with_capacity(bytes.len());
    for (bytes, is_there) in bytes.into_iter().zip(there) {
        texts.push(if is_there { Some(std::str::from_utf8(bytes).map_err(|_| Broken)?) } else { None });
    }
    Ok(texts)
}

fn by_offsets<'c, const WIDTH: usize>(
    chunk: &'c Chunk,
    there: &[bool],
    number: impl Fn([u8; WIDTH]) -> i64,
) -> Decoded<Vec<&'c [u8]>> {
    if chunk.length == 0 {
        return Ok(Vec::new());
    }
    let offsets = chunk.buffer(1)?.as_chunks::<WIDTH>().0;
    let offsets = offsets.get(chunk.offset..=chunk.offset + chunk.length).ok_or(Broken)?;
    let end = |at: usize| usize::try_from(number(offsets[at])).map_err(|_| Broken);
    // Where all texts are empty there need be no buffer of them.
    let data: &[u8] = chunk.buffers.get(2).and_then(Option::as_deref).unwrap_or_default();
    let text = |at: usize| data.get(end(at)?..end(at + 1)?).ok_or(Broken);
    there.iter().enumerate().map(|(at, is_there)| if *is_there { text(at) } else { Ok(&[][..]) }).collect()
}

fn by_views<'c>(chunk: &'c Chunk, there: &[bool]) -> Decoded<Vec<&'c [u8]>> {
    const INLINE: usize = 12;
    let views = chunk.values::<16>()?;
    let number = |view: &[u8; 16], at: usize| -> Decoded<usize> {
        let bytes = view.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).ok_or(Broken)?;
        usize::try_from(i32::from_ne_bytes(bytes)).map_err(|_| Broken)
    };
    let text = |view: &'c [u8; 16]| -> Decoded<&'c [u8]> {
        let length = number(view, 0)?;
        if length <= INLINE {
            return Ok(&view[4..4 + length]);
        }
        let (buffer, start) = (number(view, 8)?, number(view, 12)?);
        chunk.buffer(2 + buffer)?.get(start..start + length).ok_or(Broken)
    };
    views.iter().zip(there).map(|(view, is_there)| if *is_there { text(view) } else { Ok(&[][..]) }).collect()
}

/// Adds values that are numbers of texts.
fn push_categories(column: &mut FrameColumn, numbers: Layout, categories: Layout, chunk: &Chunk) -> Decoded {
    let known = chunk.categories.as_deref().ok_or(Broken)?;
    let blank = column.category("");
    let known: Vec<Category> =
        texts(categories, known)?.into_iter().map(|text| text.map_or(blank, |text| column.category(text))).collect();
    let numbers = integers(numbers, chunk)?;
    for (number, is_there) in numbers.into_iter().zip(chunk.is_there()?) {
        let category = if is_there {
            usize::try_from(number).ok().and_then(|number| known.get(number).copied()).ok_or(Broken)?
        } else {
            blank
        };
        column.push_category(category);
    }
    Ok(())
}
