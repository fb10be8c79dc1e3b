//! Which cell alone would explain that a sum doesn't hold: the usual slips, tried on each cell. Named only when exactly
//! one cell explains it; two would be a guess.

use rust_decimal::Decimal;

use crate::finding::Finding;
use crate::place::Place;

/// A slip that people make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// The total leaves the row out.
    LeftOut,
    /// Two neighbouring digits are swapped.
    Swapped,
    /// An amount in 元 stands among amounts in 万元, or the other way about.
    Unit,
    /// The minus is missing.
    Sign,
    /// Two neighbouring cells of a row are exchanged.
    Exchanged,
}

impl Slip {
    const fn as_str(self) -> &'static str {
        match self {
            Self::LeftOut => "left-out",
            Self::Swapped => "swapped",
            Self::Unit => "unit",
            Self::Sign => "sign",
            Self::Exchanged => "exchanged",
        }
    }
}

/// The cells that alone would explain that a sum doesn't hold, and the slip that was made there.
#[derive(Debug, Clone)]
pub(crate) struct Suspicion {
    cells: Vec<Place>,
    slip: Slip,
}

impl Suspicion {
    /// That two neighbouring cells of a row were exchanged.
    pub(super) fn of_exchanged(left: Place, right: Place) -> Self {
        Self { cells: vec![left, right], slip: Slip::Exchanged }
    }

    /// That a stated sum is wrong, if one slip explains it.
    pub(crate) fn of_sum(at: &Place, stated: Decimal, meant: Decimal) -> Option<Self> {
        slip_of_sum(stated, meant).map(|slip| Self { cells: vec![at.clone()], slip })
    }

    /// The finding with the suspicion, if there is one.
    pub(crate) fn told(suspicion: Option<Self>, finding: Finding) -> Finding {
        let Some(Self { cells, slip }) = suspicion else { return finding.with("suspect", "").with("slip", "") };
        // On the finding's own sheet the address says enough.
        let shown = |suspect: &Place| match (&finding.place, suspect) {
            (Place::Cell { source, sheet, .. }, Place::Cell { source: of, sheet: on, cell })
                if (source, sheet) == (of, on) =>
            {
                cell.to_string()
            }
            _ => suspect.to_string(),
        };
        let suspects: Vec<String> = cells.iter().map(shown).collect();
        let finding = finding.with("suspect", suspects.join("、")).with("slip", slip.as_str());
        cells.into_iter().fold(finding, Finding::related)
    }
}

/// A sum that doesn't hold, cell by cell.
pub(crate) struct Sum<'a> {
    /// The summands, each with its place.
    pub(crate) summands: &'a [(Place, Decimal)],
    /// The stated sum.
    pub(crate) stated: Decimal,
    /// The cell that states it, if one does.
    pub(crate) at: Option<&'a Place>,
}

impl Sum<'_> {
    /// The one cell that would explain it, if exactly one does.
    pub(crate) fn suspicion(&self) -> Option<Suspicion> {
        let (place, slip) = self.suspect()?;
        Some(Suspicion { cells: vec![place.clone()], slip })
    }

    fn suspect(&self) -> Option<(&Place, Slip)> {
        let sum: Decimal = self.summands.iter().map(|(_, value)| *value).sum();
        // How much too large the summands are.
        let excess = sum - self.stated;
        let mut suspects = Vec::new();
        for (place, value) in self.summands {
            suspects.extend(slip_of(*value, excess).map(|slip| (place, slip)));
            if suspects.len() > 1 {
                return None;
            }
        }
        // The sum may be what is wrong.
        suspects.extend(self.at.and_then(|at| slip_of_sum(self.stated, sum).map(|slip| (at, slip))));
        match suspects[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// The slip by which this summand alone would make the sum so much too large.
fn slip_of(value: Decimal, excess: Decimal) -> Option<Slip> {
    if value.is_zero() || excess.is_zero() {
        return None;
    }
    let ten_thousand = Decimal::from(10_000);
    let meant = value - excess;
    if meant.is_zero() {
        return Some(Slip::LeftOut);
    }
    if meant == -value {
        return Some(Slip::Sign);
    }
    if meant.checked_mul(ten_thousand) == Some(value) || value.checked_mul(ten_thousand) == Some(meant) {
        return Some(Slip::Unit);
    }
    swapped(value).any(|other| other == meant).then_some(Slip::Swapped)
}

/// The slip by which this sum alone would be stated so, `meant` being what the cells add up to.
pub(super) fn slip_of_sum(stated: Decimal, meant: Decimal) -> Option<Slip> {
    let ten_thousand = Decimal::from(10_000);
    if stated.is_zero() || meant.is_zero() {
        return None;
    }
    if stated == -meant {
        return Some(Slip::Sign);
    }
    if stated.checked_mul(ten_thousand) == Some(meant) || meant.checked_mul(ten_thousand) == Some(stated) {
        return Some(Slip::Unit);
    }
    swapped(stated).any(|other| other == meant).then_some(Slip::Swapped)
}

/// The number with each pair of neighbouring digits swapped, where that makes a difference.
fn swapped(value: Decimal) -> impl Iterator<Item = Decimal> {
    let text = value.normalize().to_string();
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let pairs: Vec<(usize, usize)> = digits.iter().copied().zip(digits.iter().copied().skip(1)).collect();
    pairs.into_iter().filter_map(move |(left, right)| {
        let mut bytes = text.clone().into_bytes();
        if bytes[left] == bytes[right] {
            return None;
        }
        bytes.swap(left, right);
        String::from_utf8(bytes).ok()?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::CellAddress;

    fn at(row: u32) -> Place {
        Place::Cell { source: "甲.xlsx".into(), sheet: None, cell: CellAddress::new(row, 1) }
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// The row that is suspected, from 1, the stated sum being one more than the last; and the slip.
    fn suspect(summands: &[&str], stated: &str) -> Option<(u32, &'static str)> {
        let summands: Vec<(Place, Decimal)> =
            summands.iter().zip(1..).map(|(text, row)| (at(row), decimal(text))).collect();
        let place = at(99);
        let sum = Sum { summands: &summands, stated: decimal(stated), at: Some(&place) };
        sum.suspect().map(|(place, slip)| match place {
            Place::Cell { cell, .. } => (cell.row, slip.as_str()),
            _ => (0, ""),
        })
    }

    #[test]
    fn the_usual_slips_are_found_where_one_cell_explains_them() {
        assert_eq!(suspect(&["500", "800", "130"], "1300"), Some((3, "left-out")));
        assert_eq!(suspect(&["540", "800", "131"], "1381"), Some((1, "swapped")));
        assert_eq!(suspect(&["500", "800"], "3100"), Some((99, "swapped")));
        assert_eq!(suspect(&["0.5", "8000", "1.25"], "2.55"), Some((2, "unit")));
        assert_eq!(suspect(&["500", "80", "130"], "550"), Some((2, "sign")));
    }

    #[test]
    fn what_two_cells_or_none_explain_is_not_guessed() {
        assert_eq!(suspect(&["500", "130", "130"], "630"), None);
        assert_eq!(suspect(&["500", "800"], "1301"), None);
        assert_eq!(suspect(&["500", "800"], "1300"), None);
    }
}
