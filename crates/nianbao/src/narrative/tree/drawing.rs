//! Drawings: what a figure with alternative text draws is a picture to every output but the page, labels and all.

use typst::foundations::Smart;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size};
use typst::model::FigureCaption;
use typst_layout::Page;
use typst_svg::SvgOptions;

use super::Picture;

/// One item of a frame, with its place.
type Placed = (Point, FrameItem);

/// What a frame draws between a figure's begin and its end, its caption left out; nothing where it draws no shape, for a
/// table and a picture file are read as what they are.
pub(super) fn drawing(page: &Page, items: &[Placed], figure: Location, alt: &str) -> Option<Picture> {
    let is_end = |(_, item): &Placed| matches!(item, FrameItem::Tag(Tag::End(location, ..)) if *location == figure);
    let end = items.iter().position(is_end)?;
    let drawn = without_caption(items.get(..end)?);
    if !drawn.iter().any(|(_, item)| has(item, &|item| matches!(item, FrameItem::Shape(..))))
        || drawn.iter().any(|(_, item)| has(item, &is_read))
    {
        return None;
    }
    let ink = drawn.iter().filter_map(|(place, item)| bounds(*place, item)).reduce(around)?;
    let mut frame = Frame::soft(ink.size());
    for (place, item) in drawn {
        frame.push(place - ink.min, item);
    }
    let page = Page { frame, fill: Smart::Custom(None), ..page.clone() };
    let size = [ink.size().x, ink.size().y].map(super::nodes::points);
    let bytes = typst_svg::svg(&page, &SvgOptions::default()).into_bytes();
    Some(Picture { alt: alt.to_owned(), media_type: "image/svg+xml", bytes, size, is_told: false })
}

/// The items, and those of their groups, but for a figure's caption.
fn without_caption(items: &[Placed]) -> Vec<Placed> {
    let mut kept = Vec::new();
    let mut caption = None;
    for (place, item) in items {
        match item {
            FrameItem::Tag(Tag::Start(content, _)) if caption.is_none() && content.is::<FigureCaption>() => {
                caption = content.location();
            }
            FrameItem::Tag(Tag::End(location, ..)) if caption == Some(*location) => caption = None,
            _ if caption.is_some() => {}
            FrameItem::Group(group) => {
                let mut group = group.clone();
                let mut frame = Frame::new(group.frame.size(), group.frame.kind());
                for (place, item) in without_caption(group.frame.items().as_slice()) {
                    frame.push(place, item);
                }
                group.frame = frame;
                kept.push((*place, FrameItem::Group(group)));
            }
            item => kept.push((*place, item.clone())),
        }
    }
    kept
}

/// What is no drawing: a picture file, and a table, whose cells are read.
fn is_read(item: &FrameItem) -> bool {
    match item {
        FrameItem::Image(..) => true,
        FrameItem::Tag(Tag::Start(content, _)) => content.is::<typst::model::TableElem>(),
        _ => false,
    }
}

fn has(item: &FrameItem, is: &dyn Fn(&FrameItem) -> bool) -> bool {
    match item {
        FrameItem::Group(group) => group.frame.items().any(|(_, item)| has(item, is)),
        item => is(item),
    }
}

/// What an item covers; of a group that is turned, moved or clipped, its frame.
fn bounds(place: Point, item: &FrameItem) -> Option<Rect> {
    let at = |rect: Rect| Rect::new(rect.min + place, rect.max + place);
    match item {
        FrameItem::Group(group) if group.transform.is_identity() && group.clip.is_none() => {
            let items = group.frame.items();
            items.filter_map(|(within, item)| bounds(*within, item)).reduce(around).map(at)
        }
        FrameItem::Group(group) => Some(at(whole(group.frame.size()))),
        FrameItem::Shape(shape, _) => Some(at(shape.bbox(true))),
        FrameItem::Text(text) => {
            let (rise, fall) = (text.size, text.size * FALL);
            Some(at(Rect::new(Point::with_y(-rise), Point::new(text.width(), fall))))
        }
        FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => None,
    }
}

/// So much of its size hangs below a text's baseline.
const FALL: f64 = 0.25;

fn whole(size: Size) -> Rect {
    Rect::new(Point::zero(), Point::new(size.x, size.y))
}

fn around(one: Rect, other: Rect) -> Rect {
    let least = |a: Abs, b: Abs| a.min(b);
    let most = |a: Abs, b: Abs| a.max(b);
    Rect::new(
        Point::new(least(one.min.x, other.min.x), least(one.min.y, other.min.y)),
        Point::new(most(one.max.x, other.max.x), most(one.max.y, other.max.y)),
    )
}
