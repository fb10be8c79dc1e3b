//! Content controls: each figure in the text, tagged with its id, and how it is stated there.

use super::Writer;
use super::attached::{self, Control, rests_on};
use crate::figure::{Figure, FigureId};
use crate::narrative::tree::Stated;
use crate::narrative::{Unsaid, Wording};
use crate::project::Edition;
use crate::record::Recorded;

/// A tag has no more characters in Word.
const LONGEST: usize = 64;
/// Names of controls, which Word cuts at so many characters.
const LONGEST_NAME: usize = 64;

/// The controls so far.
pub(super) struct Controls {
    controls: Vec<Control>,
    /// Whether the document may say on which rows a figure rests.
    is_complete: bool,
}

impl Controls {
    pub(super) const fn new(edition: Edition) -> Self {
        Self { controls: Vec::new(), is_complete: matches!(edition, Edition::Filing) }
    }

    /// All of them.
    pub(super) fn done(self) -> Vec<Control> {
        self.controls
    }

    fn add(&mut self, figure: &Figure, stated: &Stated) -> (String, String) {
        // Any numbers that no two share would do.
        let id = (1_000_001 + self.controls.len()).to_string();
        let tag = tag(&figure.id);
        let text = stated.plain();
        let recorded = Recorded::of(figure);
        let digests = recorded.digests.clone().filter(|_| self.is_complete);
        let recorded = Recorded { digests, ..recorded };
        // What typst or a function made of the text the engine can't state again, and says so rather than guess.
        let wording = match stated.wording.of(&recorded) {
            Ok(said) => (said == text).then(|| stated.wording.clone()),
            Err(Unsaid::Stands | Unsaid::Names | Unsaid::Drawn) => Some(stated.wording.clone()),
            Err(_) => None,
        };
        let rests_on = rests_on(&recorded, wording.as_ref());
        let names = (wording == Some(Wording::Names)).then(|| attached::names(&figure.register));
        let figure = figure.id.to_string();
        self.controls.push(Control { id: id.clone(), tag: tag.clone(), figure, text, wording, rests_on, names });
        (id, tag)
    }
}

/// A figure's id, or as much of a long one as a tag holds with a digest of the whole.
fn tag(id: &FigureId) -> String {
    const DIGITS: usize = 16;
    let id = id.as_str();
    if id.encode_utf16().count() <= LONGEST {
        return id.to_owned();
    }
    let digest: String = crate::digest::hex(id.as_bytes()).chars().take(DIGITS).collect();
    // Characters beyond the first plane count twice there, and no id has any.
    let begin: String = id.chars().take(LONGEST - DIGITS - 1).collect();
    format!("{begin}~{digest}")
}

impl Writer<'_> {
    /// A figure as it is stated.
    pub(super) fn stated(&mut self, stated: &Stated) {
        let Some(figure) = self.figures.get(stated.id.as_str()) else {
            self.texts(&stated.text);
            return;
        };
        let (id, tag) = self.controls.add(figure, stated);
        let label: String = figure.label.chars().take(LONGEST_NAME).collect();
        self.control(&label, &tag, &id);
        self.texts(&stated.text);
        self.xml.close();
        self.xml.close();
    }

    /// Opens a control up to its content.
    pub(super) fn control(&mut self, label: &str, tag: &str, id: &str) {
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.value("w:alias", label);
        self.xml.value("w:tag", tag);
        self.xml.value("w:id", id);
        self.xml.close();
        self.xml.open("w:sdtContent", &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_never_longer_than_word_takes() {
        assert_eq!(tag(&FigureId::new("petitions.by_month.03")), "petitions.by_month.03");
        let long = |end: &str| tag(&FigureId::new(&format!("petitions.by_kind.{}{end}", "信".repeat(60))));
        assert_eq!(long("甲").encode_utf16().count(), LONGEST);
        assert_ne!(long("甲"), long("乙"));
    }
}
