//! The outputs beside the page: each states the numerals of the PDF, takes nothing from data for markup, and shows no more
//! than its edition may.

use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::audit::{self, Document};
use nianbao::render::{self, Format};
use nianbao::{Edition, Error, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::committed;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// The text outputs.
const TEXTS: [Format; 5] = [Format::Pdf, Format::Html, Format::Docx, Format::Txt, Format::Md];

/// Builds the sample, with this narrative, into a folder.
fn build(narrative: Option<&str>, edition: Edition, out: &Path) -> Result {
    let options = Options { edition, font_dirs: vec![fonts()], ..Options::default() };
    let mut project = Project::open(&committed(), &options)?;
    if let Some(text) = narrative {
        text.clone_into(&mut project.narrative.text);
    }
    let report = nianbao::compile(&project, &Silent)?.accept(Severity::Error).map_err(|_| "rejected")?;
    render::write(&report, out, Format::ALL)?;
    Ok(())
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn written(narrative: &str) -> Result<[String; 3]> {
    let out = tempfile::tempdir()?;
    build(Some(narrative), Edition::Filing, out.path())?;
    let text = |format: Format| fs::read_to_string(out.path().join(format.file()));
    Ok([text(Format::Html)?, text(Format::Txt)?, text(Format::Md)?])
}

const PARTS: &str = "#for part in (\"measures\", \"shortcomings\", \"leadership\", \"plans\") \
                     [#metadata(1)#label(\"part-\" + part)]\n";

#[test]
fn every_output_states_the_numerals_of_the_pdf() -> Result {
    let out = tempfile::tempdir()?;
    build(None, Edition::Filing, out.path())?;
    let mut all = Vec::new();
    for format in TEXTS {
        let text = Document::read(&out.path().join(format.file()))?.text;
        let (narrative, annex) = text.split_once("附件").ok_or("no annex")?;
        let numerals: Vec<String> = audit::extract(narrative).into_iter().map(|mention| mention.surface).collect();
        let annex = annex.split_once("数字摘要").map_or(annex, |(before, _)| before);
        let digits: String = annex.chars().filter(char::is_ascii_digit).collect();
        all.push((format, numerals, digits));
    }
    let (_, numerals, digits) = &all[0];
    assert!(numerals.len() > 40 && digits.len() > 300, "{numerals:?} {digits}");
    // On the page the numbers of columns stand as high as these are.
    let sorted = |numerals: &[String]| {
        let mut sorted = numerals.to_vec();
        sorted.sort_unstable();
        sorted
    };
    for (format, others, other_digits) in &all[1..] {
        assert_eq!(others, &all[1].1, "{format:?}");
        assert_eq!(sorted(others), sorted(numerals), "{format:?}");
        assert_eq!(other_digits, digits, "{format:?}");
    }
    Ok(())
}

#[test]
fn no_file_is_replaced_while_another_program_has_one_of_them_open() -> Result {
    let out = tempfile::tempdir()?;
    build(None, Edition::Filing, out.path())?;
    let listed = || -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let names = Format::ALL.iter().map(|format| format.file()).chain([render::MANIFEST]);
        names.map(|name| Ok((name.into(), fs::read(out.path().join(name))?))).collect()
    };
    let before = listed()?;
    // Word and LibreOffice, and Excel in the folder of the annex.
    for (mark, named) in [
        ("~$report.docx", "report.docx"),
        (".~lock.report.docx#", "report.docx"),
        ("internal/~$annex.xlsx", "annex.xlsx"),
    ] {
        fs::write(out.path().join(mark), "")?;
        let error = build(Some(PARTS), Edition::Publication, out.path()).err().ok_or("it was replaced")?;
        let fault = error.downcast_ref::<Error>().and_then(|error| error.faults().first()).ok_or("another error")?;
        assert_eq!(fault.key, "document-open-elsewhere", "{mark}");
        assert!(error.to_string().contains(named), "{error}");
        assert!(listed()? == before, "{mark}");
        fs::remove_file(out.path().join(mark))?;
    }
    Ok(())
}

#[test]
fn nothing_in_a_text_is_markup() -> Result {
    let typed = "<script>alert('x')</script> & *星* _线_ [方](u) | 竖 ~波~ $元$ `码` \\ &lt; 完";
    let lines = ["1. 非序号", "# 非标题", "- 非列表", "+ 非列表", "=== 非标题", "> 非引用"];
    let quoted = |text: &str| format!("#{text:?}\n\n");
    let narrative: String = std::iter::once(typed).chain(lines).map(quoted).collect();
    let out = tempfile::tempdir()?;
    build(Some(&format!("{PARTS}\n\n{narrative}")), Edition::Filing, out.path())?;
    for format in TEXTS {
        let path = out.path().join(format.file());
        let text = Document::read(&path)?.text;
        for line in std::iter::once(typed).chain(lines) {
            assert!(without_space(&text).contains(&without_space(line)), "{format:?}: {line} in {text}");
        }
    }
    let html = fs::read_to_string(out.path().join("report.html"))?;
    assert_eq!(html.matches("<script").count(), 3, "the figures, the provenance and the page's own");
    Ok(())
}

#[test]
fn a_link_leads_nowhere_but_to_a_page() -> Result {
    let [html, _, md] = written(&format!(
        "{PARTS}\n见#link(\"https://example.org/a?b=1&c=2\")[办法]和#link(\"javascript:alert(1)\")[圈套]。"
    ))?;
    assert!(html.contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer\">办法</a>和圈套。"));
    assert!(md.contains("[办法](<https://example.org/a?b=1&c=2>)和圈套。"), "{md}");
    assert!(!html.contains("javascript:") && !md.contains("javascript:"));
    Ok(())
}

/// One of each block.
const BLOCKS: &str = r#"#import "/nianbao.typ": fig
#set list(marker: [—])
= 举措 <part-measures>
== 办理
*一是*办理#fig("petitions.forwarded")，*“重点”*有_记录_#footnote[见台账。]。
#metadata(1)<part-leadership>#metadata(1)<part-shortcomings>#metadata(1)<part-plans>

- 甲
  - 甲之一
- 乙

+ 子
+ 丑

/ 术语: 解释

#figure(
  table(
    columns: 3,
    table.header([事项], table.cell(colspan: 2)[件数]),
    table.cell(rowspan: 2)[信访], [转送], fig("petitions.forwarded"),
    [甲|乙], [四 \ 五],
  ),
  caption: [办理情况],
)

#quote(block: true)[引用]

```
let a = "`x`"
```
"#;

#[test]
fn markdown_has_headings_lists_tables_and_footnotes() -> Result {
    let [_, _, md] = written(BLOCKS)?;
    let narrative = md.split("重庆市").next().unwrap_or_default();
    let narrative = narrative.split_once("区委、区政府：\n\n").ok_or("no addressees")?.1;
    let expected = "\
## 一、举措

### （一）办理

**一是**办理146件，<strong>“重点”</strong>有*记录*[^1]。

- 甲

  - 甲之一
- 乙

1. 子
2. 丑

- **术语**：解释

表\u{a0}1\u{2003}办理情况

| 事项 | 件数 |  |
| --- | --- | --- |
| 信访 | 转送 | 146件 |
|  | 甲\\|乙 | 四<br>五 |

> 引用

```
let a = \"`x`\"
```

";
    assert_eq!(narrative, expected);
    assert!(md.contains("\n[^1]: 见台账。\n"), "{md}");
    Ok(())
}

#[test]
fn plain_text_is_indented_and_its_tables_are_aligned() -> Result {
    let [_, txt, _] = written(BLOCKS)?;
    let narrative = txt.split_once("区委、区政府：\n").ok_or("no addressees")?.1;
    let expected = "　　一、举措
　　（一）办理
　　一是办理146件，“重点”有记录[1]。
　　— 甲
　　　　— 甲之一
　　— 乙
　　1. 子
　　2. 丑
　　术语：解释
　　表\u{a0}1\u{2003}办理情况
事项  件数
信访  转送   146件
      甲|乙  四 五

　　　　引用
let a = \"`x`\"

　　[1]见台账。

　　　　　　　　　　　　重庆市沙坪坝区退役军人事务局
　　　　　　　　　　　　　　　　　2022年1月25日
";
    assert!(narrative.starts_with(expected), "{narrative}");
    Ok(())
}

#[test]
fn the_web_page_has_the_elements_of_a_document() -> Result {
    let [html, ..] = written(BLOCKS)?;
    let figure = "<data value=\"146\" data-figure=\"petitions.forwarded\"><a class=\"figure\" \
                  href=\"#figure-petitions.forwarded\" aria-describedby=\"figure-petitions.forwarded\" data-source=\"32\">\
                  146件</a></data>";
    for part in [
        "<html lang=\"zh-CN\">",
        "<h1>区退役军人事务局<br>2021年法治政府建设年度报告</h1>",
        "<h2 id=\"part-measures\">一、举措</h2><h3 id=\"section\">（一）办理</h3>",
        &format!(
            "<p><strong>一是</strong>办理{figure}，<strong>“重点”</strong>有<em>记录</em><sup><a id=\"call-1\" href=\"#note-1\" role=\"doc-noteref\">1</a></sup>。</p>"
        ),
        "<ul><li><p>甲</p><ul><li><p>甲之一</p></li></ul></li><li><p>乙</p></li></ul>",
        "<dt><strong>术语</strong></dt><dd><p>解释</p></dd>",
        "<caption>表\u{a0}1\u{2003}办理情况</caption>",
        "<th role=\"columnheader\" scope=\"colgroup\" colspan=\"2\">件数</th>",
        "<td role=\"cell\" rowspan=\"2\">信访</td>",
        "<blockquote><p>引用</p></blockquote>",
        "<p class=\"date\"><time datetime=\"2022-01-25\">2022年1月25日</time></p>",
    ] {
        assert!(html.contains(part), "{part} in {}", html.split("<main>").nth(1).unwrap_or_default());
    }
    Ok(())
}

#[test]
fn the_web_page_carries_figures_json() -> Result {
    let out = tempfile::tempdir()?;
    build(None, Edition::Filing, out.path())?;
    let html = fs::read_to_string(out.path().join("report.html"))?;
    let carried = html.split_once("<script type=\"application/json\" id=\"figures\">").ok_or("no figures")?.1;
    let carried = carried.split_once("</script>").ok_or("no end")?.0.replace("\\u003c", "<");
    assert_eq!(carried, fs::read_to_string(out.path().join("figures.json"))?);
    Ok(())
}

const PROVENANCE: &str = "<script type=\"application/json\" id=\"provenance\">";

#[test]
fn an_edition_for_publication_has_no_cells_in_any_text() -> Result {
    let words = [".xlsx", "A4:A11", "符合条件的行数", "lineage"];
    for (edition, is_shown) in [(Edition::Filing, true), (Edition::Publication, false)] {
        let out = tempfile::tempdir()?;
        build(None, edition, out.path())?;
        let text = |format: Format| fs::read_to_string(out.path().join(format.file()));
        // What the report was made of is named with its digest in either edition, as in the PDF.
        let html = text(Format::Html)?;
        let (before, after) = html.split_once(PROVENANCE).ok_or("no provenance")?;
        let html = format!("{before}{}", after.split_once("</script>").ok_or("no end")?.1);
        for word in words {
            assert_eq!(html.contains(word), is_shown, "{word}");
        }
        for format in [Format::Txt, Format::Md] {
            assert_eq!(text(format)?.contains(words[0]), is_shown, "{format:?}");
            assert_eq!(text(format)?.contains(words[2]), is_shown, "{format:?}");
            assert!(text(format)?.contains("146件"));
        }
    }
    Ok(())
}
