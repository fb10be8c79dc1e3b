//! PDF as other programs alter it: a new object stands behind the old file, and a new table says so.

use std::error::Error;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The PDF in which an object is replaced, or added.
///
/// # Errors
/// The PDF has no plain table of its objects.
pub fn updated(pdf: &[u8], number: usize, object: &[u8]) -> Result<Vec<u8>> {
    let text = String::from_utf8_lossy(pdf);
    let former = text.rsplit("startxref\n").next().and_then(|rest| rest.lines().next()).ok_or("no table")?;
    let root = text.rsplit("/Root ").next().and_then(|rest| rest.split(" R").next()).ok_or("no root")?;
    let at = pdf.len() + 1;
    let mut updated = [pdf, b"\n", format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat();
    let (table, size) = (updated.len(), objects(pdf)?.max(number + 1));
    let trailer = format!("<</Size {size}/Root {root} R/Prev {former}>>\nstartxref\n{table}\n%%EOF\n");
    updated.extend(format!("xref\n{number} 1\n{at:010} 00000 n \ntrailer\n{trailer}").bytes());
    Ok(updated)
}

/// How many objects a PDF has, which is the number of the next one.
///
/// # Errors
/// The PDF doesn't say.
pub fn objects(pdf: &[u8]) -> Result<usize> {
    let text = String::from_utf8_lossy(pdf);
    let size = text.rsplit("/Size ").next().and_then(|rest| rest.split('/').next()).ok_or("no size")?;
    Ok(size.parse()?)
}

/// The number of the object that is referred to behind these words.
///
/// # Errors
/// The words are not there, or no number follows.
pub fn referred(pdf: &[u8], before: &str) -> Result<usize> {
    let text = String::from_utf8_lossy(pdf);
    let rest = text.split(before).nth(1).ok_or_else(|| format!("no {before}"))?;
    Ok(rest.split(' ').next().ok_or("no number")?.parse()?)
}

/// The PDF with other bytes in an attached file.
///
/// # Errors
/// The PDF carries no such file.
pub fn attaching(pdf: &[u8], name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let number = referred(pdf, &format!("/UF({name})/EF<</F "))?;
    let head = format!("<</Length {}/Type/EmbeddedFile>>\nstream\n", bytes.len());
    updated(pdf, number, &[head.as_bytes(), bytes, b"\nendstream"].concat())
}

/// The PDF with another catalogue, of which something must be changed, or the test would try nothing.
///
/// # Errors
/// The PDF has no catalogue, or it stays as it is.
pub fn naming(pdf: &[u8], change: impl FnOnce(&str) -> String) -> Result<Vec<u8>> {
    let root = referred(pdf, "/Root ")?;
    let text = String::from_utf8_lossy(pdf);
    let object = text.split(&format!("\n{root} 0 obj\n")).nth(1).and_then(|rest| rest.split("\nendobj").next());
    let object = object.ok_or("no catalogue")?;
    let changed = change(object);
    if changed == object {
        return Err("nothing was changed".into());
    }
    updated(pdf, root, changed.as_bytes())
}
