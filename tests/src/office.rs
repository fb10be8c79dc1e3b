//! LibreOffice, which knows better than any library what a spreadsheet program makes of a workbook.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    let profile = tempfile::tempdir()?;
    let user = profile.path().join("user");
    fs::create_dir_all(&user)?;
    fs::write(user.join("registrymodifications.xcu"), RECALCULATE)?;
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(folder)
        .args(workbooks)
        .output()
        .map_err(|error| format!("LibreOffice can't be run, which `make office` installs: {error}"))?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into());
    }
    Ok(workbooks.iter().filter_map(|path| path.file_name()).map(|name| folder.join(name)).collect())
}
