//! Typed ledgers as Arrow streams: other programs take their columns as they lie in memory, by Arrow's C interface.
//!
//! Text is `string_view`, a whole number `int64`, a decimal and an amount `decimal128(38, 15)`, a day `date32`, yes and no
//! `bool`. A cell that is blank, can't be read or doesn't apply is null; [`Ledger::not_applicable`] tells the last from
//! the others. Personal columns, and words that nothing reads, are not there: they were dropped as they were read.

use polars::prelude::*;
use polars_arrow::array::{Array, StructArray};
use polars_arrow::datatypes::{Field as ArrowField, Metadata};
use polars_arrow::ffi::{self, ArrowArrayStream, ArrowSchema};

use crate::error::Error;
use crate::ledger::Ledger;
use crate::pack::ledger::{ColumnType, Field};

/// Rows as Arrow's C stream interface lays them out; whoever takes the stream out of it must have it no other way.
#[derive(Debug)]
#[repr(transparent)]
pub struct Stream(ArrowArrayStream);

/// The columns of such a stream, as Arrow's C data interface lays a schema out.
#[derive(Debug)]
#[repr(transparent)]
pub struct Schema(ArrowSchema);

/// Names of the columns that say where a row comes from. No column of a ledger may begin with `_`.
const PLACES: [&str; 3] = ["_source", "_sheet", "_row"];

/// The columns of a ledger, ready to be handed over.
#[derive(Debug)]
pub struct Table {
    fields: Vec<ArrowField>,
    columns: Vec<Box<dyn Array>>,
    rows: usize,
}

impl Ledger {
    /// The rows as a table; `places` adds `_source` (the workbook's path, or a frame's ledger), `_sheet` (null for a
    /// frame) and `_row` (from 1), which lead back to the row when others have filtered and sorted.
    pub fn table(&self, places: bool) -> Table {
        let mut table = Table { fields: Vec::new(), columns: Vec::new(), rows: self.len() };
        for at in self.open_fields() {
            let field = &self.spec.fields[at];
            if let Ok(column) = self.frame.column(&field.id) {
                table.push(column.as_materialized_series(), metadata(field));
            }
        }
        if places {
            let sheets = || self.rows.iter().map(|origin| &self.sheets[origin.sheet]);
            let [source, sheet, row] = PLACES.map(PlSmallStr::from_static);
            let sources = sheets().map(|sheet| Some(&*sheet.source));
            table.push(&StringChunked::from_iter_options(source, sources).into_series(), Metadata::default());
            let names = sheets().map(|sheet| sheet.sheet.as_deref());
            table.push(&StringChunked::from_iter_options(sheet, names).into_series(), Metadata::default());
            let numbers = self.rows.iter().map(|origin| Some(i64::from(origin.row)));
            table.push(&Int64Chunked::from_iter_options(row, numbers).into_series(), Metadata::default());
        }
        table
    }

    /// The columns that have values, in the order of the pack, derived ones last: none that is personal, none of words
    /// that nothing reads.
    pub fn open_fields(&self) -> Vec<usize> {
        let fields = self.spec.fields.iter().enumerate();
        let open = fields.filter(|(_, field)| field.personal.is_none() && (field.derived.is_some() || field.is_kept()));
        open.map(|(at, _)| at).collect()
    }
}

/// What people call the column, and in what its amounts are.
fn metadata(field: &Field) -> Metadata {
    let label = [("label".into(), field.label().into())];
    let unit = (field.kind == ColumnType::Money).then(|| ("unit".into(), "元".into()));
    label.into_iter().chain(unit).collect()
}

impl Table {
    fn push(&mut self, series: &Series, metadata: Metadata) {
        // Derived columns may come in parts; one part is not copied.
        let whole = series.rechunk();
        let level = CompatLevel::newest();
        let field = whole.field().to_arrow(level);
        self.fields.push(ArrowField::new(field.name, field.dtype, true).with_metadata(metadata));
        self.columns.push(whole.to_arrow(0, level));
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }

    fn field(&self) -> ArrowField {
        ArrowField::new(PlSmallStr::EMPTY, ArrowDataType::Struct(self.fields.clone()), false)
    }

    /// Its columns.
    pub fn schema(&self) -> Schema {
        Schema(ffi::export_field_to_c(&self.field()))
    }

    /// Its rows.
    ///
    /// # Errors
    /// A fault of the program: the columns are not equally long.
    pub fn stream(self) -> Result<Stream, Error> {
        let field = self.field();
        let rows = StructArray::try_new(field.dtype.clone(), self.rows, self.columns, None);
        let rows: Box<dyn Array> = Box::new(rows.map_err(|error| Error::Internal(error.to_string()))?);
        Ok(Stream(ffi::export_iterator(Box::new(std::iter::once(Ok(rows))), field)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_can_go_to_another_thread() {
        const fn is_send<T: Send + 'static>() {}
        is_send::<Stream>();
        is_send::<Schema>();
    }
}
