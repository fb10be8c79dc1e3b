//! Projects as Python sees them: opened once, read anew whenever their files have changed.

mod anew;
mod opening;
mod output;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use nianbao::Compiled;
use nianbao::message::Language;
use nianbao::project::OUT;
use nianbao::render::mark;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

pub(crate) use opening::{font_dirs, open};

use crate::diff::{Given, Locked};
use crate::error::{raise, raise_with};
use crate::explanation::{self, Explanation};
use crate::figures::Figures;
use crate::findings::{Context, Findings};
use crate::ledger::Ledgers;
use crate::report::Report;
use crate::snapshot::{self, Snapshot};
use crate::trace::Trace;
use crate::watch::Progress;
use crate::words::{self, Words};
use crate::{drift, frame, language};
use anew::Recipe;

/// A unit's folder with ``nianbao.toml``, its workbooks and its narrative.
///
/// The files are read when something is asked for, and read anew when one of them has other bytes than before; what was
/// given out is a snapshot and stays as it was. Nothing is held open. A project can be pickled: it is then opened anew.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> project = nb.open("sample-data/shapingba-2021")
/// >>> project
/// <Project 重庆市沙坪坝区退役军人事务局 2021>
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Project {
    recipe: Recipe,
    language: Language,
    progress: Option<Py<PyAny>>,
    /// As it was opened last.
    project: Mutex<Arc<nianbao::Project>>,
    /// What was computed last.
    latest: Mutex<Option<Arc<Snapshot>>>,
}

#[pymethods]
impl Project {
    /// The unit's full name.
    #[getter]
    fn unit(&self) -> String {
        self.opened().report.unit.clone()
    }

    /// The code that identifies the unit; empty if the project states none.
    #[getter]
    fn unit_code(&self) -> String {
        self.opened().report.unit_code.clone()
    }

    /// The report's year.
    #[getter]
    fn year(&self) -> i32 {
        self.opened().report.year
    }

    /// ``draft``, ``sample`` or ``final``.
    #[getter]
    fn status(&self) -> &'static str {
        self.opened().report.status.as_str()
    }

    /// The id of its pack.
    #[getter]
    fn pack(&self) -> String {
        self.opened().pack.id.clone()
    }

    /// The folder.
    #[getter]
    fn path(&self) -> PathBuf {
        self.opened().root.clone()
    }

    /// The language of messages: ``zh-CN`` or ``en``.
    #[getter]
    fn lang(&self) -> &'static str {
        self.language.as_str()
    }

    /// The figures, computed from the workbooks as they are now.
    ///
    /// Raises
    /// ------
    /// ProjectError
    ///     The project has become invalid, or a workbook can't be read.
    #[getter]
    fn figures(&self, py: Python<'_>) -> PyResult<Figures> {
        self.run(py, None, 2, |observer| self.now(observer)).map(Figures::new)
    }

    /// The typed ledgers, read from the workbooks as they are now.
    ///
    /// Raises
    /// ------
    /// ProjectError
    ///     The project has become invalid, or a workbook can't be read.
    #[getter]
    fn ledgers(&self, py: Python<'_>) -> PyResult<Ledgers> {
        self.run(py, None, 2, |observer| self.now(observer)).map(Ledgers::new)
    }

    /// The same project with frames in the place of some ledgers' workbooks, which are then not read.
    ///
    /// The frames are read once, now. A column is found by its id, such as ``received_on``, or by any header that the pack
    /// knows it by, such as ``收到日期``. Amounts by the id are in 元, as in :class:`Ledger`; by a header they are in its
    /// unit, else the pack's, as on a sheet. Null is blank; texts are read as cells are, ``2021.8.20`` and ``3.4万``
    /// among them; floats count with 15 digits; a time is of the day that it has in its own zone.
    ///
    /// Parameters
    /// ----------
    /// **frames
    ///     By the ledger's id, anything with ``__arrow_c_stream__``: a frame of polars, pyarrow, pandas or duckdb, or a
    ///     :class:`Ledger`.
    ///
    /// Returns
    /// -------
    /// Project
    ///     Another one; this one is not changed. Its lineage says the rows of the frame, from 1. Frames that this one was
    ///     given for other ledgers stay.
    ///
    /// Raises
    /// ------
    /// ``TypeError``
    ///     One of them is no frame.
    /// ProjectError
    ///     There is no such ledger, or columns are missing, there twice or of a type that can't be read: its faults say
    ///     what was expected. What single values hold is a matter of findings.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> project = nb.open("sample-data/shapingba-2021")
    /// >>> petitions = project.ledgers["petitions"].to_polars()
    /// >>> first = project.with_ledgers(petitions=petitions.head(50))
    /// >>> first.figures["petitions.forwarded"].value
    /// Decimal('46')
    /// >>> (link,) = first.figures["petitions.forwarded"].lineage
    /// >>> print(link)
    /// rows 1–8, 10–21, 23–29, 31–37, 39–50 of frame petitions, case_no
    #[pyo3(signature = (**frames))]
    fn with_ledgers(&self, py: Python<'_>, frames: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut recipe = self.recipe.clone();
        for (id, given) in frames.into_iter().flatten() {
            recipe.frames.insert(id.extract()?, Arc::new(frame::take(&given, self.language)?));
        }
        let language = self.language;
        let progress = self.progress.as_ref().map(|own| own.clone_ref(py));
        let made = py.detach(|| Self::of(recipe, language)).map_err(|error| raise(&error, language))?;
        Ok(Self { progress, ..made })
    }

    /// Everything that is wrong with the ledgers, the figures and the narrative.
    ///
    /// Parameters
    /// ----------
    /// fail_on
    ///     ``error``, ``warning`` or ``note``: from which severity on :attr:`Findings.failed` holds and
    ///     :meth:`Findings.raise_on_error` raises.
    /// select, ignore
    ///     Codes of findings or ids of rules, one or several: show these alone, leave these out.
    /// locked
    ///     Whether the figures are held against the approved ones in ``figures.lock`` too.
    /// against
    ///     The project as it was approved, or its folder: the cells behind a drift are then named. Only with ``locked``.
    /// lang
    ///     ``zh-CN`` or ``en``, in place of the project's.
    /// progress
    ///     ``True`` for a bar, if tqdm is installed; or a function that is called with the :class:`~nianbao.progress.Step`,
    ///     how many steps are done, and how many there are.
    ///
    /// Returns
    /// -------
    /// Findings
    ///     In the order in which the command lists them. Nothing is raised on account of findings.
    ///
    /// Raises
    /// ------
    /// UnknownWordError
    ///     There is no such severity, code, rule or language.
    /// ProjectError
    ///     A workbook can't be read, or there is no lock to be held against.
    /// RenderError
    ///     The narrative can't be typeset; the error has the findings about the ledgers and the figures.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> project = nb.open("sample-data/shapingba-2021")
    /// >>> project.check(fail_on="warning").failed
    /// False
    #[pyo3(signature = (*, fail_on = "error", select = None, ignore = None, locked = false, against = None, lang = None, progress = None))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
    fn check(
        &self,
        py: Python<'_>,
        fail_on: &str,
        select: Option<Words>,
        ignore: Option<Words>,
        locked: bool,
        against: Option<Given>,
        lang: Option<&str>,
        progress: Progress<'_>,
    ) -> PyResult<Findings> {
        let choice = self.choice(fail_on, select, ignore)?;
        let spoken = lang.map(language::asked).transpose()?.unwrap_or(self.language);
        let (of, stop, drifted) = self.run(py, progress, 3, |observer| {
            let of = self.now(observer)?;
            let stop = of.bound(observer).err();
            let drifted = if locked { drift::of(&of, against.as_ref(), observer)? } else { Vec::new() };
            Ok((of, stop, drifted))
        })?;
        let mut found = of.findings().to_vec();
        found.extend(drifted);
        nianbao::finding::sort(&mut found);
        let found = Findings::new(choice.shown(found), Context::Project(of), choice.fail_on, spoken);
        match stop {
            Some(error) => Err(raise_with(&error, Some(found), spoken)),
            None => Ok(found),
        }
    }

    /// The report: its pages and its text, with nothing written.
    ///
    /// Raises
    /// ------
    /// RenderError
    ///     The narrative can't be typeset.
    #[getter]
    fn report(&self, py: Python<'_>) -> PyResult<Report> {
        let of = self.run(py, None, 3, |observer| {
            let of = self.now(observer)?;
            of.bound(observer)?;
            Ok(of)
        })?;
        Ok(Report::new(of))
    }

    /// The way back from a figure through its measure to the rows and cells.
    ///
    /// Parameters
    /// ----------
    /// figure
    ///     The figure's id.
    ///
    /// Returns
    /// -------
    /// Trace
    ///     A tree; ``print`` shows it as the command does.
    ///
    /// Raises
    /// ------
    /// UnknownIdError
    ///     There is no such figure.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> print(nb.open("sample-data/shapingba-2021").trace("petitions.forwarded"))
    /// 146件  petitions.forwarded  上级转送信访事项
    /// ...
    fn trace(&self, py: Python<'_>, figure: &str) -> PyResult<Trace> {
        Trace::new(self.run(py, None, 2, |observer| self.now(observer))?, figure)
    }

    /// What a kind of finding, or a rule of the project's pack, means and what to do about it.
    ///
    /// Parameters
    /// ----------
    /// code
    ///     A finding's code, or a rule's id.
    ///
    /// Raises
    /// ------
    /// UnknownWordError
    ///     There is no such code or rule.
    fn explain(&self, code: &str) -> PyResult<Explanation> {
        explanation::of(code, Some(&self.opened().pack), self.language)
    }

    /// Writes the report and what goes with it, all of it or nothing.
    ///
    /// A draft and a sample are built in spite of findings and say on every page what they are; a final report isn't.
    ///
    /// Parameters
    /// ----------
    /// out
    ///     The folder for the files; ``out`` in the project unless another is named.
    /// formats
    ///     Which files: ``pdf``, ``json`` and the like; all of them unless some are named.
    /// edition
    ///     ``filing``, which is complete, or ``publication``, without row-level data, cell addresses and computations.
    /// fail_on
    ///     ``error``, ``warning`` or ``note``: a final report isn't built while a finding weighs so much.
    /// progress
    ///     As for :meth:`check`.
    ///
    /// Returns
    /// -------
    /// list of pathlib.Path
    ///     The files that were written, the manifest last.
    ///
    /// Raises
    /// ------
    /// UnknownWordError
    ///     There is no such format, edition or severity.
    /// FindingsError
    ///     There are findings that forbid a final report; nothing was written.
    /// RenderError
    ///     The report can't be typeset; nothing was written.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb, tempfile
    /// >>> project = nb.open("sample-data/shapingba-2021")
    /// >>> with tempfile.TemporaryDirectory() as out:
    /// ...     [path.name for path in project.build(out, formats=["pdf", "json"])]
    /// ['report.pdf', 'figures.json', 'manifest.json']
    #[pyo3(signature = (out = None, *, formats = None, edition = "filing", fail_on = "error", progress = None))]
    fn build(
        &self,
        py: Python<'_>,
        out: Option<PathBuf>,
        formats: Option<Words>,
        edition: &str,
        fail_on: &str,
        progress: Progress<'_>,
    ) -> PyResult<Vec<PathBuf>> {
        let formats = words::formats(formats.map(Words::list), self.language)?;
        let edition = words::edition(edition, self.language)?;
        let fail_on = words::severity("fail_on", fail_on, self.language)?;
        let (of, written) = self.run(py, progress, 3, |observer| {
            let of = self.now(observer)?;
            let out = out.unwrap_or_else(|| of.project.root.join(OUT));
            let write = |report: &nianbao::Report<'_>| nianbao::render::write(report, &out, &formats);
            let written = of.render(edition, fail_on, observer, write)?;
            Ok((of, written))
        })?;
        written.map_err(|rejected| self.forbidden(rejected, &of, fail_on))
    }

    /// The bytes of ``report.pdf``, with nothing written.
    ///
    /// Parameters
    /// ----------
    /// edition, fail_on, progress
    ///     As for :meth:`build`.
    ///
    /// Returns
    /// -------
    /// bytes
    ///     A PDF/A-3a with tags, the figures attached; the same bytes for the same inputs.
    ///
    /// Raises
    /// ------
    /// FindingsError, RenderError
    ///     As for :meth:`build`.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> nb.open("sample-data/shapingba-2021").pdf().startswith(b"%PDF-")
    /// True
    #[pyo3(signature = (*, edition = "filing", fail_on = "error", progress = None))]
    fn pdf<'py>(
        &self,
        py: Python<'py>,
        edition: &str,
        fail_on: &str,
        progress: Progress<'_>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        self.output(py, edition, fail_on, progress, snapshot::pdf)
    }

    /// The bytes of ``report.html``: one page that needs nothing but itself. Otherwise as :meth:`pdf`.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> nb.open("sample-data/shapingba-2021").html().startswith(b"<!DOCTYPE html>")
    /// True
    #[pyo3(signature = (*, edition = "filing", fail_on = "error", progress = None))]
    fn html<'py>(
        &self,
        py: Python<'py>,
        edition: &str,
        fail_on: &str,
        progress: Progress<'_>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        self.output(py, edition, fail_on, progress, |report| Ok(report.html()))
    }

    /// The bytes of ``report.docx``: for Word, WPS and LibreOffice, each figure in a content control that
    /// :func:`refresh` knows again. Otherwise as :meth:`pdf`.
    #[pyo3(signature = (*, edition = "filing", fail_on = "error", progress = None))]
    fn docx<'py>(
        &self,
        py: Python<'py>,
        edition: &str,
        fail_on: &str,
        progress: Progress<'_>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        self.output(py, edition, fail_on, progress, snapshot::docx)
    }

    /// Writes workbooks back to their senders, with what is wrong at its cells.
    ///
    /// For each workbook that something is wrong with, a copy in which the cells are coloured and carry a comment, with
    /// a list of the findings as its last sheet; for formats other than .xlsx the list alone. The files hold the
    /// sender's own rows: return them to the sender only.
    ///
    /// Parameters
    /// ----------
    /// out
    ///     The folder for the copies, which can't be that of the ledgers.
    /// select, ignore
    ///     As for :meth:`check`.
    /// progress
    ///     As for :meth:`check`.
    ///
    /// Returns
    /// -------
    /// list of pathlib.Path
    ///     The files that were written, in the order of the project's workbooks.
    ///
    /// Raises
    /// ------
    /// UnknownWordError
    ///     There is no such code or rule.
    /// NianbaoError
    ///     A copy would replace a file that isn't one, or would be read as a ledger.
    #[pyo3(signature = (out, *, select = None, ignore = None, progress = None))]
    fn mark(
        &self,
        py: Python<'_>,
        out: PathBuf,
        select: Option<Words>,
        ignore: Option<Words>,
        progress: Progress<'_>,
    ) -> PyResult<Vec<PathBuf>> {
        let choice = self.choice("error", select, ignore)?;
        let written = self.run(py, progress, 2, |observer| {
            let of = self.now(observer)?;
            let found = choice.shown(of.computed.findings.clone());
            mark::mark(&of.project, &of.computed, &found, &out, observer)
        })?;
        Ok(written.into_iter().map(|marked| marked.path).collect())
    }

    /// Approves the figures as they are now: writes ``figures.lock`` into the project's folder.
    ///
    /// Parameters
    /// ----------
    /// fail_on
    ///     ``error``, ``warning`` or ``note``: nothing is approved while a finding of this severity or above is open.
    /// progress
    ///     As for :meth:`check`.
    ///
    /// Raises
    /// ------
    /// FindingsError
    ///     There is such a finding.
    #[pyo3(signature = (*, fail_on = "error", progress = None))]
    fn lock(&self, py: Python<'_>, fail_on: &str, progress: Progress<'_>) -> PyResult<Locked> {
        let fail_on = words::severity("fail_on", fail_on, self.language)?;
        let (of, locked) = self.run(py, progress, 3, |observer| {
            let of = self.now(observer)?;
            let locked = of.compiled(observer, |compiled: &Compiled<'_>| nianbao::lock::lock(compiled, fail_on))?;
            Ok((of, locked))
        })?;
        locked.map(Locked::new).map_err(|rejected| self.forbidden(rejected, &of, fail_on))
    }

    fn __repr__(&self) -> String {
        let project = self.opened();
        format!("<Project {} {}>", project.report.unit, project.report.year)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (PathBuf,))> {
        self.recipe.reduced(py, self.language)
    }
}
