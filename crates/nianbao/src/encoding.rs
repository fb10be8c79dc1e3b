//! Texts in the encodings that offices save: UTF-8, UTF-16 with its mark, and GB18030.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The text of bytes that name no encoding: UTF-8 or UTF-16 by its mark, else UTF-8 if it is valid, else what Chinese
/// Windows saves: GB18030. Nothing if the bytes are no text in it.
pub(crate) fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    // Programs and pictures have zeros; no text has.
    if bytes.contains(&0) {
        return None;
    }
    strict(UTF_8, bytes).or_else(|| strict(GB18030, bytes))
}

/// The text of bytes that name their encoding, as a web page does; a mark at their begin knows better, and a name that
/// doesn't hold is passed over.
pub(crate) fn decoded_as(bytes: &[u8], label: &str) -> Option<String> {
    let named = Encoding::for_label(label.trim().as_bytes());
    // A page that could be read as far as its encoding's name is not in UTF-16, whatever it says.
    let named = named.filter(|encoding| encoding.is_ascii_compatible() && Encoding::for_bom(bytes).is_none());
    named.and_then(|encoding| strict(encoding, bytes)).or_else(|| decoded(bytes))
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "办结信访事项146件，满意率100%。";

    #[test]
    fn the_same_text_in_every_encoding() {
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(TEXT.encode_utf16().flat_map(bytes)).collect()
        };
        let encoded = [
            TEXT.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            utf16([0xff, 0xfe], u16::to_le_bytes),
            utf16([0xfe, 0xff], u16::to_be_bytes),
            GB18030.encode(TEXT).0.into_owned(),
        ];
        for bytes in encoded {
            assert_eq!(decoded(&bytes).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn a_name_is_believed_if_it_holds() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        for label in ["gb2312", "GBK", "utf-8", "utf-16", "klingon"] {
            assert_eq!(decoded_as(&gb, label).as_deref(), Some(TEXT), "{label}");
        }
        assert_eq!(decoded_as("é".as_bytes(), "iso-8859-1").as_deref(), Some("Ã©"));
    }

    #[test]
    fn bytes_that_are_no_text_are_none() {
        assert_eq!(decoded(b"\x7fELF\0\0\0"), None);
        assert_eq!(decoded(b"\xff\xff\xff"), None);
    }
}
