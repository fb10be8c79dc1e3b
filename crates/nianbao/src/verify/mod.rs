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
mod marked;
mod numerals;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use carried::Identity;
pub(crate) use carried::{FIGURES, Read, read as read_figures};
pub(crate) use manifest::Manifest;
pub use numerals::Numerals;

use crate::audit::{self, Carrier};
use crate::error::{Error, Fault};
use crate::finding::Finding;
use crate::message::Messages;
use crate::pack::Pack;
use crate::render::{Format, MANIFEST};
use carried::Carried;

/// The outputs that carry their figures.
const DOCUMENTS: &[Format] = &[Format::Pdf, Format::Html, Format::Docx];

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

/// What the self-check of a report, or of a set of outputs, found.
#[derive(Debug)]
pub struct Verification {
    /// The file or folder, as it was given.
    pub path: PathBuf,
    /// The verdict.
    pub verdict: Verdict,
    /// Which report it is; nothing if it doesn't say.
    pub report: Option<Identity>,
    /// SHA-256 of the `figures.json` that it carries, of which its foot has the first 12 digits.
    pub digest: Option<String>,
    /// How many numbers were compared; nothing if none were.
    pub numerals: Option<Numerals>,
    /// How many outputs the manifest beside it names; nothing if there is none that names it.
    pub outputs: Option<usize>,
    /// The labels of the parts that the regulation asks for and the text doesn't have.
    pub missing_parts: Vec<String>,
    /// The documents whose text was read, as their findings name them.
    pub documents: Vec<String>,
    /// What doesn't agree. Of a set of outputs, the argument `document` names the one that it is in.
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
            documents: Vec::new(),
            faults: Vec::new(),
            findings: Vec::new(),
            error: None,
            is_bare: false,
        }
    }

    /// What doesn't agree, in words: one line for each of [`Self::faults`].
    pub fn problems(&self, messages: &Messages) -> Vec<String> {
        let words = |fault: &Fault| {
            let problem = messages.fault(fault);
            let Some(document) = fault.arguments.get("document") else { return problem };
            let arguments = [("document", document.clone()), ("problem", problem.into())];
            messages.text("verify-in", &arguments.into_iter().collect())
        };
        self.faults.iter().map(words).collect()
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
        let has_any = DOCUMENTS.iter().any(|format| folder.join(format.file()).is_file());
        if !has_any {
            return Err(audit::refused(folder, Fault::new("verify-no-outputs")));
        }
        self.documents(folder, None, found)
    }

    /// Verifies all that a build wrote.
    fn set(&mut self, folder: &Path, manifest: &Manifest, found: &mut Verification) -> Result<(), Error> {
        found.outputs = Some(manifest.outputs.len());
        manifest.check_outputs(folder, &mut found.faults)?;
        self.documents(folder, Some(manifest), found)?;
        if found.documents.is_empty() && found.report.is_none() {
            found.report = carried::identity_in(&folder.join(Format::Json.file()));
        }
        Ok(())
    }

    /// Verifies the documents of a folder: those that its manifest names, if it has one. One that can't be read doesn't
    /// keep the others from being looked at.
    fn documents(&mut self, folder: &Path, manifest: Option<&Manifest>, found: &mut Verification) -> Result<(), Error> {
        let is_named = |name: &str| manifest.is_none_or(|manifest| manifest.names(name));
        let mut first = None;
        for name in DOCUMENTS.iter().map(|format| format.file()).filter(|name| is_named(name)) {
            let path = folder.join(name);
            if !path.is_file() {
                continue;
            }
            let before = found.faults.len();
            match audit::bytes_of(&path).and_then(|bytes| self.document(&path, bytes, found)) {
                Ok(Some(carried)) => {
                    if let Some(manifest) = manifest {
                        manifest.check_report(&carried, &mut found.faults);
                    }
                }
                Ok(None) => {}
                Err(error) => first = first.or(Some(error)),
            }
            for fault in found.faults.iter_mut().skip(before) {
                fault.arguments.insert("document", name_of(&path).into());
            }
        }
        first.map_or(Ok(()), Err)
    }

    /// Verifies one document by what it carries, and returns that.
    fn document(&mut self, path: &Path, bytes: Vec<u8>, found: &mut Verification) -> Result<Option<Carried>, Error> {
        let refused = |fault| audit::refused(path, fault);
        let carrier = Carrier::of_bytes(&name_of(path), bytes, carried::NAMES).map_err(refused)?;
        if carrier.attached.is_empty() {
            found.is_bare = true;
            return Ok(None);
        }
        let Some(carried) = Carried::of(&carrier.attached, &mut found.faults) else { return Ok(None) };
        if found.digest.as_ref().is_some_and(|other| *other != carried.digest) {
            found.faults.push(Fault::new("verify-other-document").with("file", FIGURES));
        }
        found.digest.get_or_insert_with(|| carried.digest.clone());
        found.report.get_or_insert_with(|| carried.identity.clone());
        carried.check_itself(&mut found.faults);
        let document = carrier.document.map_err(refused)?;
        found.documents.push(document.name.clone());
        let pack = self.pack_of(&carried.record.pack)?;
        if let Some(lines) = &carrier.last_page {
            foot::check(lines, &carried, &pack.messages(), &mut found.faults);
        }
        match &carrier.marked {
            Some(marked) => marked::check(marked, &carried, &mut found.faults),
            None => marked::check_members(&document, &carried, &mut found.faults),
        }
        let tabulated = table::check(&document.text, &carried, &mut found.faults);
        let (numerals, findings) = numerals::check(&document, pack, &carried.record, &tabulated);
        found.numerals = Some(found.numerals.map_or(numerals, |others| others.and(numerals)));
        found.findings.extend(findings);
        let missing = audit::missing_parts(&document, pack);
        let new: Vec<String> = missing.into_iter().filter(|part| !found.missing_parts.contains(part)).collect();
        found.missing_parts.extend(new);
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

/// What a document goes by in findings: its path, as it was given.
fn name_of(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
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
