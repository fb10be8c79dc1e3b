//! What is to be said about a workbook: the cells that get a colour and a comment, and the lines of the list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paint::Paint;
use crate::finding::{Argument, Finding, Severity};
use crate::message::Messages;
use crate::place::{CellAddress, CellRange, Place, compress};

/// So many repeats of one rule in one column get a comment and a line of their own; the rest get their colour and share
/// a line: LibreOffice opens a workbook with 200 comments in 3 s, with 10 000 in 45 s, with 40 000 in 290 s and 3 GiB.
pub(super) const EACH: usize = 200;
/// A finding in which more other cells take part is about a whole column: colouring it would point at nothing.
const RELATED: u32 = 50;
/// A range that a finding is about is coloured so far.
const RANGE: u32 = 2_000;
/// A comment has no more paragraphs, and a text of a comment or a line no more characters: a cell may hold a book.
const PARAGRAPHS: usize = 10;
const CHARACTERS: usize = 1_000;
/// So many places are named in one cell of the list.
const PLACES: usize = 20;

/// What is written at a cell: a line that stands out, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) head: String,
    pub(super) body: String,
}

/// The comments of a sheet by cell.
pub(super) type Comments = BTreeMap<CellAddress, Vec<Paragraph>>;

/// The cells of a sheet that stand out.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    pub(super) paint: BTreeMap<CellAddress, Paint>,
    pub(super) comments: Comments,
}

/// A line of the list.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) severity: Severity,
    /// Severity, code, sheet, cell, what is wrong, ground, what to do, other places.
    pub(super) cells: [String; 8],
    /// The sheet and the cell that the line leads to.
    pub(super) target: Option<(Arc<str>, CellAddress)>,
}

/// All that is said about a workbook.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub(super) sheets: BTreeMap<Arc<str>, SheetMarks>,
    pub(super) lines: Vec<Line>,
    /// How many findings of each severity there are.
    pub(super) counts: BTreeMap<Severity, usize>,
    /// Whether repeats share a line.
    pub(super) has_repeats: bool,
}

/// A finding of a workbook, and where in it.
pub(super) type Found<'a> = (&'a Finding, &'a Place);

/// The findings of each workbook. One about a figure belongs to every workbook that has a part in it.
pub(super) fn by_source(findings: &[Finding]) -> BTreeMap<&str, Vec<Found<'_>>> {
    let mut by_source: BTreeMap<&str, Vec<Found<'_>>> = BTreeMap::new();
    for finding in findings {
        if let Some(source) = finding.place.source() {
            by_source.entry(source).or_default().push((finding, &finding.place));
            continue;
        }
        let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
        for place in &finding.related {
            if let Some(source) = place.source() {
                first.entry(source).or_insert(place);
            }
        }
        for (source, place) in first {
            by_source.entry(source).or_default().push((finding, place));
        }
    }
    by_source
}

/// Repeats: the same rule in the same column.
type Repeats<'a> = (&'a str, &'a str, Option<&'a str>, u32);

/// How often something was found, behind which line the rest is told, and where the rest is.
struct Rest<'a> {
    count: usize,
    behind: usize,
    first: Found<'a>,
    cells: Vec<CellAddress>,
}

impl Remarks {
    /// What these findings say about a workbook.
    pub(super) fn of(source: &str, found: &[Found<'_>], messages: &Messages) -> Self {
        let mut remarks = Self::default();
        let mut repeats: BTreeMap<Repeats<'_>, Rest<'_>> = BTreeMap::new();
        for &(finding, at) in found {
            *remarks.counts.entry(finding.severity).or_default() += 1;
            remarks.paint(source, finding);
            let cell = at.cells().map(|cells| cells.first);
            let rule = finding.rule.as_ref().map_or("", |rule| rule.id.as_str());
            let key = (finding.code.as_str(), rule, at.sheet(), cell.map_or(0, |cell| cell.column));
            let rest = Rest { count: 0, behind: 0, first: (finding, at), cells: Vec::new() };
            let rest = repeats.entry(key).or_insert(rest);
            rest.count += 1;
            if rest.count > EACH && cell.is_some() {
                rest.cells.extend(cell);
                continue;
            }
            let text = Text::of(finding, messages);
            if let (Some(sheet), Some(cell), true) = (at.sheet(), cell, at == &finding.place) {
                let comments = &mut remarks.sheets.entry(sheet.into()).or_default().comments;
                let paragraphs = comments.entry(cell).or_default();
                if paragraphs.len() < PARAGRAPHS {
                    paragraphs.push(text.paragraph(messages));
                }
            }
            remarks.lines.push(text.line(source, finding, at));
            rest.behind = remarks.lines.len();
        }
        let mut rests: Vec<Rest<'_>> = repeats.into_values().filter(|rest| !rest.cells.is_empty()).collect();
        rests.sort_by_key(|rest| std::cmp::Reverse(rest.behind));
        for rest in rests {
            remarks.has_repeats = true;
            let line = rest.line(source, messages);
            remarks.lines.insert(rest.behind, line);
        }
        remarks
    }

    /// Colours the cells of a finding that are in this workbook.
    fn paint(&mut self, source: &str, finding: &Finding) {
        let here = |place: &&Place| place.source() == Some(source);
        let related: Vec<&Place> = finding.related.iter().filter(here).collect();
        let size = related.iter().filter_map(|place| place.cells()).map(size).fold(0, u32::saturating_add);
        if size <= RELATED {
            for place in related {
                self.colour(place, Paint::Related);
            }
        }
        if here(&&finding.place) {
            self.colour(&finding.place, finding.severity.into());
        }
    }

    fn colour(&mut self, place: &Place, paint: Paint) {
        let Some((sheet, cells)) = place.sheet().zip(place.cells()) else { return };
        let marks = &mut self.sheets.entry(sheet.into()).or_default().paint;
        let columns = cells.first.column..=cells.last.column;
        let rows = cells.first.row..=cells.last.row;
        let all = rows.flat_map(|row| columns.clone().map(move |column| CellAddress::new(row, column)));
        for cell in all.take(RANGE as usize) {
            let known = marks.entry(cell).or_insert(paint);
            *known = paint.max(*known);
        }
    }
}

fn size(cells: CellRange) -> u32 {
    let along = |first: u32, last: u32| last.saturating_sub(first).saturating_add(1);
    along(cells.first.row, cells.last.row).saturating_mul(along(cells.first.column, cells.last.column))
}

impl Rest<'_> {
    /// The line for what has none of its own.
    fn line(&self, source: &str, messages: &Messages) -> Line {
        let (finding, at) = self.first;
        let mut line = Text::of(finding, messages).line(source, finding, at);
        let column = self.cells.first().map_or(1, |cell| cell.column);
        let ranges = compress(column, self.cells.iter().map(|cell| cell.row));
        let [_, _, _, cell, title, _, remedy, related] = &mut line.cells;
        *cell = listed(ranges.iter().map(ToString::to_string));
        *title = said(messages, "mark-more", [("count", self.cells.len().into())]);
        remedy.clear();
        related.clear();
        line.target = line.target.map(|(sheet, first)| (sheet, self.cells.first().copied().unwrap_or(first)));
        line
    }
}

/// A finding in words, none of which is too long.
struct Text {
    severity: String,
    code: String,
    title: String,
    ground: String,
    remedy: String,
}

impl Text {
    fn of(finding: &Finding, messages: &Messages) -> Self {
        let text = messages.finding(finding);
        let rule = finding.rule.as_ref();
        // What stands under the cell on a terminal says more than the title, or the same.
        let title = match text.mark {
            Some(mark) if !text.title.contains(&mark) => {
                said(messages, "mark-title", [("title", text.title.into()), ("mark", mark.into())])
            }
            _ => text.title,
        };
        Self {
            severity: messages.word(&format!("severity-{}", finding.severity.as_str())),
            code: rule.map_or(finding.code.to_string(), |rule| format!("{} · {}", finding.code, rule.id)),
            title: cut(title),
            ground: cut(rule.map(|rule| rule.because.clone()).unwrap_or_default()),
            remedy: cut(text.remedy),
        }
    }

    /// What stands in the comment: the severity first, for not everybody sees the colour.
    fn paragraph(&self, messages: &Messages) -> Paragraph {
        let arguments = [
            ("title", self.title.as_str().into()),
            ("ground", self.ground.as_str().into()),
            ("remedy", self.remedy.as_str().into()),
        ];
        Paragraph {
            head: format!("{} [{}]", self.severity, self.code),
            body: said(messages, "mark-comment", arguments),
        }
    }

    fn line(self, source: &str, finding: &Finding, at: &Place) -> Line {
        let others = finding.related.iter().filter(|place| *place != at).map(|place| {
            // The workbook itself goes without saying.
            let whole = place.joined(" › ");
            whole.strip_prefix(&format!("{source} › ")).map(str::to_owned).unwrap_or(whole)
        });
        let cells = at.cells();
        Line {
            severity: finding.severity,
            cells: [
                self.severity,
                self.code,
                at.sheet().unwrap_or_default().to_owned(),
                cells.map(|cells| cells.to_string()).unwrap_or_default(),
                self.title,
                self.ground,
                self.remedy,
                listed(others),
            ],
            target: at.sheet().map(|sheet| {
                let first = cells.map_or(CellAddress::new(1, 1), |cells| cells.first);
                (sheet.into(), first)
            }),
        }
    }
}

fn said<const N: usize>(messages: &Messages, key: &str, arguments: [(&'static str, Argument); N]) -> String {
    messages.text(key, &arguments.into_iter().collect())
}

/// The first of some places.
fn listed(mut places: impl Iterator<Item = String>) -> String {
    let mut first: Vec<String> = places.by_ref().take(PLACES).collect();
    if places.next().is_some() {
        first.push("…".to_owned());
    }
    first.join("\n")
}

fn cut(text: String) -> String {
    match text.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::message::Language;

    fn cell(sheet: &str, address: &str) -> Place {
        Place::Cell { source: "甲.xlsx".into(), sheet: Some(sheet.into()), cell: address.parse().unwrap() }
    }

    fn of(findings: &[Finding]) -> Remarks {
        let by_source = by_source(findings);
        Remarks::of("甲.xlsx", &by_source["甲.xlsx"], &Messages::new(Language::ZhCn))
    }

    #[test]
    fn of_two_findings_at_a_cell_the_heavier_colours_and_both_are_said() {
        let at = |code, severity| Finding::new(code, severity, cell("信访", "B3")).with("column", "状态");
        let remarks = of(&[
            at(Code::Required, Severity::Error).related(cell("信访", "A3")),
            at(Code::NotOneRow, Severity::Warning),
        ]);
        let marks = &remarks.sheets["信访"];
        let painted: Vec<String> = marks.paint.iter().map(|(cell, paint)| format!("{cell} {paint:?}")).collect();
        assert_eq!(painted, ["A3 Related", "B3 Error"]);
        let heads: Vec<&str> = marks.comments.values().flatten().map(|said| said.head.as_str()).collect();
        assert_eq!(heads, ["错误 [required]", "警告 [not-one-row]"]);
        assert_eq!(
            marks.comments.values().next().unwrap()[0].body,
            "未填“状态”\n处理：对照纸质材料补填该单元格；情况不明的不要填 0"
        );
        assert_eq!(remarks.lines.len(), 2);
        assert_eq!(remarks.lines[0].cells[7], "信访 › A3");
    }

    #[test]
    fn repeats_are_all_coloured_and_share_a_line() {
        let row = |row: u32| Finding::new(Code::Required, Severity::Error, cell("信访", &format!("B{row}")));
        let findings: Vec<Finding> = (1..=300)
            .map(row)
            .chain([Finding::new(
                Code::HiddenSheet,
                Severity::Warning,
                Place::Sheet { source: "甲.xlsx".into(), sheet: "丙".into() },
            )])
            .collect();
        let remarks = of(&findings);
        let marks = &remarks.sheets["信访"];
        assert_eq!((marks.paint.len(), marks.comments.len(), remarks.lines.len()), (300, EACH, EACH + 2));
        let rest = &remarks.lines[EACH];
        assert_eq!((rest.cells[3].as_str(), rest.cells[4].contains("100")), ("B201:B300", true));
        assert_eq!(rest.target, Some(("信访".into(), CellAddress::new(201, 2))));
        assert_eq!(remarks.lines[EACH + 1].cells[3], "");
        assert!(remarks.has_repeats && !remarks.sheets.contains_key("丙"));
    }

    #[test]
    fn a_finding_about_a_figure_belongs_to_the_workbooks_behind_it() {
        let other = Place::Source { source: "乙.xlsx".into() };
        let figure = Place::Figure(crate::FigureId::new("a.b"));
        let long = Place::Cells {
            source: "甲.xlsx".into(),
            sheet: Some("信访".into()),
            cells: CellRange { first: CellAddress::new(2, 1), last: CellAddress::new(99, 1) },
        };
        let findings = [Finding::new(Code::Equals, Severity::Error, figure).related(long).related(other)];
        let by_source = by_source(&findings);
        assert_eq!(by_source.keys().copied().collect::<Vec<_>>(), ["乙.xlsx", "甲.xlsx"]);
        let remarks = of(&findings);
        assert!(remarks.sheets.is_empty(), "98 cells point at nothing");
        assert_eq!((remarks.lines[0].cells[3].as_str(), remarks.lines[0].cells[7].as_str()), ("A2:A99", "乙.xlsx"));
    }

    #[test]
    fn a_text_without_end_is_cut() {
        assert_eq!(cut("字".repeat(CHARACTERS)).chars().count(), CHARACTERS);
        assert_eq!(cut("字".repeat(CHARACTERS + 1)), format!("{}…", "字".repeat(CHARACTERS)));
    }
}
