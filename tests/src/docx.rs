//! Word documents as the tests look into them and alter them.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The text parts of a document, by their names.
///
/// # Errors
/// It is no archive.
pub fn parts(bytes: &[u8]) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        let name = part.name()?.into_owned();
        parts.insert(name, String::from_utf8_lossy(&content).into_owned());
    }
    Ok(parts)
}

/// A document with other contents of its text parts.
///
/// # Errors
/// It is no archive.
pub fn altered(bytes: &[u8], change: impl Fn(&str, &str) -> Option<String>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        let changed = std::str::from_utf8(&content).ok().and_then(|content| change(&name, content));
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(changed.as_ref().map_or(content.as_slice(), |changed| changed.as_bytes()))?;
    }
    Ok(writer.finish()?.into_inner())
}
