//! What a PDF may leave to its reader: faces that it doesn't hold, and the encodings of Chinese text that it only names.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use encoding_rs::GBK;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::FontData;
use hayro_interpret::hayro_cmap::CMapName;

/// A face with one glyph that draws nothing. What a character is and how wide it is, the PDF itself says.
const BLANK: &[u8] = include_bytes!("blank.ttf");
/// Where the characters lie that are told by Unicode and not by Adobe's numbers, which go up to 65 535.
const UNICODE: u32 = 0x2_0000;
/// Adobe's numbers of ASCII's characters in a proportional face and in one of half width, and of its blank there.
const PROPORTIONAL: u32 = 1;
const HALF_WIDTH: u32 = 814;
const HALF_BLANK: u32 = 7_716;

const HEAD: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> def\n";

/// Settings that give every face and the Chinese encodings; `is_lacking` becomes true if another one is asked for.
pub(super) fn settings(is_lacking: &Arc<AtomicBool>) -> InterpreterSettings {
    let is_lacking = Arc::clone(is_lacking);
    InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(BLANK) as FontData, 0))),
        cmap_resolver: Arc::new(move |name| match name {
            CMapName::UniGbUcs2H | CMapName::UniGbUtf16H => Some(OF_UNICODE.as_bytes()),
            CMapName::GbEucH | CMapName::GbkEucH | CMapName::GbkpEucH | CMapName::Gbk2kH | CMapName::GbpcEucH => {
                Some(OF_GBK.as_bytes())
            }
            CMapName::AdobeGb1Ucs2 => Some(TO_UNICODE.as_bytes()),
            CMapName::AdobeCns1Ucs2 | CMapName::AdobeJapan1Ucs2 | CMapName::AdobeKorea1Ucs2 => None,
            _ => {
                is_lacking.store(true, Ordering::Relaxed);
                None
            }
        }),
        // Remarks on a page are no part of its text.
        render_annotations: false,
        ..InterpreterSettings::default()
    }
}

/// From codes in Unicode to numbers.
static OF_UNICODE: LazyLock<String> = LazyLock::new(|| {
    let (below, above) = (UNICODE, UNICODE + 0x7f);
    format!(
        "{HEAD}3 begincidrange\n<0000> <001f> {below}\n<0020> <007e> {PROPORTIONAL}\n<007f> <ffff> {above}\nendcidrange\n"
    )
});

/// From codes in GBK to numbers.
static OF_GBK: LazyLock<String> = LazyLock::new(|| {
    let mut text = format!("{HEAD}1 begincidrange\n<20> <20> {HALF_BLANK}\n<21> <7e> {HALF_WIDTH}\n");
    for code in 0x8140_u16..=0xfefe {
        let bytes = code.to_be_bytes();
        let decoded = GBK.decode_without_bom_handling_and_without_replacement(&bytes);
        let mut characters = decoded.as_deref().unwrap_or_default().chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            text.push_str(&format!("<{code:04x}> <{code:04x}> {}\n", UNICODE + u32::from(character)));
        }
    }
    text.push_str("endcidrange\n");
    text
});

/// From numbers to Unicode.
static TO_UNICODE: LazyLock<String> = LazyLock::new(|| {
    let range = |first: u32, length: u32, to: u32| format!("<{first:06x}> <{:06x}> <{to:04x}>\n", first + length - 1);
    let ranges = [
        range(PROPORTIONAL, 95, 0x20),
        range(HALF_WIDTH, 94, 0x21),
        range(HALF_BLANK, 1, 0x20),
        range(UNICODE, 0xffff, 0),
    ];
    format!("{HEAD}4 beginbfrange\n{}endbfrange\n", ranges.concat())
});
