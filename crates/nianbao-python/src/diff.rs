//! Differences between two sets of figures as Python sees them, and the approval of figures.

use std::path::PathBuf;

use nianbao::diff::{self, Comparison, Side, note};
use nianbao::record::Record;
use nianbao::{Options, Silent};
use pyo3::prelude::*;

use crate::error::raise;
use crate::project::Project;

/// One figure that isn't what it was.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Difference(diff::Difference);

#[pymethods]
impl Difference {
    /// The figure's id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// What people call it.
    #[getter]
    fn label(&self) -> &str {
        &self.0.label
    }

    /// ``changed``, ``added``, ``removed``, or ``basis``: the same, but resting on other rows or another measure.
    #[getter]
    fn kind(&self) -> &str {
        self.0.kind.as_str()
    }

    /// ``data``, ``measure``, ``rounding`` or ``unknown``.
    #[getter]
    fn causes(&self) -> Vec<&str> {
        self.0.causes.iter().map(|cause| cause.as_str()).collect()
    }

    /// The labels of the figures it is computed from whose values are other ones.
    #[getter]
    fn through(&self) -> Vec<String> {
        self.0.through.clone()
    }

    /// As it was printed; ``None`` if it wasn't there.
    #[getter]
    fn was(&self) -> Option<String> {
        self.0.was.as_ref().map(|_| self.0.printed().0)
    }

    /// As it is printed; ``None`` if it isn't there any more.
    #[getter]
    fn now(&self) -> Option<String> {
        self.0.now.as_ref().map(|_| self.0.printed().1)
    }

    fn __repr__(&self) -> String {
        let (was, now) = self.0.printed();
        format!("Difference({:?}, {:?}, {was:?}, {now:?})", self.id(), self.kind())
    }
}

/// What differs between two sets of figures.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Diff(Comparison);

#[pymethods]
impl Diff {
    /// What differs, in the order of the newer figures; then what was removed.
    #[getter]
    fn differences(&self) -> Vec<Difference> {
        self.0.differences.iter().cloned().map(Difference).collect()
    }

    /// Whether a figure was changed, added or removed.
    #[getter]
    fn changed(&self) -> bool {
        self.0.has_changes()
    }

    /// The draft of a correction note; ``None`` if nothing was changed.
    #[getter]
    fn note(&self) -> Option<String> {
        note::draft(&self.0)
    }

    fn __repr__(&self) -> String {
        format!("Diff({} differences)", self.0.differences.len())
    }
}

/// What was approved.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Locked(nianbao::lock::Locked);

impl Locked {
    pub(crate) const fn new(locked: nianbao::lock::Locked) -> Self {
        Self(locked)
    }
}

#[pymethods]
impl Locked {
    /// The lock.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path.clone()
    }

    /// How many figures it holds, members of series included.
    #[getter]
    fn figures(&self) -> usize {
        self.0.figures
    }

    /// What differs from the former lock; ``None`` if there was none, or none that could be compared.
    #[getter]
    fn diff(&self) -> Option<Diff> {
        self.0.former.as_ref()?.as_ref().ok().cloned().map(Diff)
    }

    fn __repr__(&self) -> String {
        format!("Locked({} figures)", self.0.figures)
    }
}

/// One side of a comparison.
#[derive(FromPyObject)]
pub(crate) enum Given<'py> {
    Project(PyRef<'py, Project>),
    Path(PathBuf),
}

impl Given<'_> {
    fn record(&self) -> Result<Record, nianbao::Error> {
        match self {
            Self::Project(project) => of_project(project.core()),
            Self::Path(path) => match diff::open(path)? {
                Side::Record(record) => Ok(record),
                Side::Project => of_project(&nianbao::Project::open(path, &Options::default())?),
            },
        }
    }
}

fn of_project(project: &nianbao::Project) -> Result<Record, nianbao::Error> {
    Ok(Record::of(project, &nianbao::compute(project, &Silent)?.figures))
}

/// Compares two sets of figures of one unit and year.
///
/// Parameters
/// ----------
/// old, new
///     Each a ``Project``, a project's folder, a ``figures.json`` or a ``figures.lock``.
///
/// Raises
/// ------
/// ProjectError
///     One of them can't be compared, or they are of different units or years.
#[pyfunction]
#[pyo3(name = "diff")]
pub(crate) fn between(old: Given<'_>, new: Given<'_>) -> PyResult<Diff> {
    let path = if let Given::Path(path) = &new { path.clone() } else { PathBuf::from(nianbao::project::FILE) };
    let sides = old.record().and_then(|old| Ok((old, new.record()?)));
    let compared = sides.and_then(|(old, new)| {
        diff::compare(old, new).map_err(|fault| nianbao::Error::Figures { path, fault: Box::new(fault) })
    });
    compared.map(Diff).map_err(|error| raise(&error))
}
