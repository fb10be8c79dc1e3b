//! Texts that are tables: CSV and tab-separated text as Excel and WPS save them, and HTML that office systems call .xls.

use super::{TextTable, html};
use crate::encoding;
use crate::error::Fault;

/// No table of a ledger has more cells.
const CELLS: usize = 20_000_000;

/// The tables of a text; `name` is what a table goes by that has no name of its own.
pub(super) fn tables(bytes: &[u8], name: String) -> Result<Vec<TextTable>, Fault> {
    let text = encoding::decoded(bytes).ok_or_else(|| Fault::new("workbook-of-no-kind"))?;
    if html::is_html(&text) {
        return html::tables(&text, &name);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator = if first.contains('\t') { b'\t' } else { b',' };
    if !text.contains(char::from(separator)) {
        return Err(Fault::new("workbook-of-no-kind"));
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut rows, mut cells) = (Vec::new(), 0);
    let mut record = csv::StringRecord::new();
    let mut expected = 1;
    while reader.read_record(&mut record).map_err(|_| Fault::new("workbook-damaged").with("part", "cell"))? {
        cells += record.len();
        if cells > CELLS {
            return Err(Fault::new("sheet-too-large"));
        }
        // A quoted field may hold line breaks, which are lines of the file and none of the sheet. Blank lines are
        // passed over here, and counted by the clerk's program.
        let breaks: u64 = record.iter().map(|field| field.matches('\n').count() as u64).sum();
        let next = reader.position().line();
        let begins = next.saturating_sub(1 + breaks);
        rows.extend((expected..begins).map(|_| Vec::new()));
        expected = next;
        rows.push(record.iter().map(plain).collect());
    }
    Ok(vec![TextTable { name, rows }])
}

/// The field without the trick that keeps leading zeros: `="0012"`.
fn plain(field: &str) -> String {
    let kept = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    kept.unwrap_or(field).trim_start_matches('\u{feff}').to_owned()
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        tables(bytes, "信访".to_owned()).unwrap().remove(0).rows
    }

    #[test]
    fn the_same_table_in_every_encoding() {
        let text = "信访编号,收到日期\r\nXF-1,2021-01-04\r\n";
        let gb = GB18030.encode(text).0.into_owned();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let expected = [["信访编号", "收到日期"], ["XF-1", "2021-01-04"]];
        for bytes in [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat(), gb, utf16] {
            assert_eq!(rows(&bytes), expected);
        }
        assert_eq!(rows("信访编号\t收到日期\nXF-1\t2021-01-04\n".as_bytes()), expected);
    }

    #[test]
    fn rows_keep_the_numbers_that_the_clerk_sees() {
        let found = rows("编号,备注\n\nXF-1,\"两行\n备注\"\nXF-2,=\"0012\"\n".as_bytes());
        assert_eq!(found, [vec!["编号", "备注"], vec![], vec!["XF-1", "两行\n备注"], vec!["XF-2", "0012"]]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for bytes in [&b"\x7fELF\0\0\0"[..], "只是一段话。".as_bytes(), b"\xff\xff\xff,\xff"] {
            assert_eq!(tables(bytes, String::new()).err().map(|fault| fault.key), Some("workbook-of-no-kind"));
        }
    }
}
