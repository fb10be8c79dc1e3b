//! Which of the controls that the document knows each tagged control is.

use std::collections::BTreeMap;

use super::controls::Found;
use crate::render::word::attached::Control;

/// What a control is known by: its tag, and its number and its text as far as they are asked for.
type Key<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// The ways in which a control is looked for, the surest first: by its number and by its text, or by its tag alone.
const WAYS: [(bool, bool); 4] = [(true, true), (false, true), (true, false), (false, false)];

/// The controls that the document knows, and which of them were found.
pub(super) struct Tagged<'a> {
    queues: BTreeMap<Key<'a>, Queue>,
    is_taken: Vec<bool>,
}

/// Those that are known by the same, in their order.
#[derive(Default)]
struct Queue {
    all: Vec<usize>,
    /// All before it are taken.
    next: usize,
}

impl<'a> Tagged<'a> {
    pub(super) fn new(known: &'a [Control]) -> Self {
        let mut queues: BTreeMap<Key<'a>, Queue> = BTreeMap::new();
        for (at, own) in known.iter().enumerate() {
            for (by_id, by_text) in WAYS {
                let key = (own.tag.as_str(), by_id.then_some(own.id.as_str()), by_text.then_some(own.text.as_str()));
                queues.entry(key).or_default().all.push(at);
            }
        }
        Self { queues, is_taken: vec![false; known.len()] }
    }

    /// Whether the document knows a control of that tag.
    pub(super) fn knows(&self, found: &Found) -> bool {
        found.tag.as_deref().is_some_and(|tag| self.queues.contains_key(&(tag, None, None)))
    }

    /// What each control is, by its number among those that are known. A program may have given all of them other numbers,
    /// and a sentence that was copied has its controls twice: whatever is there once more is what the first one is.
    pub(super) fn matched(mut self, found: &[&'a Found]) -> Vec<Option<usize>> {
        let mut matched: Vec<Option<usize>> = vec![None; found.len()];
        for way in WAYS {
            for (own, matched) in found.iter().zip(&mut matched) {
                if matched.is_none() && !own.is_deleted && !own.is_fallback {
                    *matched = key(own, way).and_then(|key| self.take(key));
                }
            }
        }
        for (own, matched) in found.iter().zip(&mut matched).filter(|(_, matched)| matched.is_none()) {
            // One that is deleted where it stood may stand elsewhere, with its number.
            let moved = key(own, (true, false)).filter(|_| own.is_deleted).and_then(|key| self.first(key));
            let left = || key(own, (false, false)).filter(|_| own.is_deleted).and_then(|key| self.take(key));
            *matched = moved.or_else(left);
            if matched.is_none() {
                *matched = WAYS.into_iter().find_map(|way| key(own, way).and_then(|key| self.first(key)));
            }
        }
        matched
    }

    /// The first that is not taken yet, which is taken.
    fn take(&mut self, key: Key<'a>) -> Option<usize> {
        let queue = self.queues.get_mut(&key)?;
        while queue.all.get(queue.next).is_some_and(|at| self.is_taken.get(*at) == Some(&true)) {
            queue.next += 1;
        }
        let at = queue.all.get(queue.next).copied()?;
        if let Some(is_taken) = self.is_taken.get_mut(at) {
            *is_taken = true;
        }
        Some(at)
    }

    fn first(&self, key: Key<'_>) -> Option<usize> {
        self.queues.get(&key)?.all.first().copied()
    }
}

/// What a control is looked for by; nothing if it hasn't got that.
fn key(found: &Found, (by_id, by_text): (bool, bool)) -> Option<Key<'_>> {
    let id = if by_id { Some(found.id.as_deref()?) } else { None };
    Some((found.tag.as_deref()?, id, by_text.then_some(found.text.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(found: &[(&str, &str)]) -> Vec<Option<usize>> {
        let known = [("1", "146件"), ("2", "百余件"), ("3", "146件")].map(|(id, text)| Control {
            id: id.to_owned(),
            tag: "a".to_owned(),
            figure: "a".to_owned(),
            text: text.to_owned(),
            wording: None,
            rests_on: None,
            names: None,
        });
        let found: Vec<Found> = found
            .iter()
            .map(|(id, text)| Found {
                tag: Some("a".to_owned()),
                id: Some((*id).to_owned()),
                text: (*text).to_owned(),
                ..Found::default()
            })
            .collect();
        Tagged::new(&known).matched(&found.iter().collect::<Vec<_>>())
    }

    #[test]
    fn each_known_control_is_found_once_before_any_is_found_again() {
        assert_eq!(matched(&[("1", "146件"), ("2", "百余件"), ("3", "146件")]), [Some(0), Some(1), Some(2)]);
        // Other numbers; and one of them typed over too.
        assert_eq!(matched(&[("7", "146件"), ("8", "百余件"), ("9", "146件")]), [Some(0), Some(1), Some(2)]);
        assert_eq!(matched(&[("7", "146件"), ("8", "二百件"), ("9", "146件")]), [Some(0), Some(1), Some(2)]);
        // A copy doesn't take the place of one that stands behind it.
        assert_eq!(
            matched(&[("1", "146件"), ("9", "146件"), ("2", "百余件"), ("3", "146件")]),
            [Some(0), Some(0), Some(1), Some(2)]
        );
        assert_eq!(matched(&[("3", "146件"), ("1", "150件")]), [Some(2), Some(0)]);
    }
}
