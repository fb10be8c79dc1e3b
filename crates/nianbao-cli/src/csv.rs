//! CSV (RFC 4180) that no spreadsheet program computes.

/// The fields as a line, without its end.
pub(crate) fn record(fields: &[&str]) -> String {
    fields.iter().map(|text| field(text)).collect::<Vec<_>>().join(",")
}

/// A spreadsheet program would compute what begins like a formula.
fn field(text: &str) -> String {
    let is_formula =
        text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text() {
        assert_eq!(record(&["=1+1", "+86", "@SUM", "-cmd", "-12.5", "甲"]), "'=1+1,'+86,'@SUM,'-cmd,-12.5,甲");
        assert_eq!(record(&["甲,乙", "丙\"丁", "=A1,B1"]), "\"甲,乙\",\"丙\"\"丁\",\"'=A1,B1\"");
    }
}
