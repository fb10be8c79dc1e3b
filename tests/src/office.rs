//! LibreOffice, which knows better than any library what an office program makes of a workbook or a document.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

/// What LibreOffice is told: to trust no result that a workbook brings along.
const RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"#;

/// Opens workbooks, recalculates every formula, and saves them into a folder under their names.
///
/// # Errors
/// LibreOffice isn't there, or doesn't take a workbook.
pub fn recalculate(workbooks: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    convert(workbooks, "xlsx:Calc MS Excel 2007 XML", folder)?;
    Ok(workbooks.iter().filter_map(|path| path.file_name()).map(|name| folder.join(name)).collect())
}

/// Opens files and saves them into a folder in another format, such as `pdf`.
///
/// # Errors
/// LibreOffice isn't there, or doesn't take a file.
pub fn convert(files: &[PathBuf], format: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let profile = tempfile::tempdir()?;
    let user = profile.path().join("user");
    fs::create_dir_all(&user)?;
    fs::write(user.join("registrymodifications.xcu"), RECALCULATE)?;
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .map_err(|error| format!("LibreOffice can't be run, which `make office` installs: {error}"))?;
    if ran.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&ran.stderr).into()) }
}

/// Sheet, row and column, from 0.
pub type At = (String, u32, u32);

/// A workbook as a program reads it.
#[derive(Debug)]
pub struct Book {
    /// What stands in the cells that aren't empty.
    pub values: BTreeMap<At, Data>,
    /// The formulas, without the sign before them.
    pub formulas: BTreeMap<At, String>,
}

impl Book {
    /// Reads a workbook.
    ///
    /// # Errors
    /// It isn't there, or is none.
    pub fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut workbook: Xlsx<_> = open_workbook(path)?;
        let (mut values, mut formulas) = (BTreeMap::new(), BTreeMap::new());
        for name in workbook.sheet_names() {
            let range = workbook.worksheet_range(&name)?;
            let (top, left) = range.start().unwrap_or_default();
            let place = |row: usize, column: usize| -> Result<At, Box<dyn Error>> {
                Ok((name.clone(), top + u32::try_from(row)?, left + u32::try_from(column)?))
            };
            for (row, column, value) in range.used_cells() {
                values.insert(place(row, column)?, value.clone());
            }
            let range = workbook.worksheet_formula(&name)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, formula) in range.used_cells() {
                let at = (name.clone(), top + u32::try_from(row)?, left + u32::try_from(column)?);
                formulas.insert(at, formula.clone());
            }
        }
        Ok(Self { values, formulas })
    }

    /// A value as a text; a number with the digits that every program agrees on.
    pub fn said(&self, at: &At) -> String {
        match self.values.get(at) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::Float(number)) => plain(*number),
            Some(Data::Int(number)) => number.to_string(),
            Some(Data::DateTime(day)) => plain(day.as_f64()),
            Some(Data::String(text)) => text.clone(),
            Some(other) => format!("{other:?}"),
        }
    }

    /// The cells of the rows of a table of the annex, by its headers.
    pub fn table(&self, sheet: &str) -> Vec<BTreeMap<String, At>> {
        const HEADER: u32 = 2;
        let of_sheet = |at: &&At| at.0 == sheet;
        let last = self.values.keys().filter(of_sheet).map(|at| at.1).max().unwrap_or_default();
        let headers: Vec<(u32, String)> =
            self.values.keys().filter(of_sheet).filter(|at| at.1 == HEADER).map(|at| (at.2, self.said(at))).collect();
        let row = |row: u32| {
            headers.iter().map(|(column, header)| (header.clone(), (sheet.to_owned(), row, *column))).collect()
        };
        (HEADER + 1..=last).map(row).collect()
    }
}

fn plain(number: f64) -> String {
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
