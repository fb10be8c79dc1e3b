//! Charts: what a pack may declare, what comes of it on the page and in every other output, and that nothing of it is
//! lost, unowned or too faint.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;
use std::{error, fs};

use nianbao::chart::Chart;
use nianbao::narrative::tree::{Block, Inline, Picture, Role, Scope, Table, line};
use nianbao::render::{self, Format};
use nianbao::{Code, Compiled, Error, Options, Pack, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::committed;
use nianbao_tests::spec::Page;
use zip::ZipArchive;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

const CHARTS: [&str; 6] = [
    "petitions.by_month",
    "petitions.by_channel",
    "petitions.by_source",
    "disclosure.flow",
    "disclosure.published_by_section",
    "relief.by_fund",
];

/// The sample with this narrative.
fn sample(narrative: Option<&str>) -> Result<Project> {
    let mut project = Project::open(&committed(), &Options { font_dirs: vec![fonts()], ..Options::default() })?;
    if let Some(narrative) = narrative {
        narrative.clone_into(&mut project.narrative.text);
    }
    Ok(project)
}

/// A narrative of nothing but the statutory parts and these charts.
fn narrative_of(charts: &[&str]) -> String {
    let parts = ["measures", "shortcomings", "leadership", "plans"].map(|part| format!("#metadata(1) <part-{part}>\n"));
    let charts: Vec<String> = charts.iter().map(|chart| format!("#chart(\"{chart}\")\n")).collect();
    format!("#import \"/nianbao.typ\": chart\n{}{}", parts.concat(), charts.concat())
}

/// The project of `tests/charts/hard.md`, with the layout of the standard pack.
fn hard(folder: &Path) -> Result<Project> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("charts/hard.md"))?;
    let mut page = Page::parse(&text).map_err(|fault| fault.to_string())?;
    let case = page.cases.first_mut().ok_or("no case")?;
    for (name, text) in Pack::named(None)?.files.into_iter().filter(|(name, _)| name.starts_with("layout/")) {
        case.files.insert(format!("pack/{name}"), text);
    }
    case.write(folder)?;
    let options = Options { pack: Some(folder.join("pack")), font_dirs: vec![fonts()], ..Options::default() };
    Ok(Project::open(folder, &options)?)
}

/// The charts of the narrative in the tree: the picture, the table, the caption.
fn drawn<'c>(compiled: &'c Compiled<'_>) -> Vec<(&'c Picture, &'c Table, String)> {
    let narrative = compiled.text.tree().parts.iter().filter(|part| part.role == Role::Narrative);
    let charts = narrative.flat_map(|part| &part.blocks).filter_map(|block| {
        let Block::Captioned { blocks, caption } = block else { return None };
        let [Block::Paragraph(first), Block::Table(table)] = blocks.as_slice() else { return None };
        let [Inline::Picture(picture)] = first.as_slice() else { return None };
        Some((picture, table, line(caption)))
    });
    charts.collect()
}

/// A table row by row: headers in brackets, figures in braces with their ids.
fn outline(table: &Table) -> Vec<String> {
    let inline = |inline: &Inline| match inline {
        Inline::Figure(stated) => format!("{{{} {}}}", stated.id, stated.plain()),
        other => line(std::slice::from_ref(other)),
    };
    let cell = |cell: &nianbao::narrative::tree::Cell| {
        let text: String = cell
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(inlines) => inlines.iter().map(inline).collect(),
                other => format!("{other:?}"),
            })
            .collect();
        match cell.scope {
            Some(Scope::Column) => format!("[{text}]"),
            Some(Scope::Row) => format!("<{text}>"),
            None => text,
        }
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

/// The numbers of a text, the least first.
fn numbers(text: &str) -> Vec<String> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let found =
        text.split(|c| !is_number(c)).map(|number| number.trim_matches('.')).filter(|number| !number.is_empty());
    let mut found: Vec<String> = found.map(str::to_owned).collect();
    found.sort_unstable();
    found
}

/// What a pack with these charts is told: the key of each fault with its line and column.
fn faults(charts: &str, change: impl Fn(&mut BTreeMap<String, String>)) -> Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let mut files = Pack::named(None)?.files;
    files.insert("charts.toml".to_owned(), charts.to_owned());
    change(&mut files);
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(path, text)?;
    }
    match Pack::open(folder.path()) {
        Ok(_) => Ok(Vec::new()),
        Err(Error::Pack(faults)) => {
            let shown = |fault: &nianbao::Fault| {
                let at = fault.at.as_ref().map(|at| format!(" {}:{}:{}", at.file, at.line, at.column));
                format!("{}{}", fault.key, at.unwrap_or_default())
            };
            Ok(faults.iter().map(shown).collect())
        }
        Err(other) => Err(other.into()),
    }
}

#[test]
fn every_mistake_in_a_chart_is_an_error_with_its_place() -> Result {
    let one = |form: &str| format!("[a.b]\nlabel = \"图\"\nchart.{form}\n");
    let many: Vec<String> = (0..25).map(|_| "\"petitions.total\"".to_owned()).collect();
    for (charts, expected) in [
        (one("columns = { series = \"petitions.by_mont\" }"), "unknown-series charts.toml:3:28"),
        (one("columns = { series = \"petitions.total\" }"), "chart-of-no-series charts.toml:3:28"),
        (one("bars = { figures = [\"petitions.totl\"] }"), "unknown-figure-id charts.toml:3:27"),
        (one("bars = { figures = [\"petitions.by_month\"] }"), "series-among-figures charts.toml:3:27"),
        (one("bars = { figures = [\"petitions.total\", \"relief.persons\"] }"), "chart-of-two-units charts.toml:3:46"),
        (one("bars = { figures = [\"relief.spent\", \"petitions.total\"] }"), "chart-of-two-units charts.toml:3:43"),
        (one("bars = { figures = [\"petitions.due\", \"petitions.due\"] }"), "figure-twice-in-chart charts.toml:3:44"),
        (one("bars = { figures = [] }"), "chart-of-one-of-two charts.toml:3:1"),
        (one("bars = { series = \"petitions.by_month\", figures = [\"petitions.due\"] }"), "chart-of-one-of-two charts.toml:3:1"),
        (one("flow = { steps = [[\"petitions.due\"]] }"), "flow-without-steps charts.toml:3:1"),
        (one("flow = { steps = [[\"petitions.due\"], []] }"), "flow-without-steps charts.toml:3:1"),
        (one("pie = { series = \"petitions.by_month\" }"), "unknown-variant charts.toml:3:7"),
        (one("bars = { series = \"petitions.by_month\", against = \"last\" }"), "unknown-variant charts.toml:3:57"),
        (one("bars = { serie = \"petitions.by_month\" }"), "unknown-key charts.toml:3:16"),
        ("[a.b]\nchart.bars = { series = \"petitions.by_month\" }\n".to_owned(), "missing-key charts.toml:1:1"),
        (
            "[a.b]\nlabel = \"图\"\nnames = { \"petitions.due\" = \"到期\" }\nchart.bars = { series = \"petitions.by_month\" }\n"
                .to_owned(),
            "name-of-no-figure charts.toml:3:11",
        ),
        ("[a.B]\nlabel = \"图\"\nchart.bars = { series = \"petitions.by_month\" }\n".to_owned(), "not-snake-case charts.toml:1:4"),
    ] {
        assert_eq!(faults(&charts, |_| {})?, [expected], "{charts}");
    }
    let twice = faults(&one(&format!("bars = {{ figures = [{}] }}", many.join(", "))), |_| {})?;
    assert!(twice.last().is_some_and(|last| last.starts_with("chart-too-long")), "{twice:?}");
    // Several faults are told at once, and a chart that is right is none.
    let both = "[a.b]\nlabel = \"一\"\nchart.bars = { series = \"x.y\" }\n[a.c]\nlabel = \"二\"\nchart.bars = { figures = [\"x.y\"] }\n";
    assert_eq!(faults(both, |_| {})?, ["unknown-series charts.toml:3:25", "unknown-figure-id charts.toml:6:27"]);
    assert_eq!(faults(&one("columns = { series = \"petitions.by_month\" }"), |_| {})?, [""; 0]);
    Ok(())
}

#[test]
fn a_pack_with_charts_needs_a_layout_that_draws_them_and_one_without_needs_none() -> Result {
    let charts = "[a.b]\nlabel = \"图\"\nchart.columns = { series = \"petitions.by_month\" }\n";
    let without_layout = |files: &mut BTreeMap<String, String>| {
        files.remove("layout/charts.typ");
    };
    assert_eq!(faults(charts, without_layout)?, ["charts-without-layout charts.toml:3:1"]);
    assert_eq!(faults("", without_layout)?, [""; 0]);
    assert_eq!(
        faults("", |files| {
            files.remove("layout/charts.typ");
            files.remove("charts.toml");
        })?,
        [""; 0]
    );
    Ok(())
}

#[test]
fn a_chart_is_a_picture_with_a_table_of_its_figures() -> Result {
    let project =
        sample(Some(&narrative_of(&["petitions.by_month", "petitions.by_source", "disclosure.published_by_section"])))?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let charts = drawn(&compiled);
    let captions: Vec<&str> = charts.iter().map(|(_, _, caption)| caption.as_str()).collect();
    assert_eq!(
        captions,
        [
            "图1 各月收到信访事项（单位：件）",
            "图2 办理转送交办信访事项的来源（单位：件）",
            "图3 各栏目主动公开政府信息与上年比较（单位：条）"
        ]
    );
    let months = outline(charts[0].1);
    assert_eq!(months[0], "[1月] [2月] [3月] [4月] [5月] [6月] [7月] [8月] [9月] [10月] [11月] [12月]");
    assert!(months[1].starts_with("{petitions.by_month.01 12} {petitions.by_month.02 13} {petitions.by_month.03 15} "));
    assert!(months[1].ends_with(" {petitions.by_month.12 5}") && months.len() == 2, "{months:?}");
    assert_eq!(
        outline(charts[1].1),
        [
            "<上级转送> {petitions.forwarded 146}",
            "<中联办“治重化积”> {petitions.campaign 6}",
            "<退役军人事务部“重复访”> {petitions.repeat 4}",
            "<其他交办> {petitions.other_assigned 0}"
        ]
    );
    // Last year's number is no figure of this report: who refreshes figures must leave it alone.
    let sections = outline(charts[2].1);
    assert_eq!(sections[0], " [2020年] [2021年]");
    assert_eq!(sections[1], "<政策法规> 205 {disclosure.published_by_section.政策法规 268}");
    assert_eq!(sections.len(), 11);
    let told =
        "办理转送交办信访事项的来源：上级转送 146件、中联办“治重化积” 6件、退役军人事务部“重复访” 4件、其他交办 0件";
    assert_eq!(charts[1].0.alt, told);
    assert!(charts[2].0.alt.contains("政策法规（2020年 205条、2021年 268条）"), "{}", charts[2].0.alt);
    for (picture, _, _) in &charts {
        assert!(picture.is_told && picture.media_type == "image/svg+xml");
        // 156 mm are 442 pt, 225 mm 638 pt.
        assert!((300..=443).contains(&picture.size[0]) && picture.size[1] < 600, "{:?}", picture.size);
    }
    Ok(())
}

#[test]
fn every_output_has_the_numbers_of_a_chart_once() -> Result {
    let folder = tempfile::tempdir()?;
    let project = sample(Some(&narrative_of(&CHARTS)))?;
    let report = nianbao::compile(&project, &Silent)?.accept(Severity::Error).map_err(|_| "rejected")?;
    render::write(&report, folder.path(), &[Format::Pdf, Format::Html, Format::Txt, Format::Md])?;
    let charts: Vec<String> = drawn(report.compiled())
        .iter()
        .flat_map(|(_, table, caption)| [outline(table).join(" "), caption.clone()])
        .collect();
    // Ids have digits of their own.
    let ids = regex::Regex::new(r"\{\S+ ")?;
    let expected = numbers(&ids.replace_all(&charts.join(" "), " "));
    assert!(expected.len() > 60, "{expected:?}");
    let between = |text: &str| -> Result<Vec<String>> {
        let start = text.find("区委、区政府：").ok_or("no addressees")?;
        let end = start + text[start..].find("2022年1月25日").ok_or("no date")?;
        let lines = text[start..end].lines().filter(|line| !line.trim().starts_with('—'));
        Ok(numbers(&lines.collect::<Vec<_>>().join("\n")))
    };
    let pdf = Command::new("pdftotext").arg("-layout").arg(folder.path().join("report.pdf")).arg("-").output()?;
    let html = fs::read_to_string(folder.path().join("report.html"))?;
    let tags = regex::Regex::new(r"<[^>]*>")?;
    assert_eq!(between(&String::from_utf8(pdf.stdout)?)?, expected, "pdf");
    assert_eq!(between(&tags.replace_all(&html, " "))?, expected, "html");
    for name in ["report.txt", "report.md"] {
        assert_eq!(between(&fs::read_to_string(folder.path().join(name))?)?, expected, "{name}");
    }
    let traced = "<data value=\"12\" data-figure=\"petitions.by_month.01\">";
    assert!(html.contains(traced) && html.contains("id=\"figure-petitions.by_month.01\""));
    // Last year's number is traced beside this year's.
    assert!(html.contains("<dt>上年</dt><dd>2020 年报告（figures-2020.json）：205条</dd>"));
    Ok(())
}

#[test]
fn every_numeral_of_a_chart_is_owned_and_the_packs_own_words_are_structural() -> Result {
    let project = sample(Some(&narrative_of(&["disclosure.published_by_section"])))?;
    let compiled = nianbao::compile(&project, &Silent)?;
    // Ten sections in both years, 2020年, 2021年, and the number of the chart. Last year's figures were entered by none.
    let coverage = compiled.text.coverage();
    assert_eq!((coverage.ledger, coverage.entered, coverage.structural, coverage.unowned), (20, 0, 3, 0));
    let folder = tempfile::tempdir()?;
    let project = hard(folder.path())?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let found: Vec<Code> = compiled.text.findings().iter().map(|finding| finding.code).collect();
    assert!(found.iter().all(|code| *code == Code::FaceSubstituted), "{found:?}");
    // 同比增加, 全部2项, 全年为零, 3次以上 and 2018年 stand in titles, notes and names.
    assert!(compiled.text.coverage().structural > 10 && compiled.text.coverage().unowned == 0);
    // Last year's were stated by hand.
    assert_eq!(compiled.text.coverage().entered, 2);
    Ok(())
}

#[test]
fn what_is_hard_to_draw_is_drawn() -> Result {
    let folder = tempfile::tempdir()?;
    let project = hard(folder.path())?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let charts = drawn(&compiled);
    assert_eq!(charts.len(), 8);
    let mixed = [
        "<全部> {g.total 5}",
        "<减少> {g.less -3}",
        "<无一件> {g.zero 0}",
        "<较上年增加> {g.change —}",
        "<未建> {g.absent 不适用}",
    ];
    assert_eq!(outline(charts[0].1), mixed);
    assert_eq!(charts[0].0.alt, "同比增加和减少全部2项：全部 5件、减少 -3件、无一件 0件、较上年增加 未知、未建 不适用");
    assert_eq!(outline(charts[2].1), [" [全部] [三月]", "<2020年> 8 —", "<2021年> {g.total 5} {g.march 2}"]);
    assert_eq!(outline(charts[3].1), [" [2020年] [2021年]", "<金额> 0 {g.dear 13111.11}"]);
    assert_eq!(charts[3].2, "图4 金额与上年比较（单位：万元）");
    assert!(charts[5].1.rows[1].cells.len() == 12, "{:?}", outline(charts[5].1));
    assert_eq!(outline(charts[6].1)[1], "<3次以上> {g.by_kind.3次以上 2}");
    let flow = [
        "<全部事项> {g.total 5}",
        "<三月事项> {g.march 2}",
        "<十二月事项> {g.zero 0}",
        "<未建台账的事项> {g.absent 不适用}",
    ];
    assert_eq!(outline(charts[7].1), flow);
    let flow = "办理流程：全部事项 5件；其后，三月事项 2件、十二月事项 0件；其后，未建台账的事项 不适用";
    assert_eq!(charts[7].0.alt, flow);
    let prose = compiled.text.prose();
    assert!(prose.contains("注：减少的写作负数，2018年起统计。"), "{prose}");
    let report = compiled.accept(Severity::Error).map_err(|_| "rejected")?;
    // The PDF is written by the rules of PDF/A and PDF/UA-1.
    assert!(report.pdf()?.starts_with(b"%PDF"));
    // Too wide for a line of text: each number behind its name.
    assert!(String::from_utf8(report.txt())?.contains("3月：12345678.5\n"), "{}", String::from_utf8(report.txt())?);
    Ok(())
}

#[test]
fn a_bar_is_as_long_as_its_number_from_zero() -> Result {
    let folder = tempfile::tempdir()?;
    let project = hard(folder.path())?;
    let computed = nianbao::compute(&project, &Silent)?;
    let chart = |id: &str| -> Result<Chart> {
        let spec = project.pack.chart(id).ok_or("no chart")?;
        Ok(Chart::of(spec, &project.pack, &computed.figures, project.previous.as_ref(), 2021))
    };
    let ends = |chart: &Chart| -> Vec<Option<[f64; 2]>> {
        chart.members.iter().flat_map(|member| &member.bars).map(|bar| bar.ends).collect()
    };
    // From -3 to 5: zero lies at three eighths.
    let mixed = chart("c.mixed")?;
    assert_eq!(ends(&mixed), [Some([0.375, 1.0]), Some([0.0, 0.375]), Some([0.375, 0.375]), None, None]);
    assert!((mixed.zero - 0.375).abs() < f64::EPSILON);
    // Last year's 8 is the longest; that of March is not known.
    assert_eq!(ends(&chart("c.years")?), [Some([0.0, 1.0]), Some([0.0, 0.625]), None, Some([0.0, 0.25])]);
    let none = chart("c.none")?;
    assert!(!none.is_empty() && ends(&none).iter().all(|ends| *ends == Some([0.0, 0.0])));
    Ok(())
}

/// The relative luminance of a colour, as WCAG reckons it: 0 for black, 1 for white.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or(0)) / 255.0;
    let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(channel(1)) + 0.7152 * linear(channel(3)) + 0.0722 * linear(channel(5))
}

#[test]
fn colours_hold_in_grey_and_for_who_sees_none() -> Result {
    let project = sample(Some(&narrative_of(&["disclosure.published_by_section", "disclosure.flow"])))?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let charts = drawn(&compiled);
    let contrast = |one: f64, other: f64| (one.max(other) + 0.05) / (one.min(other) + 0.05);
    let colours = regex::Regex::new("(fill|stroke)=\"(#[0-9a-f]{6})\"")?;
    for (picture, _, caption) in &charts {
        let svg = String::from_utf8(picture.bytes.clone())?;
        let of = |kind: &str| -> BTreeSet<String> {
            colours.captures_iter(&svg).filter(|found| &found[1] == kind).map(|found| found[2].to_owned()).collect()
        };
        let (fills, strokes) = (of("fill"), of("stroke"));
        let fills: Vec<f64> = fills.iter().map(|fill| luminance(fill)).filter(|fill| *fill > 0.001).collect();
        assert!(fills.len() == 2 && contrast(fills[0], fills[1]) >= 4.5, "{caption}: {fills:?}");
        // Of a light bar the edge is dark, so that it stands out from the paper too.
        assert!(
            !strokes.is_empty() && strokes.iter().all(|stroke| contrast(luminance(stroke), 1.0) >= 4.5),
            "{caption}"
        );
        // Black numbers stand on what is light, or beside what is dark.
        assert!(
            fills.iter().all(|fill| contrast(*fill, 0.0) >= 7.0 || contrast(*fill, 1.0) >= 7.0),
            "{caption}: {fills:?}"
        );
    }
    assert_eq!(charts.len(), 2);
    Ok(())
}

#[test]
fn a_chart_stands_on_one_page_and_leaves_the_lines_on_their_grid() -> Result {
    let line = "法治政府建设年度报告样例法治政府建设年度报告样例法治政府。\n\n";
    let top_of = regex::Regex::new("yMin=\"([0-9.]+)\" xMax=\"[0-9.]+\" yMax=\"[0-9.]+\">法治政府建设")?;
    for before in [0, 5, 9, 10, 11, 12, 13, 21] {
        let narrative =
            narrative_of(&[]) + &line.repeat(before) + "#chart(\"disclosure.published_by_section\")\n\n" + line;
        let project = sample(Some(&narrative))?;
        let compiled = nianbao::compile(&project, &Silent)?;
        let folder = tempfile::tempdir()?;
        let report = compiled.accept(Severity::Error).map_err(|_| "rejected")?;
        let path = folder.path().join("report.pdf");
        fs::write(&path, report.pdf()?)?;
        let text = String::from_utf8(Command::new("pdftotext").arg("-bbox").arg(&path).arg("-").output()?.stdout)?;
        let pages: Vec<&str> = text.split("<page ").skip(1).collect();
        let of_chart: Vec<usize> =
            pages.iter().enumerate().filter(|(_, page)| page.contains(">机构职能<")).map(|(at, _)| at).collect();
        assert!(pages[of_chart[0]].contains(">702<") && pages[of_chart[0]].contains(">就业创业<"), "{before}");
        // The lines of the running text stand one pitch, 28.99 pt, or several from the first line of the page.
        let tops: Vec<f64> =
            pages[of_chart[0]].lines().filter_map(|line| top_of.captures(line)?[1].parse().ok()).collect();
        for pair in tops.windows(2) {
            let pitches = (pair[1] - pair[0]) / 28.99;
            assert!((pitches - pitches.round()).abs() < 0.01, "{before} lines before: {tops:?}");
        }
    }
    Ok(())
}

#[test]
fn the_annex_has_the_declared_charts_first_and_nothing_twice() -> Result {
    let project = sample(None)?;
    let report = nianbao::compile(&project, &Silent)?.accept(Severity::Error).map_err(|_| "rejected")?;
    let mut archive = ZipArchive::new(Cursor::new(report.annex()?))?;
    let mut drawing = String::new();
    archive.by_name("xl/drawings/drawing1.xml")?.read_to_string(&mut drawing)?;
    let told: Vec<&str> = drawing.split("descr=\"").skip(1).filter_map(|rest| rest.split(['：', '"']).next()).collect();
    assert_eq!(
        told,
        [
            "各月收到信访事项",
            "办理信访事项的信访形式",
            "办理转送交办信访事项的来源",
            "政府信息公开申请的办理",
            "各栏目主动公开政府信息与上年比较",
            "帮扶资金的来源",
            "学法培训次数（按类别）",
            "研究议题（按会议）",
            "主动公开政府信息（按月）",
            "主动公开政府信息总计"
        ]
    );
    Ok(())
}

#[test]
fn the_guidance_of_a_new_narrative_names_every_chart() -> Result {
    let pack = Pack::named(None)?;
    let declared: Vec<&str> = pack.charts.iter().map(|chart| chart.id.as_str()).collect();
    assert_eq!(declared, CHARTS);
    let narrative = pack.files.get("narrative/report.typ").ok_or("no narrative")?;
    let guidance: Vec<&str> = narrative.lines().filter(|line| line.starts_with("//")).collect();
    for id in CHARTS {
        assert!(guidance.iter().any(|line| line.contains(&format!("{id}（"))), "{id}");
    }
    Ok(())
}
