//! JSON within a web page: written so that nothing in it ends the element that it stands in, and read back to the same
//! bytes.

/// `<` as JSON may write it within a text, where alone it stands.
const ESCAPED: &str = "u003c";

/// The text of an element that holds this JSON.
pub(crate) fn written(json: &[u8]) -> String {
    String::from_utf8_lossy(json).replace('<', "\\u003c")
}

/// The JSON that an element's text was written from.
pub(crate) fn read(text: &str) -> Vec<u8> {
    let mut json = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        json.push_str(before);
        if let Some(after) = after.strip_prefix(ESCAPED) {
            json.push('<');
            rest = after;
            continue;
        }
        // A backslash that is meant as one takes the next along: `\\u003c` is no `<`.
        let next = after.chars().next();
        json.push('\\');
        json.extend(next);
        rest = after.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    json.push_str(rest);
    json.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back_to_the_byte() {
        for json in [r#"{"a": "</script><!-- 年 -->"}"#, r#"{"a": "\\u003c \\\\< \"<\" \u0001"}"#, "\"<<\\", "{}\n", ""]
        {
            let text = written(json.as_bytes());
            assert!(!text.contains('<'), "{text}");
            assert_eq!(String::from_utf8(read(&text)).unwrap(), json);
        }
        assert_eq!(written(b"\"</b>\""), "\"\\u003c/b>\"");
    }
}
