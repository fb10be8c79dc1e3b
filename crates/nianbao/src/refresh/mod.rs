//! A Word file that people have edited, with the figures as they are now: the texts of the content controls are written
//! anew, and nothing else.
//!
//! Only what the engine printed itself is replaced, and only by what it prints itself. A control whose text somebody typed
//! over, whose text is under a revision that nobody has decided on, or whose words don't hold of the new value is left
//! alone and told. The document's own copy of the figures is replaced with them, so that [`verify`](crate::verify) agrees.
//!
//! ```no_run
//! use nianbao::refresh::{Fresh, refresh};
//! use nianbao::{Edition, Error, Options, Project, Silent};
//!
//! let fresh = |edition: Edition| -> Result<Fresh, Error> {
//!     let project = Project::open("sample-data/shapingba-2021".as_ref(), &Options { edition, ..Options::default() })?;
//!     Fresh::of_project(&project, &Silent)
//! };
//! let refreshed = refresh("report.docx".as_ref(), fresh, None)?;
//! for change in &refreshed.changes {
//!     println!("{}: {} → {}", change.label, change.before, change.after);
//! }
//! # Ok::<(), Error>(())
//! ```

mod beside;
mod carried;
mod controls;
mod fresh;
pub mod json;
mod judge;
mod package;
mod recognise;
mod tagged;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use fresh::Fresh;

use crate::audit;
use crate::digest;
use crate::error::{Error, Fault};
use crate::finding::Argument;
use crate::markup::{Edits, escaped};
use crate::project::Edition;
use crate::render::provenance::PROVENANCE;
use crate::render::word::attached::{Control, Item};
use crate::render::write;
use crate::verify::{FIGURES, Identity, Read, read_figures};
use beside::Target;
use controls::Found;
use judge::{Judge, Judgement};
use package::Part;
use recognise::{Known, recognise};

/// A part of a document that has text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Story {
    /// The text itself.
    Body,
    /// Its footnotes.
    Footnotes,
    /// Its endnotes.
    Endnotes,
    /// The heads of pages.
    Header,
    /// The feet of pages.
    Footer,
    /// Comments.
    Comments,
}

impl Story {
    /// The word that JSON, Python and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Comments => "comments",
        }
    }
}

/// Where a control stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The part of the document.
    pub story: Story,
    /// The number of its paragraph there, from 1; cells have paragraphs too.
    pub paragraph: usize,
    /// The last characters before it in its paragraph, or in its row of a table.
    pub before: String,
}

/// A text that was written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The figure's id.
    pub figure: String,
    /// What people call it.
    pub label: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Where.
    pub at: Spot,
}

/// A text that was left alone, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Why, and what to do.
    pub fault: Fault,
    /// The figure's id.
    pub figure: String,
    /// What people call it; empty if nobody knows any more.
    pub label: String,
    /// What stands there.
    pub stated: String,
    /// What the engine would have written; nothing if it can't say.
    pub due: Option<String>,
    /// Where; nothing if it is nowhere in particular.
    pub at: Option<Spot>,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// The document, as it was given.
    pub path: PathBuf,
    /// The file that was written; nothing if there was nothing to write.
    pub written: Option<PathBuf>,
    /// Whether that is the document itself.
    pub is_in_place: bool,
    /// Which report it is.
    pub report: Identity,
    /// How many errors the ledgers of the project have, so that figures may be wrong.
    pub errors: usize,
    /// SHA-256 of the figures that it carries now.
    pub digest: String,
    /// How many controls with figures it has.
    pub controls: usize,
    /// What was written anew, in the order of the document.
    pub changes: Vec<Change>,
    /// What was left alone although it doesn't say what the figures say.
    pub left: Vec<Left>,
}

/// What a document carries, with the names of the parts.
#[derive(Debug, Default)]
struct Carried {
    figures: Option<(String, String)>,
    provenance: Option<String>,
    controls: Option<(String, Vec<Control>)>,
}

/// Refreshes a document, with the figures that `fresh` gives for its edition, into `out`, or else into a file beside it.
///
/// # Errors
/// [`Error::Document`] for what is no Word file, is damaged, signed, open elsewhere or without figures of its own;
/// [`Error::Refused`] where the figures are those of another report, or another file would be lost; those of `fresh`.
pub fn refresh<E: From<Error>>(
    path: &Path,
    fresh: impl FnOnce(Edition) -> Result<Fresh, E>,
    out: Option<&Path>,
) -> Result<Refreshed, E> {
    write::refuse_open(path)?;
    let bytes = audit::bytes_of(path)?;
    let (parts, carried) = package::read(path, &bytes)?;
    let refused = |key: &'static str| audit::refused(path, Fault::new(key));
    let (Some((figures_part, figures)), Some((controls_part, known))) = (carried.figures, carried.controls) else {
        return Err(refused("refresh-no-figures").into());
    };
    let old = read_figures(figures.as_bytes()).map_err(|_| refused("refresh-no-figures"))?;
    let fresh = fresh(old.identity.written_for)?;
    let mut work = Work {
        left: same_report(&old.identity, &fresh.read.identity)?,
        digests: [digest::hex(figures.as_bytes()), fresh.digest()],
        judge: Judge::new(&fresh, &old, known),
        changes: Vec::new(),
        controls: 0,
        stated: None,
    };
    let found = recognise(path, &parts, &work.judge, digest::short(&work.digests[0]))?;
    let mut changed = BTreeMap::new();
    for (part, controls) in parts.iter().zip(found) {
        changed.extend(work.part(part, controls).map(|text| (part.name.clone(), text.into_bytes())));
    }
    work.left.extend(work.digest_left());
    work.left.extend(work.judge.gone());
    work.left.extend(work.judge.sources());
    let is_fresh = work.digests[0] != work.digests[1];
    if is_fresh {
        changed.insert(figures_part, Item::file(FIGURES, &fresh.figures).bytes());
        let provenance = carried.provenance.map(|part| (part, Item::file(PROVENANCE, &fresh.provenance).bytes()));
        changed.extend(provenance);
    }
    if is_fresh || !work.changes.is_empty() {
        changed.insert(controls_part, Item::controls(&work.judge.settled).bytes());
    }
    let mut target = None;
    if !changed.is_empty() || out.is_some() {
        let own = Target::of(path, out)?;
        beside::place(&own.path, package::copied(&bytes, changed)?)?;
        target = Some(own);
    }
    let is_in_place = target.as_ref().is_some_and(|target| target.is_in_place);
    let written = target.map(|target| target.path);
    let Work { left, digests: [_, digest], changes, controls, .. } = work;
    let Fresh { read: Read { identity: report, .. }, errors, .. } = fresh;
    Ok(Refreshed { path: path.to_owned(), written, is_in_place, report, errors, digest, controls, changes, left })
}

/// A document that is being refreshed.
struct Work<'a> {
    judge: Judge<'a>,
    /// The digests of the figures that it carried, and of those that it is to carry.
    digests: [String; 2],
    controls: usize,
    /// What the control of the digest says, and where; nothing if there is none.
    stated: Option<(String, Spot)>,
    changes: Vec<Change>,
    left: Vec<Left>,
}

impl Work<'_> {
    /// The text of a part with its controls written anew; nothing if none has to be.
    fn part(&mut self, part: &Part, controls: Vec<(Found, Known)>) -> Option<String> {
        let mut edits = Edits::default();
        let mut is_changed = false;
        for (control, known) in controls {
            let said = match known {
                Known::Digest => Some(self.digest(part, &control)),
                Known::Figure(at) => self.figure(part, &control, at),
            };
            let mut places = control.places.iter().cloned();
            let said = said.filter(|said| *said != control.text);
            if let (Some(said), Some(first)) = (said, places.next()) {
                edits.replace(first, escaped(&said));
                // The text is that of the first run now, in its look.
                places.for_each(|place| edits.replace(place, ""));
                is_changed = true;
            }
        }
        is_changed.then(|| edits.applied(&part.text))
    }

    /// What the control of the digest is to say.
    fn digest(&mut self, part: &Part, control: &Found) -> String {
        let said = control.text.replace(digest::short(&self.digests[0]), digest::short(&self.digests[1]));
        let is_told = self.stated.as_ref().is_some_and(|(said, _)| said.contains(digest::short(&self.digests[1])));
        if !control.is_deleted && !is_told {
            self.stated = Some((said.clone(), spot(part, control)));
        }
        said
    }

    /// The digest at the foot of the last page, if it is another one than it should be. One that is gone is missed when the
    /// figures become others: it may stand there without a control.
    fn digest_left(&self) -> Option<Left> {
        let [old, new] = self.digests.each_ref().map(|own| digest::short(own));
        let is_left = self.stated.as_ref().map_or(old != new, |(said, _)| !said.contains(new));
        let (stated, at) = self.stated.clone().unzip();
        is_left.then(|| Left {
            fault: Fault::new("refresh-digest").with("stated", stated.clone().unwrap_or_default()).with("value", new),
            figure: String::new(),
            label: String::new(),
            stated: stated.unwrap_or_default(),
            due: Some(new.to_owned()),
            at,
        })
    }

    /// What a control is to say; nothing if it is left as it is.
    fn figure(&mut self, part: &Part, control: &Found, at: usize) -> Option<String> {
        let spot = spot(part, control);
        self.controls += usize::from(!control.is_fallback);
        match self.judge.judge(at, control, &spot) {
            Judgement::Same => None,
            Judgement::Leave(left) => {
                self.left.extend((!control.is_fallback).then_some(*left));
                None
            }
            Judgement::Write(after) => {
                let known = self.judge.known.get(at)?;
                let label = self.judge.fresh.get(&known.figure).map(|figure| figure.label.clone()).unwrap_or_default();
                let (figure, before) = (known.figure.clone(), control.text.clone());
                let change = Change { figure, label, before, after: after.clone(), at: spot };
                self.changes.extend((!control.is_fallback).then_some(change));
                Some(after)
            }
        }
    }
}

fn spot(part: &Part, control: &Found) -> Spot {
    Spot { story: part.story, paragraph: control.paragraph, before: control.before.clone() }
}

/// Refuses the figures of another report; tells where the pages say that they are something else than the figures do.
fn same_report(own: &Identity, fresh: &Identity) -> Result<Vec<Left>, Error> {
    let has_codes = !own.unit_code.is_empty() && !fresh.unit_code.is_empty();
    let unit = |of: &Identity| if has_codes { of.unit_code.clone() } else { of.unit.clone() };
    let fields = |of: &Identity| {
        [
            ("unit", Argument::Text(unit(of))),
            ("year", Argument::Text(of.year.to_string())),
            ("pack", Argument::Text(of.pack.clone())),
            ("audience", Argument::Words("intended", vec![of.written_for.as_str()])),
        ]
    };
    for ((field, stated), (_, found)) in fields(own).into_iter().zip(fields(fresh)) {
        if stated != found {
            let fault = Fault::new("refresh-other-report").with("field", Argument::Words("stated", vec![field]));
            return Err(Error::Refused(Box::new(fault.with("stated", stated).with("found", found))));
        }
    }
    if own.status == fresh.status {
        return Ok(Vec::new());
    }
    let words = |status: &'static str| Argument::Words("becoming", vec![status]);
    let fault = Fault::new("refresh-status").with("stated", words(own.status.as_str()));
    Ok(vec![Left {
        fault: fault.with("found", words(fresh.status.as_str())),
        figure: String::new(),
        label: String::new(),
        stated: own.status.as_str().to_owned(),
        due: None,
        at: None,
    }])
}
