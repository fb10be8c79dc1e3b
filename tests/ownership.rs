//! Every numeral of a narrative has an owner, or is found where it stands in the source.

use std::error;
use std::fs;
use std::path::Path;
use std::process::Command;

use nianbao::narrative::{Coverage, Text};
use nianbao::place::Place;
use nianbao::render::{self, Format};
use nianbao::{Code, Compiled, Finding, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::Sample;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// What each narrative begins with. Lines and columns are counted without it.
const IMPORT: &str = "#import \"/nianbao.typ\": fig, change, register, claim, exempt, todo\n";

/// What `look` makes of the sample with another narrative, or with the pack's own.
fn bound<T>(narrative: Option<&str>, look: impl FnOnce(Compiled<'_>, &Path) -> Result<T>) -> Result<T> {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let path = folder.path().join("narrative/report.typ");
    match narrative {
        Some(narrative) => fs::write(path, narrative)?,
        None => fs::remove_file(path)?,
    }
    let options = Options { font_dirs: vec![fonts()], ..Options::default() };
    let project = Project::open(folder.path(), &options)?;
    look(nianbao::compile(&project, &Silent)?, folder.path())
}

fn is_about_owners(finding: &Finding) -> bool {
    let codes = [
        Code::UnownedNumeral,
        Code::UnownedClaim,
        Code::AlteredFigure,
        Code::ClaimContradicted,
        Code::ClaimNotAssessed,
        Code::UnknownFigure,
    ];
    codes.contains(&finding.code)
}

/// A finding as `code line:column text`, with the text that it marks in the source.
fn shown(finding: &Finding) -> String {
    match &finding.place {
        Place::Text(place) => {
            let marked: String = place.excerpt.chars().skip(place.column - 1).take(place.width).collect();
            format!("{} {}:{} {marked}", finding.code, place.line - 1, place.column)
        }
        place => format!("{} {place}", finding.code),
    }
}

/// Holds a narrative to its marks: each stretch in ⟦⟧ gives a finding of that code at its place, and nothing else does.
fn holds(code: Code, marked: &str) -> Result {
    let mut narrative = String::from(IMPORT);
    let mut expected = Vec::new();
    for part in marked.split_inclusive(['⟦', '⟧']) {
        let text = part.trim_end_matches(['⟦', '⟧']);
        if part.ends_with('⟧') {
            let line = narrative.matches('\n').count();
            let column = narrative.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            expected.push(format!("{code} {line}:{column} {text}"));
        }
        narrative.push_str(text);
    }
    let mut found: Vec<String> = bound(Some(&narrative), |compiled, _| {
        Ok(compiled.findings.iter().filter(|finding| is_about_owners(finding)).map(shown).collect())
    })?;
    // A place that several numerals come from is marked once.
    found.dedup();
    assert_eq!(found, expected, "{narrative}");
    Ok(())
}

fn text(narrative: &str) -> Result<Text> {
    bound(Some(&format!("{IMPORT}{narrative}")), |compiled, _| Ok(compiled.text))
}

#[test]
fn one_figure_typed_by_hand_is_caught_at_its_line_and_column() -> Result {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021/narrative/report.typ");
    let narrative = fs::read_to_string(sample)?;
    let call = "#fig(\"petitions.forwarded\")";
    let at = narrative.find(call).ok_or("the figure isn't in the sample")?;
    let line = narrative[..at].matches('\n').count() + 1;
    let column = narrative[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    bound(Some(&narrative.replace(call, "146件")), |compiled, _| {
        let found: Vec<&Finding> = compiled.findings.iter().filter(|finding| is_about_owners(finding)).collect();
        let [finding] = found.as_slice() else { return Err(format!("{found:?}").into()) };
        assert_eq!((finding.code, finding.severity), (Code::UnownedNumeral, Severity::Error));
        let Place::Text(place) = &finding.place else { return Err("it has no place".into()) };
        assert_eq!((place.line, place.column, place.width), (line, column, 4));
        assert_eq!(place.file, "narrative/report.typ");
        // No other figure is 146件.
        assert_eq!(finding.arguments.get("figure").map(ToString::to_string).as_deref(), Some("petitions.forwarded"));
        Ok(())
    })
}

#[test]
fn what_stands_below_a_heading_of_plans_is_no_statistic_with_or_without_its_number() -> Result {
    holds(
        Code::UnownedNumeral,
        "= 成效

办结⟦146件⟧。

#heading(numbering: none)[下一步打算]

== 培训

培训4次。

#heading(numbering: none)[其他]

接待⟦23批⟧。

*下一步工作*

检查2次。

= 附则

宣传⟦3场⟧。
",
    )
}

#[test]
fn a_numeral_is_found_wherever_it_stands() -> Result {
    holds(
        Code::UnownedNumeral,
        "= 全年办结⟦146件⟧

正文#footnote[另有⟦12件⟧。]，接着写。

- 培训⟦3次⟧

+ 宣传⟦4次⟧

/ 走访: ⟦5次⟧

#table(columns: 2, table.header[项目][数量], [信访], [⟦146件⟧], [共⟦6次⟧], [])

#grid(columns: 2, [共⟦9件⟧], [共⟦10件⟧])

#figure(rect(), caption: [办结⟦11件⟧])

#block[共⟦7件⟧] #block[共⟦8件⟧]

#quote(block: true)[共⟦11件⟧]

#place(top, float: true)[共⟦14件⟧]

#align(center, box[共⟦13件⟧])

#columns(2)[共⟦22件⟧]

#emph[共⟦19件⟧]，共#strong[⟦20]件⟧，#underline[共⟦21件⟧]。

办结⟦１２件⟧，⟦一百二十件⟧，化解⟦十余件⟧，走访⟦三四十户⟧，下降⟦百分之三十⟧。
",
    )
}

#[test]
fn a_numeral_that_code_made_is_found_at_the_code() -> Result {
    holds(
        Code::UnownedNumeral,
        "#let total(x) = [共#⟦x⟧;件]
#let n = 12
#let s = \"办结12件\"
办结#⟦n⟧;件；#total(5 + 7)；#for k in (20, 21) [接访#⟦k⟧;批；]#⟦{5 + 6}⟧件；#⟦numbering(\"一\", 12)⟧件。

#⟦s⟧；#⟦s.slice(6)⟧；#\"办结⟦12件⟧\"。
",
    )
}

#[test]
fn of_several_numerals_that_read_the_same_the_unowned_ones_are_found() -> Result {
    holds(
        Code::UnownedNumeral,
        "#show \"办结\": strong
接访⟦6件⟧，#fig(\"petitions.campaign\")，又有⟦6件⟧。甲办结⟦3件⟧，乙办结⟦4件⟧。",
    )
}

#[test]
fn neither_the_end_of_a_line_nor_of_a_page_parts_a_numeral() -> Result {
    let filler = "各科室按照分工推进法治建设，".repeat(90);
    let narrative = format!(
        "截至2021年12月20日#footnote[见12号文。{filler}]，{filler}2021#emph[年]12#strong[月]20#emph[日]{filler}2021#emph[年]12#emph[月]20#emph[日]{filler}12#emph[月]20#emph[日]。"
    );
    // Wherever the lines end, years and days stay together; alone, 12 and 20 would be digits without a unit.
    for shift in 0..4 {
        holds(Code::UnownedNumeral, &format!("{}{narrative}", "等".repeat(shift)))?;
    }
    let cells = "#table(columns: (3em, 3em), [2021年12月20日], [2021年12月21日])";
    assert_eq!(text(cells)?.prose(), "2021年12月20日\n2021年12月21日\n");
    Ok(())
}

#[test]
fn a_header_that_goes_on_over_pages_is_counted_once() -> Result {
    let rows = "[甲],[乙],".repeat(60);
    let text = text(&format!("#table(columns: 2, table.header[共3件][数量], {rows})"))?;
    assert!(text.document().pages().len() > 3, "the table stands on one page");
    assert_eq!(*text.coverage(), Coverage { numerals: 1, unowned: 1, ..Coverage::default() });
    Ok(())
}

#[test]
fn what_typst_numbers_and_page_furniture_need_no_owner() -> Result {
    let narrative = "#set page(header: [共3件])
#outline()
= 信访
#set heading(numbering: \"1.\")
== 其他 <y>
见@y。#figure(table(columns: 1, [甲]), caption: [情况]) <t>

如@t 所示，见表2、附件3。#footnote[略]";
    holds(Code::UnownedNumeral, narrative)?;
    // 一、 and 1.1., to which 见 refers; 表 1, to which 如 refers; 表2 and 附件3. The outline says nothing of its own.
    assert_eq!(*text(narrative)?.coverage(), Coverage { numerals: 7, structural: 7, ..Coverage::default() });
    Ok(())
}

#[test]
fn a_reason_reaches_as_far_as_its_brackets() -> Result {
    holds(
        Code::UnownedNumeral,
        "#exempt(reason: \"由上级下发\")[
#table(columns: 2, [共3件], [共4件])

- 共6件
]

共⟦7件⟧。#exempt(reason: \"由上级下发\")[共9件，#fig(\"petitions.forwarded\")，共10件]，共⟦11件⟧。
#exempt(reason: \" \")[共⟦12件⟧]，#exempt[共⟦13件⟧]。",
    )
}

#[test]
fn a_figure_owns_no_more_than_was_printed_of_it() -> Result {
    // A function that keeps the begin of the mark and drops its end.
    holds(
        Code::UnownedNumeral,
        "#fig(\"petitions.forwarded\", some: n => n.children.slice(0, 2).join() + [，另有⟦12件⟧])，又有⟦13件⟧。",
    )
}

#[test]
fn each_kind_of_owner_is_counted_apart() -> Result {
    let narrative = "= 概况\n2021年受理#fig(\"petitions.forwarded\")，未经#todo[写明3件]，救助注入#fig(\"relief.fiscal_seed\")，\
        听取汇报#exempt(reason: \"文件规定\")[4次]，#claim(\"petitions.forwarded > 100\", [全部办结])，走访5户，检查6次。";
    let text = text(narrative)?;
    // 一、 and 2021年; 146件 and 全部办结; 120万元, which stands on the sheet of facts; 4次; 5户 and 6次.
    let expected = Coverage { numerals: 8, ledger: 3, entered: 0, structural: 2, exempt: 1, unowned: 2 };
    assert_eq!(*text.coverage(), expected);
    let [exempt] = text.exempt() else { return Err("one numeral is exempt".into()) };
    assert_eq!((exempt.numeral.as_str(), exempt.reason.as_str()), ("4次", "文件规定"));
    Ok(())
}

#[test]
fn words_for_a_figure_vouch_for_its_value_alone() -> Result {
    holds(
        Code::UnownedNumeral,
        "#fig(\"documents.issued\", zero: [未制发规范性文件])；#fig(\"documents.issued\", zero: [未制发⟦3件⟧])。

#fig(\"petitions.on_time_rate\", all: [全部按期办结，办结率100%])。

#fig(\"petitions.forwarded\", some: n => [办结#n，多⟦12件⟧])。

#change(\"disclosure.published_increase\", style: \"多\")；
#change(\"disclosure.published_increase\", up: [多⟦12件⟧，增加])。
",
    )
}

#[test]
fn words_beside_a_figure_may_not_change_it() -> Result {
    holds(
        Code::AlteredFigure,
        "⟦1⟧#fig(\"petitions.forwarded\")，#fig(\"petitions.forwarded\", unit: none)⟦0件⟧，
#⟦fig(\"petitions.forwarded\", unit: none)⟧#fig(\"petitions.campaign\")，
#fig(\"petitions.forwarded\")⟦余⟧，⟦近⟧#fig(\"petitions.forwarded\")，#fig(\"petitions.forwarded\")⟦件⟧，
#fig(\"relief.person_times\", unit: none)⟦人⟧。

约#fig(\"petitions.forwarded\")，#fig(\"petitions.forwarded\")以上，#fig(\"petitions.forwarded\", unit: none)件，
#fig(\"petitions.campaign\")—#fig(\"petitions.forwarded\")。
",
    )
}

#[test]
fn a_claim_answers_for_words_and_for_the_numbers_that_it_names() -> Result {
    holds(
        Code::UnownedNumeral,
        "#claim(\"petitions.forwarded >= 100件\", [达到100件以上])，
#claim(\"petitions.forwarded >= 100件\", [达到⟦120件以上⟧])，
#claim(\"disclosure.published > previous\", [较上年有所增加])。",
    )?;
    holds(
        Code::UnownedClaim,
        "主动公开信息⟦较上年有所增加⟧。信访总量持续减少，服务水平进一步提升，力争投诉量同比下降。",
    )?;
    holds(Code::UnknownFigure, "#⟦claim(\"petitions.forwrded > 1\", [较多])⟧。")
}

#[test]
fn the_packs_own_narrative_has_no_numeral_that_nobody_owns() -> Result {
    bound(None, |compiled, _| {
        let found: Vec<String> = compiled.findings.iter().filter(|f| is_about_owners(f)).map(shown).collect();
        assert_eq!(found, [""; 0]);
        let coverage = compiled.text.coverage();
        assert!(coverage.bound() > 30 && coverage.unowned == 0, "{coverage:?}");
        Ok(())
    })
}

/// The digits of a text, in its order.
fn digits(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { c } else { ' ' })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_numerals_that_are_judged_are_those_of_the_pdf() -> Result {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021/narrative/report.typ");
    // `tests/charts.rs` looks at charts, whose numbers stand on lines of their own.
    let narrative = fs::read_to_string(sample)?;
    let lines: Vec<&str> = narrative.lines().filter(|line| !line.starts_with("#chart(")).collect();
    let narrative = lines.join("\n");
    bound(Some(&narrative), |compiled, folder| {
        let prose = digits(compiled.text.prose());
        let report = compiled.accept(Severity::Error).map_err(|_| "the sample is rejected")?;
        render::write(&report, &folder.join("out"), &[Format::Pdf])?;
        let output = Command::new("pdftotext").arg(folder.join("out/report.pdf")).arg("-").output()?;
        let pdf = String::from_utf8(output.stdout)?;
        // The narrative stands between the addressees and the signature; a page's number between dashes.
        let start = pdf.find("区委、区政府：").ok_or("no addressees")?;
        let end = pdf.rfind("2022年1月25日").ok_or("no date")?;
        let pages: Vec<&str> = pdf[start..end].lines().filter(|line| !line.trim().starts_with('—')).collect();
        let printed = digits(&pages.concat());
        assert!(printed.split(' ').count() > 40, "{printed}");
        assert_eq!(prose, printed);
        Ok(())
    })
}
