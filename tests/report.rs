//! The sample's report as a reader of the PDF has it: every published phrase, next year's words, and what a draft,
//! a final report and an edition for publication may say.

use std::path::Path;
use std::process::Command;
use std::{error, fs};

use chrono::Days;
use nianbao::render::{self, Format};
use nianbao::{Code, Edition, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::day::day;
use nianbao_tests::sample::decisions::Document;
use nianbao_tests::sample::{Sample, replace_in};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// Each figure of the seed in the phrase that the published report states it in.
const PHRASES: [(&str, &str); 37] = [
    ("training.group_study_sessions", "党组中心组专题学法4次"),
    ("training.enforcement_online_trainees", "9人参加行政执法人员网络教育培训"),
    ("training.new_leader_exam_takers", "8人参加新提任领导干部法治理论知识考试"),
    ("outreach.briefing_attendance", "200余人参加"),
    ("outreach.leaflets", "累计发放宣传资料2000余份"),
    ("outreach.books", "购买《退役军人保障法》及辅导读本和释义1000余本"),
    ("outreach.law_copies", "发放《退役军人保障法》3.4万册"),
    ("stations.towns", "22个镇街"),
    ("stations.villages", "160个村（社区）服务站"),
    ("stations.persons_served", "3.4万名服务对象"),
    ("stations.model", "63个服务中心（站）创建“全国示范型退役军人服务站”"),
    ("stations.regular", "120个村（社区）服务站规范运行"),
    ("services.items", "24项依申请类政务服务事项"),
    ("services.shortened", "19项政务事项"),
    ("services.high_frequency", "“伤残抚恤关系转移接收”事项定为高频事项"),
    ("services.four_ways", "24项依申请类服务事项列入"),
    ("documents.issued", "2021年未制发规范性文件"),
    ("decisions.topics", "研究议题242件"),
    ("disclosure.received", "接收政府信息公开申请3件"),
    ("disclosure.carried_in", "上年结转0件"),
    ("disclosure.closed", "当年办结2件"),
    ("disclosure.carried_out", "结转下年继续办理1件"),
    ("disclosure.reconsiderations", "依申请公开引发的行政复议0件"),
    ("disclosure.lawsuits", "依申请公开引发的行政诉讼0件"),
    ("disclosure.published", "主动公开政府信息总计1868条"),
    ("disclosure.published_increase", "较去年增加600多条"),
    ("enforcement.certified_rate", "全部持证上岗"),
    ("enforcement.acts", "全年无行政执法行为"),
    ("petitions.backlog_resolved", "消化问题存量10余件"),
    ("petitions.forwarded", "上级转送信访事项146件"),
    ("petitions.campaign", "中联办“治重化积”信访事项6件"),
    ("petitions.repeat", "退役军人事务部“重复访”信访事项4件"),
    ("petitions.on_time_rate", "按期办结率100%"),
    ("relief.fiscal_seed", "财政注入引导资金120万元"),
    ("relief.donations", "募集善款115万元"),
    ("relief.spent", "使用市、区两级关爱基金60余万元"),
    ("relief.person_times", "帮扶困难退役军人181人次"),
];

fn options(edition: Edition) -> Options {
    Options { edition, font_dirs: vec![fonts()], ..Options::default() }
}

/// Builds the project in `folder` into its `out`, and returns the PDF's text without white space.
fn build(folder: &Path, edition: Edition) -> Result<String> {
    let project = Project::open(folder, &options(edition))?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let report = compiled.accept(Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
    render::write(&report, &folder.join("out"), Format::ALL)?;
    text(&folder.join("out/report.pdf"))
}

/// The text of a PDF without white space and without the banner and the page numbers.
fn text(pdf: &Path) -> Result<String> {
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(pdf).arg("-").output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let is_furniture = |line: &str| {
        let number = line.strip_prefix('—').and_then(|rest| rest.strip_suffix('—'));
        line == "样例数据·非正式文件" || number.is_some_and(|number| number.trim().parse::<u32>().is_ok())
    };
    let lines = text.lines().map(|line| line.trim().trim_start_matches('\u{c}')).filter(|line| !is_furniture(line));
    Ok(lines.collect::<String>().chars().filter(|c| !c.is_whitespace()).collect())
}

/// The text of the report that the changed sample makes.
fn changed(change: impl FnOnce(&mut Sample)) -> Result<String> {
    let mut sample = Sample::new();
    change(&mut sample);
    let folder = tempfile::tempdir()?;
    sample.write_project(folder.path())?;
    build(folder.path(), Edition::Filing)
}

#[test]
fn every_figure_stands_in_the_phrase_that_was_published() -> Result {
    let text = changed(|_| {})?;
    let missing: Vec<_> = PHRASES.iter().filter(|(_, phrase)| !text.contains(phrase)).collect();
    assert!(missing.is_empty(), "{missing:?}\nin {text}");
    // Published wording that was wrong, and does not come back.
    for wrong in ["转结", "242议题件", "事项事项", "行政执人员"] {
        assert!(!text.contains(wrong), "{wrong}");
    }
    Ok(())
}

#[test]
fn the_phrases_speak_of_every_published_figure() -> Result {
    let seed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("seed/figures.csv"))?;
    let mut published: Vec<&str> = seed.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut phrased: Vec<&str> = PHRASES.iter().map(|(id, _)| *id).collect();
    published.sort_unstable();
    phrased.sort_unstable();
    assert_eq!(phrased, published);
    Ok(())
}

#[test]
fn next_years_sentences_are_true_of_next_years_numbers() -> Result {
    let text = changed(|sample| {
        for publication in &mut sample.publications {
            publication.items /= 4;
        }
        let issued = |register_no: &str| Document {
            register_no: register_no.to_owned(),
            number: format!("虚构〔2021〕{register_no}号"),
            title: "虚构的规范性文件".to_owned(),
            issued_on: day(2021, 6, 1),
            published_on: day(2021, 6, 10),
            effective_on: day(2021, 7, 1),
            review: Some("通过"),
        };
        sample.documents.extend(["901", "902"].map(issued));
        sample.petitions.clear();
    })?;
    for phrase in ["较去年减少", "制发规范性文件2件", "无到期信访事项", "上级转送信访事项0件"]
    {
        assert!(text.contains(phrase), "{phrase} in {text}");
    }
    for untrue in ["增加600", "未制发规范性文件", "按期办结率100%", "消化问题存量10余件"] {
        assert!(!text.contains(untrue), "{untrue}");
    }
    Ok(())
}

#[test]
fn one_late_closing_of_156_gives_99_36_percent() -> Result {
    let text = changed(|sample| {
        sample.petitions[0].closed_on = sample.petitions[0].due_on().map(|due| due + Days::new(1));
    })?;
    assert!(text.contains("按期办结率99.36%"), "{text}");
    assert!(!text.contains("按期办结率100%"));
    Ok(())
}

#[test]
fn the_same_rows_give_the_same_bytes_in_another_folder() -> Result {
    let (first, second) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for folder in [&first, &second] {
        Sample::new().write_project(folder.path())?;
        build(folder.path(), Edition::Filing)?;
    }
    for name in Format::ALL.iter().map(|format| format.file()).chain(["manifest.json"]) {
        let bytes = |folder: &tempfile::TempDir| fs::read(folder.path().join("out").join(name));
        assert!(bytes(&first)? == bytes(&second)?, "{name} differs");
    }
    Ok(())
}

#[test]
fn an_edition_for_publication_has_no_cells_and_no_computations() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let complete = build(folder.path(), Edition::Filing)?;
    let json = |folder: &Path| fs::read_to_string(folder.join("out/figures.json"));
    let complete_json = json(folder.path())?;
    let published = build(folder.path(), Edition::Publication)?;
    let published_json = json(folder.path())?;
    // What the complete edition says, so that the test would see it.
    for word in ["信访台账.xlsx", "符合条件的行数", "计算方式", "台账读取情况"] {
        assert!(complete.contains(word), "{word}");
        assert!(!published.contains(word), "{word}");
    }
    for word in ["lineage", "A4:A149", ".xlsx"] {
        assert!(!published_json.contains(word), "{word}");
    }
    assert!(complete_json.contains("\"lineage\""));
    assert!(published.contains("按期办结率100%"));
    let pdf = folder.path().join("out/report.pdf");
    let attached = Command::new("pdfdetach").arg("-saveall").arg("-o").arg(folder.path()).arg(pdf).output()?;
    assert!(attached.status.success(), "{}", String::from_utf8_lossy(&attached.stderr));
    assert_eq!(fs::read_to_string(folder.path().join("figures.json"))?, published_json);
    let provenance = fs::read_to_string(folder.path().join("provenance.json"))?;
    assert!(!provenance.contains("A4"), "{provenance}");
    Ok(())
}

#[test]
fn a_final_report_is_refused_while_a_face_is_substituted() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let file = folder.path().join("nianbao.toml");
    replace_in(&file, "status = \"sample\"", "status = \"final\"")?;
    let project = Project::open(folder.path(), &options(Edition::Filing))?;
    let rejected = nianbao::compile(&project, &Silent)?.accept(Severity::Error);
    let codes: Vec<Code> = rejected.err().ok_or("accepted")?.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::FaceSubstituted; 5]);
    // A face that the unit itself chooses is not substituted silently.
    let chosen = "\n[faces]\ntitle = \"FandolSong\"\nbody = \"FandolFang R\"\nheading = \"FandolHei\"\nsubheading = \"FandolKai\"\npage_number = \"FandolSong\"\n";
    let text = fs::read_to_string(&file)? + chosen;
    fs::write(&file, text)?;
    let project = Project::open(folder.path(), &options(Edition::Filing))?;
    let compiled = nianbao::compile(&project, &Silent)?;
    assert!(compiled.accept(Severity::Error).is_ok());
    // One that it chooses and that isn't there is.
    replace_in(&file, "title = \"FandolSong\"", "title = \"方正小标宋简体\"")?;
    let project = Project::open(folder.path(), &options(Edition::Filing))?;
    assert!(nianbao::compile(&project, &Silent)?.accept(Severity::Error).is_err());
    Ok(())
}

#[test]
fn the_packs_own_narrative_leaves_to_the_unit_what_only_the_unit_knows() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    fs::remove_file(folder.path().join("narrative/report.typ"))?;
    let text = build(folder.path(), Edition::Filing)?;
    assert!(text.contains("【待撰写："), "{text}");
    let listed = text.split("待处理的问题").nth(1).ok_or("a sample lists what is open")?;
    assert!(listed.contains("错误narrative/report.typ:"), "{listed}");
    Ok(())
}

#[test]
fn a_character_without_a_face_stops_the_build_and_is_named() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    replace_in(&folder.path().join("narrative/report.typ"), "一是压实第一责任。", "一是压实第一责任\u{31350}。")?;
    let project = Project::open(folder.path(), &options(Edition::Filing))?;
    let error = nianbao::compile(&project, &Silent).err().ok_or("it compiled")?.to_string();
    assert!(error.contains("U+31350") && error.contains("narrative/report.typ:10:"), "{error}");
    Ok(())
}

#[test]
fn what_stands_in_a_faulty_cell_neither_stops_a_sample_nor_comes_to_its_page() -> Result {
    let text = changed(|sample| {
        sample.petitions[1].case_no = sample.petitions[0].case_no.clone();
        // A character that the faces of official documents don't have, and a name in the wrong column.
        sample.petitions[2].channel = "来信\u{20bb7}测试甲";
    })?;
    let listed = text.split("待处理的问题").nth(1).ok_or("nothing is listed")?;
    assert!(listed.contains("“信访编号”重复：…，首次出现在信访台账.xlsx·信访"), "{listed}");
    assert!(listed.contains("“信访形式”的“…”不在代码表内") && !listed.contains("测试甲"), "{listed}");
    Ok(())
}
