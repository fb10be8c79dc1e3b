//! Writes the project of every case of the specs into a folder, for tests of the shells: `golden-projects FOLDER`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao_tests::spec::Page;

/// The folders of pages, from the root of the repository.
const PAGES: [&str; 3] = ["crates/nianbao/src/explain", "crates/nianbao/src/validate/checks", "tests/ledgers"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::args_os().nth(1).ok_or("the folder to write into is missing")?);
    for folder in PAGES {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // The Chinese pages have no cases.
            let Some(code) = name.strip_suffix(".md").filter(|code| !code.ends_with(".zh-CN")) else { continue };
            let page = Page::parse(&fs::read_to_string(entry.path())?).map_err(|fault| format!("{name}: {fault}"))?;
            for case in page.cases {
                case.write(&out.join(format!("{code}-{}", case.line)))?;
            }
        }
    }
    Ok(())
}
