//! Findings as a clerk reads them: what is wrong, the row that it stands in, the ground, what to do.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use nianbao::finding::Excerpt;
use nianbao::message::Messages;
use nianbao::narrative::{Coverage, Text};
use nianbao::place::{CellRange, Place, TextPlace};
use nianbao::{Dismissed, Finding, Ledgers, Severity};

use super::group::{Group, groups};
use crate::table::{cut, padded, safe, width};

/// A cell's text is cut to so many columns.
const CELL: usize = 28;
/// So many places that take part are listed.
const PLACES: usize = 8;

/// So many characters of a text are shown on each side of the stretch in question.
const AROUND: usize = 24;

const DIM: Style = Style::new().dimmed();

/// Prints the findings that weigh at least `least`, repeats together.
pub(crate) fn print(
    out: &mut impl Write,
    findings: &[Finding],
    least: Severity,
    messages: &Messages,
) -> io::Result<()> {
    let printer = Printer { messages };
    let shown: Vec<Finding> = findings.iter().filter(|finding| finding.severity >= least).cloned().collect();
    for group in groups(&shown) {
        for finding in &group.in_full {
            printer.finding(out, finding)?;
        }
        printer.more(out, &group)?;
    }
    Ok(())
}

/// How many there are of each severity.
pub(crate) fn summary(out: &mut impl Write, findings: &[Finding], messages: &Messages) -> io::Result<()> {
    writeln!(out, "{}", messages.summary(findings.iter()))
}

/// What a person has judged harmless, one line each.
pub(crate) fn dismissed(out: &mut impl Write, dismissed: &[Dismissed], messages: &Messages) -> io::Result<()> {
    for Dismissed { finding, because } in dismissed {
        let arguments = [
            ("place", safe(&finding.place.to_string()).into()),
            ("title", safe(&messages.finding(finding).title).into()),
            ("because", safe(because).into()),
        ];
        writeln!(out, "{DIM}{}{DIM:#}", messages.text("finding-dismissed", &arguments.into_iter().collect()))?;
    }
    Ok(())
}

/// How the rows of each sheet reconcile.
pub(crate) fn sheets(out: &mut impl Write, ledgers: &Ledgers, messages: &Messages) -> io::Result<()> {
    for ledger in ledgers {
        for sheet in &ledger.sheets {
            let excluded = sheet.excluded.iter().map(|(why, rows)| {
                let arguments =
                    [("why", messages.word(&format!("exclusion-{}", why.as_str())).into()), ("rows", (*rows).into())];
                messages.text("sheet-excluded", &arguments.into_iter().collect())
            });
            let arguments = [
                ("source", safe(&sheet.source).into()),
                ("sheet", safe(sheet.sheet.as_deref().unwrap_or_default()).into()),
                ("ledger", ledger.spec.label.as_str().into()),
                ("rows", sheet.rows.into()),
                ("used", sheet.used.into()),
                ("excluded", excluded.collect::<Vec<_>>().into()),
            ];
            writeln!(out, "{DIM}{}{DIM:#}", messages.text("sheet-read", &arguments.into_iter().collect()))?;
        }
    }
    Ok(())
}

/// Whose the narrative's numerals are, and which of them are exempt, one line each.
pub(crate) fn owners(out: &mut impl Write, text: &Text, messages: &Messages) -> io::Result<()> {
    for exemption in text.exempt() {
        let arguments = [
            ("place", safe(&exemption.place.to_string()).into()),
            ("numeral", safe(&exemption.numeral).into()),
            ("because", safe(&exemption.reason).into()),
        ];
        writeln!(out, "{DIM}{}{DIM:#}", messages.text("numeral-exempt", &arguments.into_iter().collect()))?;
    }
    writeln!(out, "{}", coverage(text.coverage(), messages))
}

/// Whose the narrative's numerals are, in words.
pub(crate) fn coverage(coverage: &Coverage, messages: &Messages) -> String {
    let arguments = [
        ("numerals", coverage.numerals.into()),
        ("bound", coverage.bound().into()),
        ("ledger", coverage.ledger.into()),
        ("entered", coverage.entered.into()),
        ("structural", coverage.structural.into()),
        ("exempt", coverage.exempt.into()),
        ("unowned", coverage.unowned.into()),
    ];
    messages.text("coverage", &arguments.into_iter().collect())
}

struct Printer<'a> {
    messages: &'a Messages,
}

impl Printer<'_> {
    fn finding(&self, out: &mut impl Write, finding: &Finding) -> io::Result<()> {
        let text = self.messages.finding(finding);
        let strong = style(finding.severity);
        let severity = self.messages.word(&format!("severity-{}", finding.severity.as_str()));
        let rule = finding.rule.as_ref().map(|rule| format!(" · {}", rule.id)).unwrap_or_default();
        writeln!(out, "{strong}{severity}[{}{rule}]{strong:#} {}", finding.code, safe(&text.title))?;
        writeln!(out, "  {DIM}┌─{DIM:#} {}", safe(&finding.place.to_string()))?;
        if let Some(excerpt) = &finding.excerpt {
            table(out, excerpt, text.mark.as_deref(), strong)?;
        } else if let Place::Text(place) = &finding.place {
            line_of_text(out, place, text.mark.as_deref(), strong)?;
        }
        if finding.excerpt.is_none() && !finding.related.is_empty() {
            Self::places(out, finding)?;
        }
        if let Some(rule) = &finding.rule {
            writeln!(out, "  {DIM}├─{DIM:#} {}:{}", rule.at.file, rule.at.line)?;
            self.line(out, "finding-ground", &rule.because)?;
        }
        if !text.remedy.is_empty() {
            self.line(out, "finding-remedy", &text.remedy)?;
        }
        writeln!(out)
    }

    /// One line after the table: what it is, and its text.
    fn line(&self, out: &mut impl Write, key: &str, text: &str) -> io::Result<()> {
        writeln!(out, "  {DIM}={DIM:#} {}  {}", self.messages.word(key), safe(text))
    }

    /// The cells behind a figure, sheet by sheet.
    fn places(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
        let mut by_sheet: BTreeMap<String, Vec<CellRange>> = BTreeMap::new();
        for place in &finding.related {
            let (sheet, range) = match place {
                Place::Cell { source, sheet, cell } => ((source, sheet), CellRange { first: *cell, last: *cell }),
                Place::Cells { source, sheet, cells } => ((source, sheet), *cells),
                _ => continue,
            };
            let (source, sheet) = (sheet.0, sheet.1.as_deref().unwrap_or_default());
            let known = by_sheet.entry(format!("{source} › {sheet}")).or_default();
            // Two figures often read the same cells.
            known.retain(|known| !range.contains(known));
            if !known.iter().any(|known| known.contains(&range)) {
                known.push(range);
            }
        }
        for (sheet, cells) in by_sheet {
            let shown = cells.iter().take(PLACES).map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let more = if cells.len() > PLACES { " …" } else { "" };
            writeln!(out, "  {DIM}│{DIM:#}  {} › {}{more}", safe(&sheet), safe(&shown))?;
        }
        Ok(())
    }

    fn more(&self, out: &mut impl Write, group: &Group<'_>) -> io::Result<()> {
        if group.more == 0 {
            return Ok(());
        }
        let cells: Vec<String> = group.cells.iter().map(ToString::to_string).collect();
        let arguments = [("count", group.more.into()), ("cells", cells.join(" ").into())];
        writeln!(out, "{}\n", self.messages.text("findings-more", &arguments.into_iter().collect()))
    }
}

const fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// The row of the cell with the headers above it, and what is wrong below it.
fn table(out: &mut impl Write, excerpt: &Excerpt, mark: Option<&str>, strong: Style) -> io::Result<()> {
    let header = |(letter, header): &(String, String)| cut(&safe(&format!("{letter} {header}")), CELL);
    let headers: Vec<String> = excerpt.columns.iter().map(header).collect();
    let rows: Vec<Vec<String>> =
        excerpt.rows.iter().map(|(_, cells)| cells.iter().map(|cell| cut(&safe(cell), CELL)).collect()).collect();
    let numbers: Vec<String> = excerpt.rows.iter().map(|(number, _)| number.to_string()).collect();
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(at)).chain(headers.get(at));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headers.len()).map(|at| widest(at) + 3).collect();
    let margin = numbers.iter().map(String::len).max().unwrap_or(0) + 4;
    let line = |cells: &[String]| {
        cells.iter().zip(&widths).map(|(cell, wide)| padded(cell, *wide)).collect::<String>().trim_end().to_owned()
    };
    writeln!(out, "  {DIM}│{DIM:#}  {}{}", " ".repeat(margin - 2), line(&headers))?;
    for (at, (number, cells)) in numbers.iter().zip(&rows).enumerate() {
        writeln!(out, "  {DIM}│{DIM:#}  {}{}", padded(number, margin - 2), line(cells))?;
        if at == excerpt.cell.0 {
            let before: usize = widths.iter().take(excerpt.cell.1).sum();
            let under = cells.get(excerpt.cell.1).map_or(0, |cell| width(cell)).max(2);
            let carets = "^".repeat(under);
            let blank = " ".repeat(margin - 2 + before);
            let mark = mark.map(|mark| format!(" {}", safe(mark))).unwrap_or_default();
            writeln!(out, "  {DIM}│{DIM:#}  {blank}{strong}{carets}{mark}{strong:#}")?;
        }
    }
    Ok(())
}

/// The line of a text file with its stretch marked; a paragraph is one line, so that only the stretch's surroundings
/// are shown.
fn line_of_text(out: &mut impl Write, place: &TextPlace, mark: Option<&str>, strong: Style) -> io::Result<()> {
    let text: Vec<char> = safe(&place.excerpt).chars().collect();
    let start = place.column.saturating_sub(1).min(text.len());
    let end = (start + place.width).min(text.len());
    let from = if start > AROUND { start - AROUND + 1 } else { 0 };
    let to = if end + AROUND < text.len() { end + AROUND - 1 } else { text.len() };
    let part = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    let before = format!("{}{}", if from > 0 { "…" } else { "" }, part(from, start));
    let after = format!("{}{}", part(end, to), if to < text.len() { "…" } else { "" });
    let (number, marked) = (place.line.to_string(), part(start, end));
    let blank = " ".repeat(number.len() + 2 + width(&before));
    writeln!(out, "  {DIM}│{DIM:#}  {number}  {before}{marked}{after}")?;
    let carets = "^".repeat(width(&marked).max(1));
    let mark = mark.map(|mark| format!(" {}", safe(mark))).unwrap_or_default();
    writeln!(out, "  {DIM}│{DIM:#}  {blank}{strong}{carets}{mark}{strong:#}")
}
