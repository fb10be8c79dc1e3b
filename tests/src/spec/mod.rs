//! Executable specs: the page of a finding code, whose cases are small projects with the findings that they must give.
//!
//! A page is the Markdown that `nianbao explain CODE` prints. Below `## Spec` each `###` heading is a case, and what
//! stands there before the first heading holds for every case unless the case says otherwise. The blocks of a case:
//!
//! - `toml pack/ledgers.toml`, `typst narrative/report.typ` and the like: a text file of the project. A file, or
//!   the workbook, that is left out is that of the mini project in `mini/`; what `nianbao.toml` and `pack/pack.toml` leave out is added to
//!   them table by table.
//! - `table "信访台账.xlsx › 信访"`: a sheet, line by line from A1. A cell that is left empty is blank, `2021-03-04` is
//!   a date, `12` and `3.5` are numbers, `'12` is a text, `#N/A` an error, `^` is merged with the cell above, `12 as #,##0` a number with its
//!   format, `=A1` a formula without its result, anything else a text. A line of dashes is no row. `table hidden "…"`
//!   is a hidden sheet, `table rows 3 4 hidden "…"` one with hidden rows, `table rows 3 4 struck "…"` one with rows
//!   that are struck through, `table named NAME "…"` one whose first cell has that name. The tables of a case stand in place of the page's.
//! - `findings`: a line `severity code place` for each finding, in the order in which they are listed, and behind it
//!   `(slip cell)` where the finding names the cell that alone explains it. All errors and
//!   warnings are stated; of the notes only those of the page's code and of codes that the block names.
//! - `toml was pack/figures.toml`, `table was "…"`: what stood there when the figures were approved. A case with such
//!   blocks has a lock: that of its own project with these blocks in place of the others.
//! - `text report.txt`: a finished text that is audited against the project's figures, or `text report.txt alone` one
//!   that is held against itself. The findings are then the audit's.
//! - `figures`: a line `id printed` for figures that must come out so.
//!
//! The pages in `tests/ledgers/` have the same form; they are about ledgers as clerks keep them.

mod page;
mod project;
mod table;
mod uncalculated;

pub use page::{Case, Fault, Page, Text};
pub use table::Sheet;
