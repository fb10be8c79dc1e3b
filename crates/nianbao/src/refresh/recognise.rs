//! Which of the document's controls is which of those that it knows: by their tags, or by their order where a program has
//! taken all tags away.

use std::path::Path;

use super::controls::{self, Found};
use super::judge::Judge;
use super::package::Part;
use super::tagged::Tagged;
use crate::audit;
use crate::error::{Error, Fault};
use crate::render::word::attached::DIGEST_TAG;

/// What the document knows of a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It has the digest at the foot of the last page.
    Digest,
    /// It states a figure: its number among the controls that the document knows.
    Figure(usize),
}

/// The controls of each part that are known, in their order. `digest` is what the foot of the last page has.
///
/// # Errors
/// There are none, or none of which it can be told for certain which is which.
pub(super) fn recognise(
    path: &Path,
    parts: &[Part],
    judge: &Judge<'_>,
    digest: &str,
) -> Result<Vec<Vec<(Found, Known)>>, Error> {
    let refused = |fault: Fault| audit::refused(path, fault);
    let mut found = Vec::new();
    for part in parts {
        let own = controls::find(&part.text);
        found.push(own.map_err(|_| refused(Fault::new("document-damaged").with("part", "xml")))?);
    }
    let is_digest = |own: &Found| own.tag.as_deref() == Some(DIGEST_TAG);
    let tagged = Tagged::new(&judge.known);
    if found.iter().flatten().any(|own| tagged.knows(own)) {
        let mut matched = tagged.matched(&found.iter().flatten().collect::<Vec<_>>()).into_iter();
        let mut known = |own: Found| {
            let figure = matched.next().flatten().map(Known::Figure);
            let known = if is_digest(&own) { Some(Known::Digest) } else { figure };
            known.map(|known| (own, known))
        };
        return Ok(found.into_iter().map(|part| part.into_iter().filter_map(&mut known).collect()).collect());
    }
    let is_meant = |own: &Found| own.tag.is_none() && !own.holds_others && !own.is_fallback;
    let is_digest = |own: &Found| own.text.contains(digest);
    let meant: Vec<&str> =
        found.iter().flatten().filter(|own| is_meant(own) && !is_digest(own)).map(|own| own.text.as_str()).collect();
    if meant.is_empty() {
        return Err(refused(Fault::new("refresh-no-controls")));
    }
    let expected: Vec<&str> = judge.known.iter().map(|known| known.text.as_str()).collect();
    if !are_the_same(&meant, &expected) {
        return Err(refused(
            Fault::new("refresh-tags-lost").with("controls", meant.len()).with("known", expected.len()),
        ));
    }
    let mut next = 0;
    let mut known = |own: Found| {
        let known = if !is_meant(&own) {
            return None;
        } else if is_digest(&own) {
            Known::Digest
        } else {
            next += 1;
            Known::Figure(next - 1)
        };
        Some((own, known))
    };
    Ok(found.into_iter().map(|part| part.into_iter().filter_map(&mut known).collect()).collect())
}

/// Whether each text stands where it stood: none was added or taken away, and those that were typed over stand between
/// others that weren't.
fn are_the_same(texts: &[&str], expected: &[&str]) -> bool {
    let differ: Vec<bool> = texts.iter().zip(expected).map(|(text, expected)| text != expected).collect();
    texts.len() == expected.len() && differ.windows(2).all(|pair| !(pair[0] && pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_without_tags_are_told_by_their_order_if_that_is_certain() {
        let expected = ["146件", "100%", "4次", "9人"];
        assert!(are_the_same(&expected, &expected));
        assert!(are_the_same(&["147件", "100%", "5次", "9人"], &expected));
        // One is gone and another was copied, or one is gone.
        assert!(!are_the_same(&["100%", "4次", "9人", "9人"], &expected));
        assert!(!are_the_same(&["146件", "100%", "9人"], &expected));
    }
}
