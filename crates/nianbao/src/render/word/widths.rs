//! Widths of texts and columns, reckoned without a face: characters are as wide as they are high, others half as wide.

use unicode_width::UnicodeWidthChar as _;

use crate::narrative::tree::{self, Block};

/// The width of a text in hundredths of its size.
pub(super) fn hundredths(text: &str) -> u32 {
    text.chars().map(|c| 50 * u32::try_from(c.width_cjk().unwrap_or(0)).unwrap_or(0)).sum()
}

/// What programs leave free between Chinese characters and letters or digits, in hundredths of the text's size: a quarter.
fn seams(text: &str) -> u32 {
    let is_chinese = |c: char| c.is_alphabetic() && !c.is_ascii();
    let is_seam = |(a, b): (char, char)| {
        (a.is_ascii_alphanumeric() && is_chinese(b)) || (is_chinese(a) && b.is_ascii_alphanumeric())
    };
    text.chars().zip(text.chars().skip(1)).map(|pair| 25 * u32::from(is_seam(pair))).sum()
}

/// What a column has to hold, in hundredths of the text's size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Its longest line.
    longest: u32,
    /// Its longest word.
    word: u32,
}

impl Column {
    /// Takes note of what stands in a cell.
    pub(super) fn hold(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line) => self.line(&tree::line(line)),
                Block::Heading(heading) => self.line(&tree::line(&heading.text)),
                Block::Code(code) => self.line(code),
                Block::Quote(blocks) | Block::Captioned { blocks, .. } => self.hold(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.hold(&item.blocks)),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.hold(&cell.blocks));
                }
            }
        }
    }

    fn line(&mut self, text: &str) {
        for line in text.lines() {
            self.longest = self.longest.max(hundredths(line) + seams(line));
            let words = line.split(|c: char| !c.is_ascii_graphic());
            self.word = words.map(hundredths).max().unwrap_or_default().max(self.word).max(100);
        }
    }
}

/// The widths of columns with text of this size, each with so much left free, within a width: as wide as their longest
/// lines where there is room, otherwise the wide ones share what the narrow ones leave, by the roots of their lengths.
pub(super) fn shared(columns: &[Column], size: u32, free: u32, width: u32, is_whole: bool) -> Vec<u32> {
    let wish = |hundredths: u32| hundredths.saturating_mul(size) / 100 + free + size / 5;
    let wishes: Vec<u32> = columns.iter().map(|column| wish(column.longest)).collect();
    let total: u32 = wishes.iter().fold(0, |sum, wish| sum.saturating_add(*wish));
    if total <= width {
        if !is_whole || total == 0 {
            return wishes;
        }
        let grown = wishes.iter().map(|wish| part(width, *wish, total));
        return grown.collect();
    }
    let weights: Vec<u32> = wishes.iter().map(|wish| wish.isqrt().max(1)).collect();
    let mut widths: Vec<Option<u32>> = vec![None; columns.len()];
    loop {
        let left = width.saturating_sub(widths.iter().flatten().sum());
        let open: u32 = weights.iter().zip(&widths).filter(|(_, own)| own.is_none()).map(|(weight, _)| weight).sum();
        let shares: Vec<u32> = weights.iter().map(|weight| part(left, *weight, open.max(1))).collect();
        let mut is_settled = true;
        for (((own, wished), column), share) in widths.iter_mut().zip(&wishes).zip(columns).zip(&shares) {
            let least = wish(column.word).min(width / 3);
            if own.is_none() && (wished <= share || least > *share) {
                *own = Some((*wished).min(least.max(*share)));
                is_settled = false;
            }
        }
        if is_settled {
            return widths.into_iter().zip(shares).map(|(own, share)| own.unwrap_or(share)).collect();
        }
    }
}

/// As much of a whole as one is of all.
fn part(whole: u32, one: u32, all: u32) -> u32 {
    u32::try_from(u64::from(whole) * u64::from(one) / u64::from(all)).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_as_wide_as_two_digits() {
        assert_eq!([hundredths("2022年1月25日"), hundredths("“甲”，"), hundredths("")], [650, 400, 0]);
        // 2年, 年1, 1月, 月2 and 5日; none at a mark, nor between letters.
        assert_eq!([seams("2022年1月25日"), seams("（12）"), seams("a1"), seams("")], [125, 0, 0, 0]);
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        let column = |longest, word| Column { longest, word };
        let columns = [column(200, 100), column(9_000, 100), column(4_000, 800)];
        // The first has the 44 that it needs; 42 and 28, the roots of 1804 and 804, share the rest.
        assert_eq!(shared(&columns, 20, 0, 1_000, true), [44, 573, 382]);
        // A long word has its width even where that is more than a share.
        assert_eq!(shared(&[column(9_000, 100), column(9_000, 1_500), column(9_000, 100)], 20, 0, 900, true), [300; 3]);
        assert_eq!(shared(&[column(1_000, 100), column(2_000, 100)], 10, 0, 1_000, false), [102, 202]);
        let whole: u32 = shared(&[column(1_000, 100), column(2_000, 100)], 10, 0, 1_000, true).iter().sum();
        assert!((998..=1_000).contains(&whole), "{whole}");
    }
}
