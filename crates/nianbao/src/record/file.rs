//! Reading a file of figures, which may come from anywhere: with a limit, and as text or not at all.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::error::{Error, Fault};

/// No report has so many figures that they take more bytes.
const LIMIT: u64 = 1 << 26;

/// The text of a file; nothing if it is no text, as a PDF is not.
///
/// # Errors
/// It can't be read, or is too large for a file of figures.
pub(crate) fn text(path: &Path) -> Result<Option<String>, Error> {
    let failed = |source: io::Error| Error::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        let fault = Fault::new("figures-too-large").with("limit", usize::try_from(LIMIT >> 20).unwrap_or_default());
        return Err(Error::figures(path, fault));
    }
    Ok(String::from_utf8(bytes).ok())
}
