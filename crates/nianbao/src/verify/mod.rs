//! The self-check: whether a finished report agrees with itself. It needs neither the project nor a network, since a
//! report carries its figures and what it was made of.
//!
//! It holds the text against the attached figures, the digests against the bytes, and the outputs of a build against their
//! manifest. Who made the report, and whether the ledgers behind it are right, it can't say: who alters all of that
//! together makes another report that agrees with itself, with another digest.
//!
//! ```no_run
//! use nianbao::verify::{Verdict, Verifier};
//!
//! let verification = Verifier::new(None).verify("out/report.pdf".as_ref());
//! assert_eq!(verification.verdict, Verdict::Agrees);
//! # Ok::<(), nianbao::Error>(())
//! ```

mod carried;
mod foot;
mod manifest;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use carried::Identity;

use crate::audit::{self, Carrier, Reference};
use crate::error::{Error, Fault};
use crate::finding::{Code, Finding, Severity};
use crate::pack::Pack;
use crate::render::{Format, MANIFEST};
use carried::Carried;
use manifest::Manifest;

/// Whether a report agrees with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All that was compared agrees.
    Agrees,
    /// It does, but parts that the regulation asks for are missing.
    Incomplete,
    /// Something does not agree.
    Disagrees,
    /// It carries no figures: nianbao didn't write it, or another program has saved it since.
    NotVerifiable,
    /// It can't be read, or not with the packs that are at hand.
    Unread,
}

impl Verdict {
    /// All verdicts, from the best to the worst.
    pub const ALL: [Self; 5] = [Self::Agrees, Self::Incomplete, Self::Disagrees, Self::NotVerifiable, Self::Unread];

    /// The word that JSON, CSV and Python use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Incomplete => "incomplete",
            Self::Disagrees => "disagrees",
            Self::NotVerifiable => "not-verifiable",
            Self::Unread => "unread",
        }
    }
}

/// How many numbers were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numerals {
    /// The figures that the report carries, without the members of series.
    pub figures: usize,
    /// Those that its table of figures shows.
    pub tabulated: usize,
    /// What the text states in numbers.
    pub statements: usize,
    /// Statements that are a figure's.
    pub agrees: usize,
    /// Statements that contradict their figure.
    pub contradicts: usize,
    /// Statements of which no figure can be told: nobody owns them.
    pub unowned: usize,
}

/// What the self-check of a report, or of a set of outputs, found.
#[derive(Debug)]
pub struct Verification {
    /// The file or folder, as it was given.
    pub path: PathBuf,
    /// The verdict.
    pub verdict: Verdict,
    /// Which report it is; nothing if it doesn't say.
    pub report: Option<Identity>,
    /// SHA-256 of the `figures.json` that it carries, of which the foot of the last page has the first 12 digits.
    pub digest: Option<String>,
    /// How many numbers were compared; nothing if none were.
    pub numerals: Option<Numerals>,
    /// How many outputs the manifest beside it names; nothing if there is none that names it.
    pub outputs: Option<usize>,
    /// The labels of the parts that the regulation asks for and the text doesn't have.
    pub missing_parts: Vec<String>,
    /// The document whose text was read, as its findings name it.
    pub document: Option<String>,
    /// What doesn't agree.
    pub faults: Vec<Fault>,
    /// What in the text contradicts the figures, or the text itself.
    pub findings: Vec<Finding>,
    /// Why it couldn't be read, or not to the end.
    pub error: Option<Error>,
    /// Whether nothing was found that could be verified.
    is_bare: bool,
}

impl Verification {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            verdict: Verdict::Unread,
            report: None,
            digest: None,
            numerals: None,
            outputs: None,
            missing_parts: Vec::new(),
            document: None,
            faults: Vec::new(),
            findings: Vec::new(),
            error: None,
            is_bare: false,
        }
    }

    fn judged(&self) -> Verdict {
        match self {
            Self { error: Some(_), .. } => Verdict::Unread,
            Self { faults, findings, .. } if !faults.is_empty() || !findings.is_empty() => Verdict::Disagrees,
            Self { is_bare: true, .. } => Verdict::NotVerifiable,
            Self { missing_parts, .. } if !missing_parts.is_empty() => Verdict::Incomplete,
            _ => Verdict::Agrees,
        }
    }
}

/// Verifies reports, one after another: a pack is loaded once.
#[derive(Debug)]
pub struct Verifier {
    given: Option<Pack>,
    standard: BTreeMap<String, Pack>,
}

impl Verifier {
    /// Verifies with this pack, or else with the standard pack that a report names.
    pub const fn new(pack: Option<Pack>) -> Self {
        Self { given: pack, standard: BTreeMap::new() }
    }

    /// Verifies a report, a folder of outputs or the manifest of one. What can't be read is a verdict like any other, so
    /// that one damaged file of forty doesn't keep the others from being looked at.
    pub fn verify(&mut self, path: &Path) -> Verification {
        let mut found = Verification::new(path);
        found.error = self.look_at(path, &mut found).err();
        found.verdict = found.judged();
        found
    }

    fn look_at(&mut self, path: &Path, found: &mut Verification) -> Result<(), Error> {
        if path.is_dir() {
            return self.folder(path, found);
        }
        let bytes = audit::bytes_of(path)?;
        if let Some(manifest) = Manifest::of_bytes(&bytes) {
            return self.set(manifest::folder_of(path), &manifest, found);
        }
        let carried = self.document(path, bytes, found)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = manifest::folder_of(path);
        if let Some(manifest) = Manifest::beside(folder, &mut found.faults)?.filter(|known| known.names(&name)) {
            found.outputs = Some(manifest.outputs.len());
            manifest.check_outputs(folder, &mut found.faults)?;
            if let Some(carried) = carried {
                manifest.check_report(&carried, &mut found.faults);
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path, found: &mut Verification) -> Result<(), Error> {
        if let Some(manifest) = Manifest::beside(folder, &mut found.faults)? {
            return self.set(folder, &manifest, found);
        }
        let report = folder.join(Format::Pdf.file());
        if !report.is_file() {
            return Err(audit::refused(folder, Fault::new("verify-no-outputs")));
        }
        let bytes = audit::bytes_of(&report)?;
        self.document(&report, bytes, found).map(|_| ())
    }

    /// Verifies all that a build wrote.
    fn set(&mut self, folder: &Path, manifest: &Manifest, found: &mut Verification) -> Result<(), Error> {
        found.outputs = Some(manifest.outputs.len());
        manifest.check_outputs(folder, &mut found.faults)?;
        let report = folder.join(Format::Pdf.file());
        if manifest.names(Format::Pdf.file()) && report.is_file() {
            let bytes = audit::bytes_of(&report)?;
            if let Some(carried) = self.document(&report, bytes, found)? {
                manifest.check_report(&carried, &mut found.faults);
            }
        } else {
            found.report = carried::identity_in(&folder.join(Format::Json.file()));
        }
        Ok(())
    }

    /// Verifies one document by what it carries, and returns that.
    fn document(&mut self, path: &Path, bytes: Vec<u8>, found: &mut Verification) -> Result<Option<Carried>, Error> {
        let name = path.display().to_string().replace('\\', "/");
        let refused = |fault| audit::refused(path, fault);
        let carrier = Carrier::of_bytes(&name, bytes, carried::NAMES).map_err(refused)?;
        if carrier.attached.is_empty() {
            found.is_bare = true;
            return Ok(None);
        }
        let Some(carried) = Carried::of(&carrier.attached, &mut found.faults) else { return Ok(None) };
        found.digest = Some(carried.digest.clone());
        found.report = Some(carried.identity.clone());
        carried.check_itself(&mut found.faults);
        let document = carrier.document.map_err(refused)?;
        found.document = Some(document.name.clone());
        let pack = self.pack_of(&carried.record.pack)?;
        if let Some(lines) = &carrier.last_page {
            foot::check(lines, &carried, &pack.messages(), &mut found.faults);
        }
        let tabulated = table::check(&document.text, &carried, &mut found.faults);
        let audit = audit::audit(&document, pack, Some(&Reference::of_record(&carried.record)));
        let coverage = audit.coverage;
        found.numerals = Some(Numerals {
            figures: coverage.figures,
            tabulated,
            statements: coverage.statements,
            agrees: coverage.agrees + coverage.rounding_only,
            contradicts: coverage.contradicts,
            unowned: coverage.not_assessable,
        });
        found.missing_parts = audit::missing_parts(&document, pack);
        // What is a slip of the pen, or bad style, doesn't disagree with anything.
        let grave = audit.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        let codes = [Code::ContradictedFigure, Code::OtherReport, Code::TextContradictsItself];
        found.findings.extend(grave.filter(|finding| codes.contains(&finding.code)));
        Ok(Some(carried))
    }

    fn pack_of(&mut self, id: &str) -> Result<&Pack, Error> {
        if let Some(pack) = &self.given {
            return Ok(pack);
        }
        if !self.standard.contains_key(id) {
            self.standard.insert(id.to_owned(), Pack::standard(id)?);
        }
        self.standard.get(id).ok_or_else(|| Error::Internal(format!("pack {id}")))
    }
}

/// What is stated in one place, and otherwise in another.
fn other(field: &'static str, file: &str, stated: &str, than: &str, found: &str) -> Fault {
    Fault::new("verify-other")
        .with("field", crate::finding::Argument::Words("stated", vec![field]))
        .with("file", file)
        .with("stated", stated)
        .with("than", than)
        .with("found", found)
}
