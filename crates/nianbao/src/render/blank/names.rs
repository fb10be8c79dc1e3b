//! What the blank workbooks and their sheets are called: names that every system and every program takes.

use crate::pack::Pack;
use crate::pack::ledger::LedgerSpec;

/// The names of the pack's workbooks, in the order of its ledgers. No two are the same for a system that knows no
/// case, and none has a character that a pattern or a path would mean something by.
pub(crate) fn file_names(pack: &Pack) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for spec in &pack.ledgers {
        let label = cleaned(&spec.label, usize::MAX);
        let is_taken = |name: &String| names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
        let plain = format!("{label}.xlsx");
        let name = if label.is_empty() || is_taken(&plain) { format!("{label}{}.xlsx", spec.id) } else { plain };
        names.push(name);
    }
    names
}

/// The name of the ledger's sheet: the first that it goes by.
pub(super) fn sheet_name(spec: &LedgerSpec) -> String {
    // What no program takes: it is the length of a name of a sheet, and one that Excel keeps for itself.
    const LONGEST: usize = 31;
    let names = spec.sheets.iter().chain([&spec.label, &spec.id]);
    let mut cleaned = names.map(|name| cleaned(name, LONGEST));
    let usable = cleaned.find(|name| !name.is_empty() && name.to_lowercase() != "history");
    usable.unwrap_or_else(|| spec.id.chars().take(LONGEST).collect())
}

/// The text without characters that names of files and sheets can't have, and no longer than so many characters.
fn cleaned(text: &str, longest: usize) -> String {
    const REFUSED: &[char] = &['\\', '/', ':', '*', '?', '"', '<', '>', '|', '[', ']', '!', '\'', '{', '}', '~', '$'];
    let plain: String = text.chars().filter(|c| !REFUSED.contains(c) && !c.is_control()).take(longest).collect();
    plain.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(labels: &[&str]) -> Vec<String> {
        let mut pack = Pack::standard("rule-of-law").unwrap();
        pack.ledgers.truncate(labels.len());
        for (spec, label) in pack.ledgers.iter_mut().zip(labels) {
            (*label).clone_into(&mut spec.label);
        }
        file_names(&pack)
    }

    #[test]
    fn names_are_ones_that_every_system_takes() {
        assert_eq!(
            named(&["信访台账", "a/b: [c]*.", "..", "A", "a"]),
            ["信访台账.xlsx", "ab c.xlsx", "outreach.xlsx", "A.xlsx", "apublications.xlsx"]
        );
    }

    #[test]
    fn the_sheet_goes_by_the_first_name_that_can_be_one() {
        let pack = Pack::standard("rule-of-law").unwrap();
        let mut spec = pack.ledgers[0].clone();
        assert_eq!(sheet_name(&spec), "信访");
        spec.sheets = vec!["[]".to_owned(), "History".to_owned(), "信访/2021".to_owned()];
        assert_eq!(sheet_name(&spec), "信访2021");
        spec.sheets = vec!["长".repeat(40)];
        assert_eq!(sheet_name(&spec).chars().count(), 31);
    }
}
