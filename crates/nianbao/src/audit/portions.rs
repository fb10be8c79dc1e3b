//! Portions of a long text, which are read on all cores. What comes of them is joined in their order, and where they begin
//! depends on the text alone, so that every machine finds the same.

use std::ops::Range;

use rayon::prelude::*;

/// So many characters are worth the way to another core.
pub(super) const LENGTH: usize = 50_000;

/// The portions of a text: whole lines, since no clause and no sentence goes on beyond a line's end, and of at least so
/// many characters but for the last.
pub(super) fn of(text: &[char], length: usize) -> Vec<Range<usize>> {
    let mut portions = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.iter().enumerate().skip(start + length);
        let end = rest.into_iter().find(|(_, c)| **c == '\n').map_or(text.len(), |(line_end, _)| line_end + 1);
        portions.push(start..end);
        start = end;
    }
    portions
}

/// What comes of each thing, in their order. A single one stays on this core.
pub(super) fn each<T: Send, R: Send>(things: Vec<T>, read: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    if things.len() < 2 { things.into_iter().map(read).collect() } else { things.into_par_iter().map(read).collect() }
}

/// What comes of each of many small things, if anything, in their order. So few that they don't fill a portion stay on
/// this core.
pub(super) fn all<T: Sync, R: Send>(things: &[T], read: impl Fn(&T) -> Option<R> + Send + Sync) -> Vec<R> {
    const AT_ONCE: usize = 1_000;
    let read = |chunk: &[T]| chunk.iter().filter_map(&read).collect::<Vec<R>>();
    each(things.chunks(AT_ONCE).collect(), read).into_iter().flatten().collect()
}
