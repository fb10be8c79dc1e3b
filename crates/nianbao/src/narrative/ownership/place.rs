//! Where a stretch of the reading stands in the source.

use std::ops::Range;

use typst::syntax::{DiagSpan, SyntaxKind};
use typst::{World as _, WorldExt as _};

use crate::narrative::reading::{Character, Reading};
use crate::narrative::world::ReportWorld;
use crate::place::TextPlace;

/// The place of a stretch. A text that stands in the source as it stands on the page is found to the character. One
/// that was computed is placed at the expression that made it.
pub(super) fn locate(world: &ReportWorld<'_>, reading: &Reading, range: &Range<usize>) -> Option<TextPlace> {
    let characters = reading.characters(range);
    let first = characters.iter().find(|character| !character.span.is_detached())?;
    let id = first.span.id()?;
    let (name, text) = world.text(id)?;
    let range = match exact(world, first) {
        Some(start) => {
            let ends = characters.iter().filter(|character| character.span.id() == Some(id));
            let last = ends.filter_map(|character| exact(world, character)).map(|place| place.end).max();
            // A paragraph's other end may lie in another node, but never before this one.
            start.start..last.unwrap_or(start.end).max(start.end)
        }
        None => within_node(world, reading, first, characters)?,
    };
    Some(TextPlace::of_span(&name, text, range))
}

/// Where a character stands in its node, if it stands there as it is.
fn exact(world: &ReportWorld<'_>, character: &Character) -> Option<Range<usize>> {
    let (node, source) = node_of(world, character)?;
    let found = source.get(character.offset..)?.starts_with(character.c);
    let start = node.start + character.offset;
    found.then_some(start..start + character.c.len_utf8())
}

/// The stretch somewhere in the node's source, or all of the node. Show rules cut texts up, so that offsets don't count
/// from the node's begin; of several stretches that read the same the one with the right character before it is meant.
fn within_node(
    world: &ReportWorld<'_>,
    reading: &Reading,
    first: &Character,
    characters: &[Character],
) -> Option<Range<usize>> {
    let (node, source) = node_of(world, first)?;
    if !is_literal(world, first) {
        return Some(node);
    }
    let own: String =
        characters.iter().filter(|character| character.span == first.span).map(|character| character.c).collect();
    let before = reading.text.get(..first.at).and_then(|before| before.chars().next_back());
    let places: Vec<usize> = source.match_indices(own.as_str()).map(|(at, _)| at).collect();
    let follows = |at: &&usize| source.get(..**at).and_then(|text| text.chars().next_back()) == before;
    let place = places.iter().find(follows).or_else(|| places.first());
    Some(place.map_or(node.clone(), |at| node.start + at..node.start + at + own.len()))
}

/// Whether the node is text itself, and no expression that makes it.
fn is_literal(world: &ReportWorld<'_>, character: &Character) -> bool {
    let source = character.span.id().and_then(|id| world.source(id).ok());
    let kind = source.as_ref().and_then(|source| Some(source.find(character.span)?.kind()));
    matches!(kind, Some(SyntaxKind::Text | SyntaxKind::Str | SyntaxKind::MathText | SyntaxKind::Raw))
}

/// The range of the character's node in its file, and its source.
fn node_of<'w>(world: &'w ReportWorld<'_>, character: &Character) -> Option<(Range<usize>, &'w str)> {
    let span = DiagSpan::from(character.span);
    let (_, text) = world.text(span.id()?)?;
    let node = world.range(span)?;
    let source = text.get(node.clone())?;
    Some((node, source))
}
