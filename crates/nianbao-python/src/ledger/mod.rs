//! Typed ledgers as Python sees them: their rows go to other programs by Arrow's capsules, uncopied.

mod html;
mod mapping;

use std::sync::Arc;

use nianbao::message::Language;
use nianbao::pack::ledger::ColumnType;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyMappingProxy};

pub(crate) use mapping::Ledgers;

use crate::error::raise;
use crate::place::place;
use crate::words::unknown_id;

/// What a column of a ledger holds.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Column {
    ledger: Arc<nianbao::Ledger>,
    field: usize,
}

impl Column {
    fn core(&self) -> &nianbao::pack::ledger::Field {
        &self.ledger.spec.fields[self.field]
    }
}

#[pymethods]
impl Column {
    /// The id, such as ``received_on``.
    #[getter]
    fn id(&self) -> &str {
        &self.core().id
    }

    /// What people call it, such as ``收到日期``.
    #[getter]
    fn label(&self) -> &str {
        self.core().label()
    }

    /// ``text``, ``integer``, ``decimal``, ``money``, ``date`` or ``yes-no``.
    #[getter]
    fn r#type(&self) -> &'static str {
        self.core().kind.as_str()
    }

    /// ``元`` for amounts of money; ``None`` for whatever the pack states no unit of.
    #[getter]
    fn unit(&self) -> Option<&'static str> {
        (self.core().kind == ColumnType::Money).then_some("元")
    }

    /// Whether it is computed from other columns.
    #[getter]
    fn derived(&self) -> bool {
        self.core().derived.is_some()
    }

    /// The words that it may hold, in the pack's order; empty if any may stand there.
    #[getter]
    fn codes(&self) -> Vec<&str> {
        self.core().codes.iter().map(String::as_str).collect()
    }

    fn __repr__(&self) -> String {
        let unit = self.unit().map(|unit| format!(" in {unit}")).unwrap_or_default();
        format!("<Column {} {}: {}{unit}>", self.id(), self.label(), self.r#type())
    }
}

/// One typed ledger: the rows of all its sheets, or of a frame.
///
/// It has ``__arrow_c_stream__``, so that ``polars.DataFrame(ledger)``, ``pyarrow.table(ledger)``,
/// ``duckdb.sql("from ledger")`` and ``pandas.DataFrame.from_arrow(ledger)`` take its rows as they lie in memory. Text is
/// ``string``, a whole number ``int64``, a decimal and an amount ``decimal128(38, 15)``, a day ``date32``, yes and no
/// ``bool``; amounts are in 元. A cell that is blank, can't be read or says 不适用 is null; ``not_applicable`` names the
/// last, and the findings those that can't be read. Personal columns, and words that nothing reads, are not there: they
/// were dropped as they were read.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> ledger = nb.open("sample-data/shapingba-2021").ledgers["relief"]
/// >>> ledger
/// <Ledger relief 帮扶援助台账: 181 rows, 4 columns>
/// >>> ledger.columns
/// ['grant_no', 'granted_on', 'amount', 'fund']
/// >>> ledger.schema["amount"]
/// <Column amount 帮扶金额: money in 元>
/// >>> print(ledger.place(0, "amount"))
/// 关爱基金台账.xlsx › 帮扶台账 › I3
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Ledger {
    core: Arc<nianbao::Ledger>,
    language: Language,
    with_places: bool,
}

impl Ledger {
    fn table(&self) -> nianbao::arrow::Table {
        self.core.table(self.with_places)
    }

    fn field(&self, id: &str) -> PyResult<usize> {
        let open = self.core.open_fields();
        let found = open.iter().find(|field| self.core.spec.fields[**field].id == id);
        let known = open.iter().map(|field| self.core.spec.fields[*field].id.as_str());
        found.copied().ok_or_else(|| unknown_id("column", id, known, self.language))
    }
}

#[pymethods]
impl Ledger {
    /// The id, such as ``petitions``.
    #[getter]
    fn id(&self) -> &str {
        &self.core.spec.id
    }

    /// What people call it.
    #[getter]
    fn label(&self) -> &str {
        &self.core.spec.label
    }

    /// The ids of its columns, in the order of the pack, derived ones last.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.table().names().map(str::to_owned).collect()
    }

    /// What each column holds: :class:`Column` by id.
    #[getter]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyMappingProxy>> {
        let columns = PyDict::new(py);
        for field in self.core.open_fields() {
            let column = Column { ledger: self.core.clone(), field };
            columns.set_item(&self.core.spec.fields[field].id, column)?;
        }
        Ok(PyMappingProxy::new(py, columns.as_mapping()))
    }

    /// The sheets that it was read from, or its frame: :class:`Place` each.
    #[getter]
    fn sheets<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.core.sheets.iter().map(|sheet| place(py, &sheet.place())).collect()
    }

    /// The cells that say 不适用, as the number of the row, from 0, and the id of the column.
    #[getter]
    fn not_applicable(&self) -> Vec<(usize, &str)> {
        let cells = self.core.not_applicable();
        cells.map(|(row, field)| (row, self.core.spec.fields[field].id.as_str())).collect()
    }

    /// Where a row stands.
    ///
    /// Parameters
    /// ----------
    /// row
    ///     The number of the row in this ledger, from 0; negative from the end.
    /// column
    ///     The id of a column; without it that of the key, or the first. A derived column has no cell of its own.
    ///
    /// Returns
    /// -------
    /// Place
    ///     The cell, with workbook, sheet, row and column, or row and column of a frame.
    ///
    /// Raises
    /// ------
    /// ``IndexError``
    ///     There is no such row.
    /// UnknownIdError
    ///     There is no such column.
    #[pyo3(signature = (row, column = None))]
    fn place<'py>(&self, py: Python<'py>, row: isize, column: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        let from_start =
            if row < 0 { self.core.len().checked_sub(row.unsigned_abs()) } else { usize::try_from(row).ok() };
        let found = from_start.filter(|at| *at < self.core.len());
        let at = found.ok_or_else(|| PyIndexError::new_err(format!("{row}, {} rows", self.core.len())))?;
        let field = match column {
            Some(id) => self.field(id)?,
            None => self.core.spec.key.unwrap_or(0),
        };
        place(py, &self.core.place(at, field))
    }

    /// The same ledger with three more columns, by which a row is found again after it was filtered and sorted.
    ///
    /// Returns
    /// -------
    /// Ledger
    ///     With ``_source`` (the workbook, or the id of a ledger that is a frame), ``_sheet`` (null for a frame) and
    ///     ``_row`` (from 1, as the spreadsheet counts).
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> relief = nb.open("sample-data/shapingba-2021").ledgers["relief"]
    /// >>> relief.with_places().columns[-3:]
    /// ['_source', '_sheet', '_row']
    fn with_places(&self) -> Self {
        Self { core: self.core.clone(), language: self.language, with_places: true }
    }

    /// The rows as a stream of Arrow's C interface, in a capsule; a requested schema is not heeded.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets an exporter give its own types whatever is asked for.
        let _ = requested_schema;
        let stream = self.table().stream().map_err(|error| raise(&error, self.language))?;
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns as a schema of Arrow's C interface, in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        PyCapsule::new_with_value(py, self.table().schema(), c"arrow_schema")
    }

    /// The rows as a frame of polars.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     As of ``polars.DataFrame(ledger)``.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> relief = nb.open("sample-data/shapingba-2021").ledgers["relief"].to_polars()
    /// >>> relief.shape, relief.schema["granted_on"]
    /// ((181, 4), Date)
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("nianbao._arrow")?.getattr("to_polars")?.call1((slf,))
    }

    /// The rows as a frame of pandas, with the types of ``pyarrow.Table.to_pandas``: days and decimals are objects.
    ///
    /// Returns
    /// -------
    /// pandas.DataFrame
    ///     As of ``pandas.DataFrame.from_arrow(ledger)``.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Pandas or pyarrow is not installed.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("nianbao._arrow")?.getattr("to_pandas")?.call1((slf,))
    }

    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = (self.core.len(), self.table().names().count());
        format!("<Ledger {} {}: {rows} rows, {columns} columns>", self.id(), self.label())
    }

    fn _repr_html_(&self) -> String {
        html::first_rows(&self.core)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
