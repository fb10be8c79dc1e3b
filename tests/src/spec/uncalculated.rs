//! Formulas without their results, as programs leave them that don't compute: the writer of workbooks always puts one in.

use std::error::Error;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The result that is to be taken out again.
pub(super) const RESULT: &str = "∅";

/// The workbook without the results that are [`RESULT`].
pub(super) fn without_results(workbook: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(&workbook))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_changed = false;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let (mut bytes, name) = (Vec::new(), part.name()?.into_owned());
        part.read_to_end(&mut bytes)?;
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes)?;
            let value = format!("<v>{RESULT}</v>");
            is_changed |= text.contains(&value);
            bytes = text.replace(&value, "").into_bytes();
        }
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    let changed = writer.finish()?.into_inner();
    Ok(if is_changed { changed } else { workbook })
}
