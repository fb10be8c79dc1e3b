//! The project of a case: its files, completed by those of a mini project.

use std::error::Error;
use std::fs;
use std::path::Path;

use super::{Case, Sheet, table};

/// The mini project's text files, by path.
const MINI: [(&str, &str); 7] = [
    ("nianbao.toml", include_str!("mini/nianbao.toml")),
    ("pack/pack.toml", include_str!("mini/pack.toml")),
    ("pack/ledgers.toml", include_str!("mini/ledgers.toml")),
    ("pack/figures.toml", ""),
    ("pack/rules.toml", ""),
    ("pack/layout/report.typ", include_str!("mini/layout.typ")),
    ("pack/narrative/report.typ", include_str!("mini/report.typ")),
];

/// The mini project's only sheet.
const MINI_SHEET: (&str, [&str; 2]) =
    ("\"信访台账.xlsx › 信访\"", ["| 信访编号 | 收到日期 |", "| XF-1 | 2021-03-04 |"]);

/// Files to which tables are added that a case leaves out.
const COMPLETED: [&str; 2] = ["nianbao.toml", "pack/pack.toml"];

impl Case {
    /// Writes the project into a folder: `nianbao.toml`, the workbooks, the narrative, and the pack in `pack/`.
    ///
    /// # Errors
    /// A file cannot be written, or a table is none that a workbook can hold.
    pub fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let ledgers = self.files.get("pack/ledgers.toml").map_or(include_str!("mini/ledgers.toml"), String::as_str);
        for (path, text) in MINI {
            let own = self.files.get(path).map(String::as_str);
            let mut text = match own {
                Some(own) if COMPLETED.contains(&path) => completed(own, text),
                Some(own) => own.to_owned(),
                None => text.to_owned(),
            };
            if path == "nianbao.toml" {
                text = completed(&text, &all_workbooks(ledgers));
            }
            write(folder, path, &text)?;
        }
        for (path, text) in self.files.iter().filter(|(path, _)| !MINI.iter().any(|(mini, _)| mini == path)) {
            write(folder, path, text)?;
        }
        if self.sheets.is_empty() {
            let (place, lines) = MINI_SHEET;
            table::write_workbooks(&[Sheet::parse(place, &lines)?], folder)?;
        } else {
            table::write_workbooks(&self.sheets, folder)?;
        }
        Ok(())
    }
}

fn write(folder: &Path, path: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)?;
    Ok(())
}

/// `own`, behind the keys before the first table of `standard` and before those of its tables that `own` lacks.
fn completed(own: &str, standard: &str) -> String {
    let mut chunks: Vec<String> = vec![String::new()];
    for line in standard.lines() {
        if line.starts_with('[') {
            chunks.push(String::new());
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.push_str(line);
            chunk.push('\n');
        }
    }
    let (head, tables) = chunks.split_first().map_or((String::new(), &[][..]), |(head, rest)| (head.clone(), rest));
    let lacks = |table: &&String| !own.lines().any(|line| table.lines().next() == Some(line));
    let missing: Vec<&str> = tables.iter().filter(lacks).map(String::as_str).collect();
    head + own + &missing.concat()
}

/// The table that lets every ledger of the pack read every workbook.
fn all_workbooks(ledgers: &str) -> String {
    let header = |line: &str| line.strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
    let ids = ledgers.lines().filter_map(header).filter(|id| !id.contains('.'));
    let entries: Vec<String> = ids.map(|id| format!("{id} = {{ files = [\"*.xlsx\"] }}\n")).collect();
    format!("[ledgers]\n{}", entries.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_a_case_leaves_out_are_added() {
        let standard = "id = 1\n[report]\nyear = 2021\n[faces]\nbody = 2\n";
        assert_eq!(
            completed("[report]\nyear = 2022\n", standard),
            "id = 1\n[report]\nyear = 2022\n[faces]\nbody = 2\n"
        );
        assert_eq!(completed("", standard), standard);
    }

    #[test]
    fn every_ledger_reads_every_workbook() {
        let ledgers = "[petitions]\nlabel = \"信访\"\n[petitions.columns.a]\n[relief]\n";
        let expected = "[ledgers]\npetitions = { files = [\"*.xlsx\"] }\nrelief = { files = [\"*.xlsx\"] }\n";
        assert_eq!(all_workbooks(ledgers), expected);
    }
}
