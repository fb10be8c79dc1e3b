//! Pages as pictures for screens: SVG, one page each. Nothing of a page can't be seen there, and links lead nowhere.

use typst_svg::SvgOptions;

use crate::narrative::Text;

/// How many pages there are.
pub fn pages(text: &Text) -> usize {
    text.document().pages().len()
}

/// The picture of a page, which counts from 1; nothing if there is no such page. The paper itself is transparent.
pub fn page(text: &Text, number: usize) -> Option<String> {
    let page = text.document().pages().get(number.checked_sub(1)?)?;
    Some(typst_svg::svg(page, &SvgOptions::default()))
}
