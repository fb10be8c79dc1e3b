//! From figures to bound text: the narrative compiled by typst, with every figure put in by `fig`.
//!
//! What the narrative gets wrong is a finding with its place in the typst source; typst goes on, so that all of it
//! is found in one run.

mod annex;
pub(crate) mod carried;
mod claim;
mod document;
mod drawn;
mod fault;
mod fonts;
mod joint;
mod listed;
mod marks;
mod ownership;
mod reading;
mod spot;
pub mod tree;
mod vocabulary;
mod wording;
mod words;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use typst_layout::PagedDocument;

pub use fonts::{FaceInUse, Fonts};
pub use ownership::{Coverage, Exemption};
pub use spot::Spot;
pub(crate) use wording::Unsaid;
pub use wording::{Case, Wish, Wording};

use crate::Computed;
use crate::error::{Error, Fault};
use crate::figure::FigureId;
use crate::finding::{Code, Finding, Severity};
use crate::place::{Place, TextPlace};
use crate::project::{Project, Status};
use fault::{finding_of, is_own};
use ownership::Ownership;
use reading::Reading;
use tree::Tree;
use world::ReportWorld;

/// The bound text, laid out.
#[derive(Debug, Clone)]
pub struct Text {
    document: PagedDocument,
    tree: Tree,
    faces: Vec<FaceInUse>,
    printed: BTreeSet<FigureId>,
    findings: Vec<Finding>,
    prose: String,
    coverage: Coverage,
    exempt: Vec<Exemption>,
}

impl Text {
    /// The faces by role.
    pub fn faces(&self) -> &[FaceInUse] {
        &self.faces
    }

    /// The figures that the narrative prints.
    pub const fn printed(&self) -> &BTreeSet<FigureId> {
        &self.printed
    }

    /// What the narrative gets wrong.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The narrative as its pages have it, each paragraph, heading and cell on a line. What the layout adds is left out.
    pub fn prose(&self) -> &str {
        &self.prose
    }

    /// Whose the numerals of the narrative are.
    pub const fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The numerals that are exempt, in the order of the text.
    pub fn exempt(&self) -> &[Exemption] {
        &self.exempt
    }

    /// The report as a tree, which every output but the page is written from.
    pub const fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where on the pages stretches of the narrative's source came out. One that no page shows is left out.
    pub fn spots<'a>(
        &self,
        project: &Project,
        places: impl Iterator<Item = &'a TextPlace>,
    ) -> BTreeMap<TextPlace, Spot> {
        spot::spots(&self.document, &project.narrative, places)
    }

    /// The pages, for renderers and for measuring.
    pub const fn document(&self) -> &PagedDocument {
        &self.document
    }
}

/// Binds the figures into the project's narrative and lays it out.
///
/// `attachments` are files that the PDF carries, by name.
///
/// # Errors
/// The narrative or the layout can't be typeset, or a character has no face.
pub fn bind(
    project: &Project,
    computed: &Computed,
    attachments: &BTreeMap<String, Vec<u8>>,
    fonts: &Fonts,
) -> Result<Text, Error> {
    let faces = fonts.resolve(project);
    let without: Vec<Fault> = faces.iter().filter(|face| !face.installed).map(no_face).collect();
    if !without.is_empty() {
        return Err(Error::Typeset(without));
    }
    let typeset = |findings: &[Finding]| typeset(project, computed, findings, attachments, fonts, &faces);
    let (mut document, found, read) = typeset(&computed.findings)?;
    // A draft lists the narrative's own faults too, which are known only now. The list stands at the end, so that it
    // moves none of their places.
    if project.report.status != Status::Final && found.iter().any(|finding| finding.severity > Severity::Note) {
        let mut all: Vec<Finding> = computed.findings.iter().chain(&found).cloned().collect();
        crate::finding::sort(&mut all);
        (document, ..) = typeset(&all)?;
    }
    let printed = vocabulary::printed(&document);
    let Read { prose, coverage, exempt } = read;
    let tree = Tree::of(&document);
    Ok(Text { document, tree, faces, printed, findings: found, prose, coverage, exempt })
}

/// What the pages say.
struct Read {
    prose: String,
    coverage: Coverage,
    exempt: Vec<Exemption>,
}

/// The document with `findings` listed, what is found while it is typeset, and what it says.
fn typeset(
    project: &Project,
    computed: &Computed,
    findings: &[Finding],
    attachments: &BTreeMap<String, Vec<u8>>,
    fonts: &Fonts,
    faces: &[FaceInUse],
) -> Result<(PagedDocument, Vec<Finding>, Read), Error> {
    let body = faces.iter().find(|face| face.role == "body").map_or(&[][..], |face| face.families.as_slice());
    let legible = |text: &str| fonts.legible(body, text);
    let data = document::data(project, computed, findings, attachments, faces, &legible);
    let world = ReportWorld::new(project, &computed.figures, fonts, &data, attachments)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    // Results of the documents before this one are of no more use.
    comemo::evict(10);
    let document = match compiled.output {
        Ok(document) => document,
        Err(errors) => return Err(Error::Typeset(errors.iter().map(|error| fault::fault_of(&world, error)).collect())),
    };
    let tofu = fonts::characters_without_face(&world, &document);
    if !tofu.is_empty() {
        return Err(Error::Typeset(tofu));
    }
    let mut found: Vec<Finding> = compiled.warnings.iter().map(|warning| finding_of(&world, warning)).collect();
    found.retain(|finding| is_own(finding) || finding.code == Code::Typesetting);
    found.extend(undated(project));
    found.extend(carried::findings(project));
    found.extend(missing_parts(project, &document));
    found.extend(substituted(project, faces));
    let reading = Reading::of(&document);
    let Ownership { coverage, exempt, findings } = ownership::judge(&world, &reading, &computed.figures);
    found.extend(findings);
    Ok((document, found, Read { prose: reading.text, coverage, exempt }))
}

/// A role none of whose families is installed.
fn no_face(face: &FaceInUse) -> Fault {
    Fault::new("no-face-for-role").with("role", face.role.as_str()).with("families", face.wanted.clone())
}

/// 成文日期, as long as it is open.
fn undated(project: &Project) -> Option<Finding> {
    let place = Place::Text(project.report.at.clone());
    let finding = Finding::new(Code::TodoLeft, Severity::Error, place).with("kind", "day");
    project.report.date.is_none().then(|| finding.with("text", project.pack.messages().word("todo-day")))
}

/// The statutory parts that the narrative doesn't mark by their label.
fn missing_parts(project: &Project, document: &PagedDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in project.pack.parts.iter().filter(|part| part.required) {
        if !vocabulary::has_label(document, &format!("part-{}", part.id)) {
            let place = TextPlace::of_span(&project.narrative.name, &project.narrative.text, 0..0);
            let finding = Finding::new(Code::MissingPart, Severity::Error, Place::Text(place));
            findings.push(finding.with("part", part.label.as_str()).with("label", format!("part-{}", part.id)));
        }
    }
    findings
}

/// Roles that get a family which neither the standard nor the project means.
fn substituted(project: &Project, faces: &[FaceInUse]) -> Vec<Finding> {
    let severity = if project.report.status == Status::Final { Severity::Error } else { Severity::Note };
    let stand_ins = faces.iter().filter(|face| face.substituted);
    let finding = |face: &FaceInUse| {
        Finding::new(Code::FaceSubstituted, severity, Place::Project)
            .with("role", face.role.as_str())
            .with("face", face.family.as_str())
            .with("official", face.wanted.clone())
    };
    stand_ins.map(finding).collect()
}
