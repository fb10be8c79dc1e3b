//! What the tests take from the machine: the faces, and whether generated files are to be written anew.

use std::path::{Path, PathBuf};

/// The folder of faces: `NIANBAO_FONT_DIR`, else the one that `make` fills.
#[expect(clippy::disallowed_methods, reason = "the tests may be told where the faces are")]
pub fn fonts() -> PathBuf {
    let fetched = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fonts");
    std::env::var_os("NIANBAO_FONT_DIR").map_or(fetched, PathBuf::from)
}

/// Whether `UPDATE` is set: then generated files are written, not only compared.
#[expect(clippy::disallowed_methods, reason = "the tests are told so by whoever runs them")]
pub fn updates() -> bool {
    std::env::var_os("UPDATE").is_some()
}
