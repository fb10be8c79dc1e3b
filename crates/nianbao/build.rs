//! Embeds the standard packs, so that the binary and the wheel work with no checkout beside them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folders in the environment")]
fn main() -> io::Result<()> {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let templates = manifest.join("../../report-templates");
    println!("cargo::rerun-if-changed={}", templates.display());
    let mut list = String::from("/// Pack, file and text of every file of the standard packs.\n");
    list.push_str("pub(super) static FILES: &[(&str, &str, &str)] = &[\n");
    for pack in sorted(&templates)? {
        if pack.is_dir() {
            let name = file_name(&pack);
            for file in files(&pack)? {
                let within = file.strip_prefix(&pack).unwrap_or(&file);
                let within: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
                let file = file.canonicalize()?;
                let _ = writeln!(
                    list,
                    "    ({name:?}, {:?}, include_str!({:?})),",
                    within.join("/"),
                    file.to_string_lossy()
                );
            }
        }
    }
    list.push_str("];\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("packs.rs"), list)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("toml" | "typ")) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Sorted, since the order of a folder differs from machine to machine.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
