//! Paragraphs that were carried over from last year's narrative: each is marked in the source until somebody has
//! rewritten or confirmed it.
//!
//! The mark is a comment before the paragraph, `// nianbao:carried-over 2021 0123456789ab …`, with the year and a digest
//! of the paragraph. A paragraph whose digest a mark has is as it was; to take the mark away is to confirm it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use typst::syntax::{LinkedNode, SyntaxKind, parse};

use crate::audit::{Class, OtherClass, extract, whole_year};
use crate::finding::{Code, Finding, Severity};
use crate::place::{Place, TextPlace};
use crate::project::{Project, Status};

/// What a mark begins with, behind the signs of a comment.
const MARK: &str = "nianbao:carried-over";

/// A paragraph of a narrative's source, or a heading.
struct Passage {
    range: Range<usize>,
    is_heading: bool,
    /// The marks between the passage before it and this one.
    marks: Vec<(i32, String)>,
    /// Its text without the code, and where each stretch of it stands in the source.
    prose: Prose,
}

/// Text, and the bytes in it and in the source at which each of its stretches begins.
#[derive(Default)]
struct Prose {
    text: String,
    starts: Vec<(usize, usize)>,
}

impl Prose {
    fn push(&mut self, at: usize, text: &str) {
        let follows = self.starts.last().is_none_or(|(own, source)| source + (self.text.len() - own) == at);
        if !follows {
            // What code stands between belongs together as little as two lines do.
            self.text.push('\n');
        }
        self.starts.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The place in the source of a range of the text.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.starts.partition_point(|(own, _)| *own <= at).saturating_sub(1);
            self.starts.get(before).map_or(at, |(own, source)| source + (at - own))
        };
        place(range.start)..place(range.end.saturating_sub(1)) + 1
    }
}

/// The passages of a source. Code that says nothing itself, such as imports and rules, is none.
fn passages(source: &str) -> Vec<Passage> {
    let root = parse(source);
    let (mut passages, mut marks) = (Vec::new(), Vec::new());
    let mut open: Option<Passage> = None;
    for node in LinkedNode::new(&root).children() {
        match node.kind() {
            SyntaxKind::LineComment => marks.extend(mark(node.leaf_text())),
            SyntaxKind::Parbreak => passages.extend(open.take()),
            SyntaxKind::Space
            | SyntaxKind::BlockComment
            | SyntaxKind::Hash
            | SyntaxKind::Semicolon
            | SyntaxKind::ModuleImport
            | SyntaxKind::LetBinding
            | SyntaxKind::SetRule
            | SyntaxKind::ShowRule => {}
            kind => {
                let is_heading = kind == SyntaxKind::Heading;
                if is_heading || open.as_ref().is_some_and(|passage| passage.is_heading) {
                    passages.extend(open.take());
                }
                // The sign before code belongs to it.
                let start = node.prev_sibling_with_trivia().filter(|sign| sign.kind() == SyntaxKind::Hash);
                let start = start.map_or(node.offset(), |sign| sign.offset());
                let passage = open.get_or_insert_with(|| Passage {
                    range: start..start,
                    is_heading,
                    marks: std::mem::take(&mut marks),
                    prose: Prose::default(),
                });
                passage.range.end = node.range().end;
                collect(&node, &mut passage.prose);
            }
        }
    }
    passages.extend(open);
    passages.retain(|passage| !passage.prose.text.trim().is_empty());
    passages
}

/// Collects the text of a node; what is still to be written is none.
fn collect(node: &LinkedNode<'_>, prose: &mut Prose) {
    match node.kind() {
        SyntaxKind::Text => prose.push(node.offset(), node.leaf_text()),
        SyntaxKind::LineComment | SyntaxKind::BlockComment => {}
        SyntaxKind::FuncCall if node.children().next().is_some_and(|callee| callee.leaf_text() == "todo") => {}
        _ => node.children().for_each(|child| collect(&child, prose)),
    }
}

/// The year and the digest of a mark, if the comment is one.
fn mark(comment: &str) -> Option<(i32, String)> {
    let mut words = comment.trim_start_matches('/').trim_start().strip_prefix(MARK)?.split_whitespace();
    let year = words.next()?.parse().ok()?;
    Some((year, words.next()?.to_owned()))
}

/// The beginning of the digest of a passage, white space aside: where its lines end says nothing.
fn digest(source: &str) -> String {
    let solid: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    crate::digest::hex(solid.as_bytes()).chars().take(12).collect()
}

/// A narrative with a mark before each paragraph, and how many it marked. Marks of years before are taken away. A
/// paragraph that `default`, the pack's own narrative, has as well is nobody's and gets none. `note` is what the mark
/// says to people.
pub(crate) fn marked(source: &str, default: &str, year: i32, note: &str) -> (String, usize) {
    let is_mark = |line: &&str| line.trim_start().starts_with("//") && mark(line.trim()).is_some();
    let plain: String = source.split_inclusive('\n').filter(|line| !is_mark(line)).collect();
    let known: BTreeSet<String> =
        passages(default).iter().map(|passage| digest(&default[passage.range.clone()])).collect();
    let mut marks: BTreeMap<usize, String> = BTreeMap::new();
    for passage in passages(&plain).iter().filter(|passage| !passage.is_heading) {
        let digest = digest(&plain[passage.range.clone()]);
        if !known.contains(&digest) {
            let line = plain[..passage.range.start].rfind('\n').map_or(0, |end| end + 1);
            marks.entry(line).or_insert(format!("// {MARK} {year} {digest} {note}\n"));
        }
    }
    let mut text = String::with_capacity(plain.len());
    let mut done = 0;
    for (at, mark) in &marks {
        text.push_str(&plain[done..*at]);
        text.push_str(mark);
        done = *at;
    }
    text.push_str(&plain[done..]);
    (text, marks.len())
}

/// The paragraphs of a project's narrative that are as they were carried over, and years that are last year's: in those
/// paragraphs and in such that were rewritten below their mark, and in headings.
pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let (name, source) = (&project.narrative.name, project.narrative.text.as_str());
    let passages = passages(source);
    let marks: BTreeMap<String, i32> =
        passages.iter().flat_map(|passage| &passage.marks).map(|(year, digest)| (digest.clone(), *year)).collect();
    let is_final = project.report.status == Status::Final;
    let severity = if is_final { Severity::Error } else { Severity::Warning };
    let place = |range: Range<usize>| Place::Text(TextPlace::of_span(name, source, range));
    let mut findings = Vec::new();
    for passage in &passages {
        let carried = marks.get(&digest(&source[passage.range.clone()])).copied().filter(|_| !passage.is_heading);
        if let Some(year) = carried {
            let finding = Finding::new(Code::CarriedOver, severity, place(passage.range.clone()));
            findings.push(finding.with("year", year.to_string()));
        }
        let carried = carried.or_else(|| passage.marks.first().map(|(year, _)| *year));
        let kind = if passage.is_heading { "heading" } else { "paragraph" };
        for (found, range) in years(&passage.prose) {
            // What was this year then and the year before it are last year and the one before now.
            let is_stale = match carried {
                Some(year) => found == year || found == year - 1,
                None => false,
            };
            if is_stale || (passage.is_heading && found < project.report.year) {
                let finding = Finding::new(Code::StaleYear, Severity::Warning, place(range));
                let finding = finding.with("kind", kind).with("found", found.to_string());
                findings.push(finding.with("year", project.report.year.to_string()));
            }
        }
    }
    findings
}

/// The years that a text states by themselves, and where they stand in the source.
fn years(prose: &Prose) -> Vec<(i32, Range<usize>)> {
    let dates = extract(&prose.text).into_iter().filter(|mention| mention.class == Class::Other(OtherClass::Date));
    dates.filter_map(|mention| Some((whole_year(&mention.surface)?, prose.source(&mention.span)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "#import \"/nianbao.typ\": fig\n\n导语一段，\n分两行。\n\n= 举措\n// 说明\n一是#fig(\"a\")做好。\n\
                          #let x = [甲]\n\n#todo[待写]\n\n二是抓好。\n";

    #[test]
    fn each_paragraph_is_marked_and_nothing_else() {
        let (text, count) = marked(SOURCE, "", 2021, "核对");
        assert_eq!(count, 3);
        let lines: Vec<&str> = text.lines().filter(|line| !line.contains(MARK)).collect();
        assert_eq!(lines, SOURCE.lines().collect::<Vec<_>>());
        let after: Vec<&str> = text.split(MARK).skip(1).filter_map(|rest| rest.lines().nth(1)).collect();
        assert_eq!(after, ["导语一段，", "一是#fig(\"a\")做好。", "二是抓好。"]);
        assert_eq!(text.matches(" 2021 ").count(), 3);
    }

    #[test]
    fn marks_of_the_year_before_go_and_the_packs_own_text_has_none() {
        let (once, _) = marked(SOURCE, "", 2021, "核对");
        let (again, count) = marked(&once, "二是抓\n好。\n", 2022, "核对");
        assert_eq!((count, again.matches(" 2021 ").count(), again.matches(" 2022 ").count()), (2, 0, 2));
        let (none, count) = marked(SOURCE, SOURCE, 2021, "核对");
        assert_eq!((none.as_str(), count), (SOURCE, 0));
    }

    #[test]
    fn a_mark_counts_for_the_text_and_not_for_its_lines() {
        let (text, _) = marked("导语一段，\n分两行。\n", "", 2021, "核对");
        let known: Vec<_> = passages(&text)[0].marks.clone();
        assert_eq!(known, [(2021, digest("导语一段，分两行。"))]);
        assert_ne!(digest("导语一段，分两行。"), digest("导语一段，分三行。"));
    }

    #[test]
    fn a_year_is_found_where_it_stands_in_the_source() {
        let source = "2021年做了#fig(\"a\")，*2020年*、2021—2025年。";
        let found = years(&passages(source)[0].prose);
        let texts: Vec<(i32, &str)> = found.iter().map(|(year, range)| (*year, &source[range.clone()])).collect();
        assert_eq!(texts, [(2021, "2021年"), (2020, "2020年")]);
    }
}
