//! The figures that a document is to state: a project's as they are now, or those of a `figures.json`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Computed;
use crate::error::{Error, Fault};
use crate::finding::Severity;
use crate::observer::Observer;
use crate::project::{Project, Status};
use crate::record::{Recorded, file};
use crate::render::provenance::{Made, provenance_of};
use crate::render::word::attached;
use crate::verify::{Manifest, Read, read_figures};
use crate::{digest, render};

/// Figures, and what they were made of.
#[derive(Debug)]
pub struct Fresh {
    pub(super) read: Read,
    pub(super) figures: Vec<u8>,
    pub(super) provenance: Vec<u8>,
    pub(super) errors: usize,
    /// SHA-256 of the published names of a figure's rows, by its id, where they are known.
    pub(super) names: BTreeMap<String, String>,
}

impl Fresh {
    /// A project's figures as they are now, for the edition in which it is opened.
    ///
    /// # Errors
    /// Those of [`compute`](crate::compute), and [`Error::Refused`] for a final report whose ledgers have errors.
    pub fn of_project(project: &Project, observer: &dyn Observer) -> Result<Self, Error> {
        Self::of(project, &crate::compute(project, observer)?)
    }

    /// What was computed of a project, for the edition that it has now.
    ///
    /// # Errors
    /// [`Error::Refused`] for a final report whose ledgers have errors.
    pub fn of(project: &Project, computed: &Computed) -> Result<Self, Error> {
        let errors = computed.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        if project.report.status == Status::Final && errors > 0 {
            return Err(Error::Refused(Box::new(Fault::new("refresh-findings-open").with("count", errors))));
        }
        let figures = render::json::figures(&project.report, &project.pack, &computed.figures);
        let inputs = render::provenance::inputs(project, &computed.digests);
        let provenance = render::provenance::provenance(project, &inputs, &digest::hex(&figures));
        let fresh = Self::new(figures, provenance).map_err(Error::Internal)?;
        let named = computed.figures.iter().filter(|figure| !figure.register.is_empty());
        let names = named.map(|figure| (figure.id.to_string(), attached::names(&figure.register))).collect();
        Ok(Self { errors, names, ..fresh })
    }

    /// The figures of a file, which were made of what the manifest beside it says, if it names them.
    ///
    /// # Errors
    /// The file can't be read, or is none.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let none = |reason: &str| Error::figures(path, Fault::new("not-a-figures-file").with("reason", reason));
        let text = file::text(path)?.ok_or_else(|| none("not UTF-8"))?;
        let Read { identity, .. } = read_figures(text.as_bytes()).map_err(|reason| none(&reason))?;
        let own = digest::hex(text.as_bytes());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let inputs = Manifest::inputs_of(path, &own)?.unwrap_or_else(|| BTreeMap::from([(name, own.clone())]));
        let made = Made { pack: &identity.pack, edition: &identity.edition, status: identity.status };
        let provenance = provenance_of(made, &inputs, &own);
        Self::new(text.into_bytes(), provenance).map_err(|reason| none(&reason))
    }

    fn new(figures: Vec<u8>, provenance: Vec<u8>) -> Result<Self, String> {
        let read = read_figures(&figures)?;
        Ok(Self { read, figures, provenance, errors: 0, names: BTreeMap::new() })
    }

    /// A figure.
    pub(super) fn get(&self, id: &str) -> Option<&Recorded> {
        self.read.record.figures.iter().find(|figure| figure.id == id)
    }

    /// SHA-256 of the figures.
    pub fn digest(&self) -> String {
        digest::hex(&self.figures)
    }
}
