//! The audit of finished texts against the sample project: what agrees, what is wrong, and what must raise no alarm.

use std::error::Error;
use std::fs;
use std::path::Path;

use nianbao::audit::{Audit, Document, Kind, Mention, Reason, Reference, Verdict, audit, extract};
use nianbao::{Code, Computed, Options, Pack, Project, Severity, Silent};
use nianbao_tests::sample::committed;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn text(name: &str) -> Result<String> {
    Ok(fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(name))?)
}

/// The sample project with its figures.
struct Sample {
    project: Project,
    computed: Computed,
}

impl Sample {
    fn new() -> Result<Self> {
        let project = Project::open(&committed(), &Options::default())?;
        let computed = nianbao::compute(&project, &Silent)?;
        Ok(Self { project, computed })
    }

    fn audit(&self, text: &str) -> Audit {
        let reference = Reference::of(&self.project, &self.computed.figures);
        audit(&Document::of_text("report.txt", text.to_owned()), &self.project.pack, Some(&reference))
    }
}

/// The verdicts other than `agrees`, and the codes of the findings.
fn complaints(audit: &Audit) -> Vec<String> {
    let judgements = audit.judgements.iter().filter(|judgement| judgement.verdict != Verdict::Agrees);
    let verdicts = judgements.map(|found| format!("{} {} {:?}", found.verdict.as_str(), found.surface, found.reason));
    verdicts.chain(audit.findings.iter().map(|finding| format!("{} {}", finding.code, finding.place))).collect()
}

#[test]
fn every_figure_of_a_report_is_found_and_agrees() -> Result {
    let sample = Sample::new()?;
    for name in ["defects.txt", "clean.txt"] {
        let audit = sample.audit(&text(name)?);
        let coverage = audit.coverage;
        assert_eq!(
            (coverage.stated, coverage.implied, coverage.statements, coverage.agrees),
            (36, 1, 36, 36),
            "{name}"
        );
        let listed: Vec<&str> = text_of_seed_ids();
        for id in listed {
            let found = audit
                .judgements
                .iter()
                .any(|judgement| judgement.figure.as_ref().is_some_and(|own| own.as_str() == id));
            assert!(found, "{name}: {id}");
        }
    }
    Ok(())
}

/// The ids of the 37 figures of the report that the sample reproduces.
fn text_of_seed_ids() -> Vec<&'static str> {
    let rows = include_str!("seed/figures.csv").lines().skip(1);
    rows.filter_map(|row| row.split(',').next()).filter(|id| !id.is_empty()).collect()
}

#[test]
fn the_defects_of_a_text_are_found_and_a_clean_one_has_none() -> Result {
    let sample = Sample::new()?;
    let found: Vec<String> = complaints(&sample.audit(&text("defects.txt")?));
    let expected = [
        "level-out-of-order report.txt:12:1",
        "wording report.txt:14:58",
        "wording report.txt:18:25",
        "wording report.txt:19:29",
        "wording report.txt:19:43",
        "wording report.txt:21:3",
    ];
    assert_eq!(found, expected);
    assert_eq!(complaints(&sample.audit(&text("clean.txt")?)), Vec::<String>::new());
    Ok(())
}

/// The text with one stretch replaced.
fn replaced(text: &str, mention: &Mention, by: &str) -> String {
    format!("{}{by}{}", &text[..mention.span.start], &text[mention.span.end..])
}

/// The first number of a surface, in ASCII digits, and what stands around it.
fn digits(surface: &str) -> Option<(&str, &str, &str)> {
    let start = surface.find(|c: char| c.is_ascii_digit())?;
    let rest = &surface[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    Some((&surface[..start], &rest[..end], &rest[end..]))
}

/// Wrong statements in place of a right one: digits swapped, off by one, ten times as much, another unit, a round number
/// out of its interval, a zero that is none.
fn mutations(mention: &Mention) -> Vec<String> {
    let Some(statistic) = mention.statistic() else { return Vec::new() };
    match mention.surface.as_str() {
        "未制发规范性文件" => return vec!["制发规范性文件2件".to_owned(), "印发规范性文件１件".to_owned()],
        "无行政执法行为" => return vec!["作出行政执法行为3件".to_owned()],
        "全部持证上岗" => return vec!["持证率95%".to_owned(), "持证上岗率百分之九十".to_owned()],
        _ => {}
    }
    let Some((before, number, after)) = digits(&mention.surface) else { return Vec::new() };
    let mut wrong = Vec::new();
    let swapped: String = number.chars().rev().collect();
    let is_approximate = after.starts_with(['余', '多']);
    if let Ok(value) = number.parse::<i64>() {
        if is_approximate {
            let step = 10_i64.pow(u32::try_from(number.len() - 1).unwrap_or(0));
            wrong.push(format!("{before}{}{after}", value + step));
            wrong.push(format!("{before}{}{after}", value * 10));
        } else {
            wrong.push(format!("{before}{}{after}", value + 1));
            if swapped != number && !swapped.starts_with('0') {
                wrong.push(format!("{before}{swapped}{after}"));
            }
        }
    } else {
        wrong.push(format!("{before}{swapped}{after}"));
    }
    let slips = [("人次", "人"), ("万元", "元"), ("万册", "册"), ("%", "‰"), ("%", "个百分点")];
    for (from, to) in slips {
        if after.ends_with(from) {
            wrong.push(format!("{before}{number}{}{to}", after.trim_end_matches(from)));
        }
    }
    if mention.surface == "600多条" {
        wrong.push("减少600多条".to_owned());
    }
    if ["件", "条", "项", "次", "个"].contains(&after) && number != "0" {
        wrong.push(format!("{before}{number}人"));
    }
    if after == "人" && statistic.kind == Kind::Count {
        wrong.push(format!("{before}{number}人次"));
    }
    wrong
}

#[test]
fn every_mutation_of_a_report_is_caught() -> Result {
    let sample = Sample::new()?;
    let text = text("clean.txt")?;
    let mut tried = 0;
    let mut missed = Vec::new();
    for mention in extract(&text) {
        for wrong in mutations(&mention) {
            tried += 1;
            let mutated = replaced(&text, &mention, &wrong).replace("增加减少", "减少");
            let audit = sample.audit(&mutated);
            let caught = audit.findings.iter().filter(|found| found.code == Code::ContradictedFigure).count();
            if caught != 1 {
                missed.push(format!("{} → {wrong}: {caught} {:?}", mention.surface, complaints(&audit)));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {tried}: {missed:#?}", missed.len());
    assert!(tried >= 50, "only {tried}");
    Ok(())
}

/// An integer below 10 000 in Chinese.
fn in_chinese(value: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut written = String::new();
    let mut zero = false;
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / place % 10;
        if digit == 0 {
            zero = !written.is_empty();
            continue;
        }
        if zero {
            written.push('零');
        }
        zero = false;
        if !(place == 10 && digit == 1 && written.is_empty()) {
            written.push_str(DIGITS[digit as usize]);
        }
        written.push_str(name);
    }
    if written.is_empty() { "零".to_owned() } else { written }
}

/// The same in other numbers and words, by what stands in the text.
const SAME: &[(&str, &[&str])] = &[
    ("100%", &["百分之百", "100.0%", "１００％"]),
    ("3.4万册", &["3万余册", "近3.5万册", "三万多册"]),
    ("3.4万名", &["3万多人", "3.4万人"]),
    ("120万元", &["1200000元", "一百二十万元", "120.0万元"]),
    ("115万元", &["1150000元", "110余万元", "0.0115亿元"]),
    ("60余万元", &["60多万元", "六十余万元", "超过60万元", "近70万元", "63.87万元"]),
    ("2000余份", &["两千余份", "2000多份"]),
    ("200余人", &["两百余人", "200多人", "二百余人", "超过200人"]),
    ("10余件", &["十余件", "十多件", "13件"]),
    ("600多条", &["600余条", "六百多条", "643条"]),
    ("9人", &["9名"]),
];

/// The same statement in other characters and words.
fn rewordings(mention: &Mention) -> Vec<String> {
    let Some((before, number, after)) = digits(&mention.surface) else { return Vec::new() };
    let wide: String = number.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect();
    let mut same = vec![format!("{before}{wide}{after}")];
    if let Ok(value) = number.parse::<u32>() {
        let classifiers = ["件", "人", "次", "人次", "条", "项", "个"];
        if value > 10 && classifiers.contains(&after) {
            same.push(format!("{before}{}{after}", in_chinese(value)));
        }
        if value >= 1000 && classifiers.contains(&after) {
            same.push(format!("{before}{},{:03}{after}", value / 1000, value % 1000));
        }
    }
    let others = SAME.iter().filter(|(surface, _)| *surface == mention.surface).flat_map(|(_, others)| *others);
    same.extend(others.map(|other| (*other).to_owned()));
    same
}

#[test]
fn no_rewording_that_keeps_the_truth_raises_an_alarm() -> Result {
    let sample = Sample::new()?;
    let text = text("clean.txt")?;
    let mut tried = 0;
    let mut alarmed = Vec::new();
    for mention in extract(&text).into_iter().filter(|mention| mention.statistic().is_some()) {
        for same in rewordings(&mention) {
            tried += 1;
            let audit = sample.audit(&replaced(&text, &mention, &same));
            let complaints = complaints(&audit);
            if !complaints.is_empty() {
                alarmed.push(format!("{} → {same}: {complaints:?}", mention.surface));
            }
        }
    }
    assert!(alarmed.is_empty(), "{} of {tried}: {alarmed:#?}", alarmed.len());
    assert!(tried >= 50, "only {tried}");
    Ok(())
}

#[test]
fn what_rounding_explains_is_told_apart_from_a_contradiction() -> Result {
    let sample = Sample::new()?;
    let text = text("clean.txt")?;
    let codes = |from: &str, to: &str| {
        let audit = sample.audit(&text.replacen(from, to, 1));
        audit.findings.iter().map(|found| (found.code, found.severity)).collect::<Vec<_>>()
    };
    // The ledger has some more than 34 000 copies, printed as 3.4万; and 63.87万元.
    assert_eq!(codes("3.4万册", "34000册"), [(Code::CutOff, Severity::Warning)]);
    assert_eq!(codes("60余万元", "63.8万元"), [(Code::CutOff, Severity::Warning)]);
    assert_eq!(codes("60余万元", "63.9万元"), []);
    assert_eq!(codes("60余万元", "63.7万元"), [(Code::ContradictedFigure, Severity::Error)]);
    Ok(())
}

#[test]
fn comparisons_with_last_year_are_held_against_both_years() -> Result {
    let sample = Sample::new()?;
    // 1868 this year, 1225 last year: 643 more, which is 52.489…% of 1225, and 1.524… times as many.
    let verdict = |text: &str| {
        let audit = sample.audit(text);
        let last = audit.judgements.last().ok_or("no statement")?;
        let figure = last.figure.as_ref().map(ToString::to_string);
        Ok::<_, Box<dyn Error>>((last.verdict, last.reason, figure.as_deref() == Some("disclosure.published")))
    };
    for text in [
        "主动公开政府信息1868条，同比增长52.5%。",
        "主动公开政府信息1868条，同比增长52%。",
        "主动公开政府信息1868条，较上年增长五成多。",
        "主动公开政府信息1868条，较去年增加643条，同比增长52.49%。",
        "主动公开政府信息1868条，是上年的1.5倍。",
        "主动公开政府信息同比增长超过50%。",
    ] {
        assert_eq!(verdict(text)?, (Verdict::Agrees, None, true), "{text}");
    }
    for text in [
        "主动公开政府信息1868条，同比增长25%。",
        "主动公开政府信息1868条，同比下降52%。",
        "主动公开政府信息1868条，较上年翻两番。",
        "主动公开政府信息1868条，是上年的2.5倍。",
        "主动公开政府信息1868条，同比增长近五成。",
    ] {
        assert_eq!(verdict(text)?, (Verdict::Contradicts, None, true), "{text}");
    }
    assert_eq!(verdict("主动公开政府信息1868条，同比增长52.48%。")?, (Verdict::RoundingOnly, None, true));
    // Last year there was none, of another figure nothing is known, and a rate may be meant in points.
    for (text, reason) in [
        ("收到政府信息公开申请3件，上年结转0件，办结2件，结转下年继续办理1件，同比增长20%。", Reason::PreviousZero),
        ("共办理上级转送信访事项146件，同比增长20%。", Reason::PreviousUnknown),
        ("共办理上级转送信访事项146件，按期办结率100%，同比增长2%。", Reason::OtherKind),
        ("共走访企业30家，同比增长20%。", Reason::NoFigure),
    ] {
        assert_eq!(verdict(text)?, (Verdict::NotAssessable, Some(reason), false), "{text}");
    }
    // How a figure stands to last year's is no statement of it.
    assert_eq!(sample.audit("主动公开政府信息同比增长52%。").coverage.stated, 0);
    Ok(())
}

/// Sentences that state the sample's figures in other words.
const OTHER_WORDS: &[&str] = &[
    "全年上级转送信访事项共办理146件。",
    "今年以来，我局共办理146件上级转送信访事项。",
    "收到政府信息公开申请3件，无上年结转，办结2件，结转下年度继续办理1件。",
    "依申请公开引发的行政复议、行政诉讼均为0件。",
    "全年收到政府信息公开申请三件；上年度结转〇件；本年度办结两件；结转下一年度1件。",
    "主动公开各类政府信息1868条，比上年增加643条。",
    "2021年，募集善款115万元。",
    "召开党组理论学习中心组专题学法会4次。",
    "全年审议议题242个。",
    "累计发放各类普法宣传资料2360份。",
    "行政执法人员持证上岗率100%。",
    "全年印发规范性文件0件。",
    "使用两级关爱基金63.87万元。",
];

#[test]
fn figures_in_other_words_agree() -> Result {
    let sample = Sample::new()?;
    for text in OTHER_WORDS {
        let audit = sample.audit(text);
        assert_eq!(audit.findings, [], "{text}");
        assert!(audit.coverage.agrees > 0, "{text}: {:#?}", audit.judgements);
        assert_eq!(audit.coverage.agrees, audit.coverage.statements, "{text}: {:?}", complaints(&audit));
    }
    Ok(())
}

#[test]
fn texts_that_speak_of_something_else_raise_no_alarm() -> Result {
    let sample = Sample::new()?;
    for text in include_str!("texts/unseen.txt").split("\n----\n") {
        let audit = sample.audit(text);
        let findings: Vec<String> =
            audit.findings.iter().map(|found| format!("{} {}", found.code, found.place)).collect();
        assert_eq!(findings, Vec::<String>::new(), "{text}");
    }
    Ok(())
}

#[test]
fn shares_that_leave_nothing_out_add_up_within_their_rounding() -> Result {
    let pack = Pack::standard("rule-of-law")?;
    let found = |text: &str| audit(&Document::of_text("a.txt", text.to_owned()), &pack, None).findings.len();
    assert_eq!(found("来信占33.3%，来访占33.3%，其他占33.3%。"), 0);
    assert_eq!(found("来信占33.3%，来访占33.3%，其他占43.3%。"), 1);
    assert_eq!(found("来信占33.3%，来访占33.3%。"), 0);
    Ok(())
}

#[test]
fn a_text_without_a_part_that_is_asked_for_is_told() -> Result {
    let sample = Sample::new()?;
    let without = text("clean.txt")?.replace("第一责任人", "主要负责人");
    let codes: Vec<Code> = sample.audit(&without).findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::MissingPart]);
    // A report of another kind isn't asked for it.
    let other_kind = without.replace("法治政府建设", "政府信息公开");
    assert_eq!(sample.audit(&other_kind).findings, []);
    Ok(())
}

#[test]
fn a_report_of_another_year_or_unit_is_one_finding() -> Result {
    let sample = Sample::new()?;
    let other_year = text("clean.txt")?.replace("2021年", "2019年");
    let other_unit = text("clean.txt")?.replace("退役军人事务局", "卫生健康委员会");
    for text in [other_year, other_unit] {
        let audit = sample.audit(&text);
        let errors: Vec<Code> =
            audit.findings.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code).collect();
        assert_eq!(errors, [Code::OtherReport]);
        assert_eq!(audit.judgements, []);
    }
    Ok(())
}

#[test]
fn a_text_is_held_against_itself_without_a_project() -> Result {
    let pack = Pack::standard("rule-of-law")?;
    let audit_of = |text: &str| audit(&Document::of_text("report.txt", text.to_owned()), &pack, None);
    assert_eq!(audit_of(&text("clean.txt")?).findings, []);
    let broken = text("clean.txt")?.replace("当年办结2件", "当年办结1件");
    let found: Vec<Code> = audit_of(&broken).findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::TextContradictsItself]);
    Ok(())
}

#[test]
fn a_long_text_and_a_long_line_are_audited_at_once() -> Result {
    let sample = Sample::new()?;
    let once = text("defects.txt")?;
    let long = once.repeat(40);
    assert!(sample.audit(&long).coverage.statements >= 36 * 40);
    let line = once.replace('\n', "，").repeat(40);
    assert!(sample.audit(&line).coverage.statements > 0);
    Ok(())
}
