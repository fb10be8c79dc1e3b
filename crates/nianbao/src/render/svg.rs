//! Pages as pictures for screens: SVG, one page each. Nothing of a page can't be seen there, and links lead nowhere.

use typst_layout::Page;
use typst_svg::SvgOptions;

use crate::narrative::Text;
use crate::narrative::tree::points;

/// How many pages there are.
pub fn pages(text: &Text) -> usize {
    text.document().pages().len()
}

/// What tells a page from others: pages that have the same have the same picture.
pub(crate) fn fingerprint(text: &Text, number: usize) -> Option<u128> {
    Some(typst::utils::hash128(page_of(text, number)?))
}

/// Width and height of a page in whole points.
pub(crate) fn size(text: &Text, number: usize) -> Option<[u32; 2]> {
    let size = page_of(text, number)?.frame.size();
    Some([size.x, size.y].map(points))
}

fn page_of(text: &Text, number: usize) -> Option<&Page> {
    text.document().pages().get(number.checked_sub(1)?)
}

/// The picture of a page, which counts from 1; nothing if there is no such page. The paper itself is transparent.
pub fn page(text: &Text, number: usize) -> Option<String> {
    Some(typst_svg::svg(page_of(text, number)?, &SvgOptions::default()))
}
