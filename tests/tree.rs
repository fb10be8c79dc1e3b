//! The tree that outputs are written from: it has the page's text, all of it and in its order, and says what each stretch is.

use std::process::Command;
use std::{error, fs};

use nianbao::narrative::tree::{Block, Inline, Part, Role, Scope, Table, Text, Tree};
use nianbao::{Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::committed;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// A narrative of everything that a page can hold, some of which typst's own export to HTML would leave out.
const RICH: &str = r#"#import "/nianbao.typ": fig, change, claim, exempt
#show "宣讲": strong
#set list(marker: ([—], [·]))
#let box-of(body) = rect(width: 100%, body)

= 主要举措 <part-measures>

*一是*办理信访事项#fig("petitions.forwarded")，_按期办结率_#fig("petitions.on_time_rate")#footnote[按受理日期计算，见#link("https://example.org/rule")[办法]。]；持证情况#fig("enforcement.certified_rate", all: [全部持证上岗], some: n => [持证率#n])。地址：文件柜 \ 电话：略。

== 工作 #emph[开展] 情况

#metadata(1)<part-leadership>
- 宣讲#fig("training.group_study_sessions")
  - 机关
  - 镇街
- 培训

+ 第一项
+ 第二项 with English words that go over the end of a line because they are long enough for that and for more

/ 术语: 解释之一。
/ 名词: 解释之二。

#align(center)[居中的一行]
#grid(columns: 2, gutter: 4pt, [格一], [格二], grid.cell(colspan: 2)[格三])
#stack(dir: ltr, spacing: 1em, [栈甲], [栈乙])
#box-of[框中的话]
#columns(2)[分栏的话，共两栏。#colbreak()第二栏。]
#pad(left: 2em)[缩进的话]
#place(bottom, float: true)[浮动的话]
#block(inset: 3pt)[块中的话，长到一行放不下，所以要折行，折行之后仍然是同一段话，而不是两段话，读的人看得出来。]

#figure(
  table(
    columns: 3,
    table.header([事项], table.cell(colspan: 2)[件数]),
    table.cell(rowspan: 2)[信访], [转送], fig("petitions.forwarded"),
    [重复], [四],
  ),
  caption: [办理情况],
)

#figure(image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"), alt: "黑方块", width: 20pt), caption: [示意])

#quote(block: true)[引用的话。]

```
let a = 1
  let b = 2
```

水的化学式为H#sub[2]O，#strike[删去]#underline[划线]#highlight[标出]的话#footnote[第二条注。]。

#for n in range(40) [第#numbering("一", n + 1)段。年度工作有序推进，各项任务按计划落实。#parbreak()]

= 不足 <part-shortcomings>
#context [至此共#counter(heading).get().first()部分。]

= 安排 <part-plans>
#if true [条件成立。]
"#;

/// What the narrative is, without its filler.
const OUTLINE: &str = "\
h1 一、|主要举措 <part-measures>
p *一是*办理信访事项{petitions.forwarded 146件}，_按期办结率_{petitions.on_time_rate 100%}[1]；持证情况{enforcement.certified_rate 全部持证上岗}。地址：文件柜⏎电话：略。
h2 （一）|工作 _开展_ 情况
Bullets
  item —
    p *宣讲*{training.group_study_sessions 4次}
    Bullets
      item ·
        p 机关
      item ·
        p 镇街
  item —
    p 培训
Numbers
  item 1.
    p 第一项
  item 2.
    p 第二项 with English words that go over the end of a line because they are long enough for that and for more
Terms
  item *术语*
    p 解释之一。
  item *名词*
    p 解释之二。
p 居中的一行
p 格一
p 格二
p 格三
p 栈甲 栈乙
p 框中的话
p 分栏的话，共两栏。
p 第二栏。
p 缩进的话
p 浮动的话
p 块中的话，长到一行放不下，所以要折行，折行之后仍然是同一段话，而不是两段话，读的人看得出来。
table of 3 columns: 表\u{a0}1\u{2003}办理情况
  header
    cell 1×1 of its Column
      p 事项
    cell 2×1 of its Column
      p 件数
  row
    cell 1×2
      p 信访
    cell 1×1
      p 转送
    cell 1×1
      p {petitions.forwarded 146件}
  row
    cell 1×1
      p 重复
    cell 1×1
      p 四
captioned: 图\u{a0}1\u{2003}示意
  p <image/svg+xml 黑方块>
quote
  p 引用的话。
code \"let a = 1\\n  let b = 2\"
p 水的化学式为H~2~O，-删去-+划线+=标出=的话[2]。
h1 二、|不足 <part-shortcomings>
p 至此共2部分。
h1 三、|安排 <part-plans>
p 条件成立。";

/// The sample with this narrative: its tree, and the text of its PDF page by page as it stands in the file.
fn bound(narrative: Option<&str>) -> Result<(Tree, Vec<String>)> {
    let options = Options { font_dirs: vec![fonts()], ..Options::default() };
    let mut project = Project::open(&committed(), &options)?;
    if let Some(text) = narrative {
        text.clone_into(&mut project.narrative.text);
    }
    let report = nianbao::compile(&project, &Silent)?.accept(Severity::Error).map_err(|_| "rejected")?;
    let folder = tempfile::tempdir()?;
    let pdf = folder.path().join("report.pdf");
    fs::write(&pdf, report.pdf()?)?;
    let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&pdf).arg("-").output()?;
    let pages = String::from_utf8(output.stdout)?.split('\u{c}').map(str::to_owned).collect();
    Ok((report.compiled().text.tree().clone(), pages))
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The pages' text without white space, banner, page number and digest.
fn without_furniture(pages: &[String]) -> Vec<String> {
    let page = |(at, page): (usize, &String)| {
        let text = without_space(page);
        let text = text.strip_prefix("样例数据·非正式文件").unwrap_or(&text);
        let foot = format!("—{}—", at + 1);
        text.rsplit_once(&foot).map_or(text, |(before, _)| before).to_owned()
    };
    pages.iter().enumerate().map(page).collect()
}

/// The header rows of the tree's tables, which the page repeats wherever a table goes on.
fn headers(tree: &Tree) -> Vec<String> {
    let blocks = tree.parts.iter().flat_map(|part| &part.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let header = |table: &Table| {
        let header = table.rows.iter().filter(|row| row.is_header).cloned().collect();
        let alone = Block::Table(Table { rows: header, ..table.clone() });
        without_space(&Tree { parts: vec![Part { role: Role::Other, blocks: vec![alone] }], notes: vec![] }.plain())
    };
    tables.map(header).collect()
}

/// The pages' text as the tree is to have it.
fn expected(tree: &Tree, pages: &[String]) -> String {
    let headers = headers(tree);
    let mut all = String::new();
    for page in without_furniture(pages) {
        let again = headers.iter().find_map(|header| page.strip_prefix(header).filter(|_| all.contains(header)));
        all.push_str(again.unwrap_or(&page));
    }
    all
}

/// A line in a notation that shows what each stretch is.
fn shown(line: &[Inline], tree: &Tree) -> String {
    let look = |text: &Text| {
        let style = &text.style;
        let marks = [
            (style.strong, "*"),
            (style.emphasis, "_"),
            (style.underline, "+"),
            (style.strike, "-"),
            (style.highlight, "="),
            (style.subscript, "~"),
            (style.superscript, "^"),
            (style.code, "`"),
        ];
        let link = style.link.as_ref().map(|link| format!("({link})")).unwrap_or_default();
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        format!("{marks}{}{marks}{link}", text.text)
    };
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => look(text),
        Inline::Figure(stated) => format!("{{{} {}}}", stated.id, stated.text.iter().map(look).collect::<String>()),
        Inline::Break => "⏎".to_owned(),
        Inline::Note(note) => format!("[{}]", tree.notes[*note].marker),
        Inline::Picture(picture) => format!("<{} {}>", picture.media_type, picture.alt),
    };
    line.iter().map(inline).collect()
}

/// Blocks in that notation, one on a line, what stands in them further in.
fn outline(blocks: &[Block], tree: &Tree, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let label = heading.label.as_ref().map(|label| format!(" <{label}>")).unwrap_or_default();
                let text = shown(&heading.text, tree);
                lines.push(format!("{indent}h{} {}|{text}{label}", heading.level, heading.number));
            }
            Block::Paragraph(line) => lines.push(format!("{indent}p {}", shown(line, tree))),
            Block::List(list) => {
                lines.push(format!("{indent}{:?}", list.kind));
                for item in &list.items {
                    lines.push(format!("{indent}  item {}", shown(&item.label, tree)));
                    outline(&item.blocks, tree, depth + 2, lines);
                }
            }
            Block::Table(table) => {
                lines.push(format!("{indent}table of {} columns: {}", table.columns, shown(&table.caption, tree)));
                for row in &table.rows {
                    lines.push(format!("{indent}  {}", if row.is_header { "header" } else { "row" }));
                    for cell in &row.cells {
                        let scope = cell.scope.map(|scope| format!(" of its {scope:?}")).unwrap_or_default();
                        lines.push(format!("{indent}    cell {}×{}{scope}", cell.columns, cell.rows));
                        outline(&cell.blocks, tree, depth + 3, lines);
                    }
                }
            }
            Block::Captioned { blocks, caption } => {
                lines.push(format!("{indent}captioned: {}", shown(caption, tree)));
                outline(blocks, tree, depth + 1, lines);
            }
            Block::Quote(blocks) => {
                lines.push(format!("{indent}quote"));
                outline(blocks, tree, depth + 1, lines);
            }
            Block::Code(code) => lines.push(format!("{indent}code {code:?}")),
        }
    }
}

/// Where two texts part.
fn parting(left: &str, right: &str) -> Option<(String, String)> {
    let at = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let from = |text: &str| text.chars().skip(at.saturating_sub(10)).take(40).collect::<String>();
    (left != right).then(|| (from(left), from(right)))
}

#[test]
fn the_tree_of_the_sample_has_the_pages_text() -> Result {
    let (tree, pages) = bound(None)?;
    assert_eq!(parting(&without_space(&tree.plain()), &expected(&tree, &pages)), None);
    Ok(())
}

#[test]
fn no_text_is_lost_whatever_a_narrative_uses() -> Result {
    let (tree, pages) = bound(Some(RICH))?;
    // Footnotes, floats and captions stand on the page where there is room for them.
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters.into_iter().collect::<String>()
    };
    let (ours, theirs) = (without_space(&tree.plain()), expected(&tree, &pages));
    assert_eq!(parting(&sorted(&ours), &sorted(&theirs)), None, "{}\n{theirs}", tree.plain());
    Ok(())
}

#[test]
fn the_tree_says_what_each_stretch_is() -> Result {
    let (tree, _) = bound(Some(RICH))?;
    let narrative = tree.parts.iter().find(|part| part.role == Role::Narrative).ok_or("no narrative")?;
    let mut lines = Vec::new();
    outline(&narrative.blocks, &tree, 0, &mut lines);
    let is_filler = |line: &String| line.contains("段。年度工作有序推进");
    assert_eq!(lines.iter().filter(|line| is_filler(line)).count(), 40);
    lines.retain(|line| !is_filler(line));
    assert_eq!(lines.join("\n"), OUTLINE);
    let notes: Vec<_> = tree
        .notes
        .iter()
        .map(|note| {
            (
                note.marker.as_str(),
                Tree { parts: vec![Part { role: Role::Other, blocks: note.blocks.clone() }], notes: vec![] }.plain(),
            )
        })
        .collect();
    assert_eq!(notes, [("1", "按受理日期计算，见办法。".to_owned()), ("2", "第二条注。".to_owned())]);
    Ok(())
}

#[test]
fn what_a_figure_draws_is_a_picture_and_its_caption_is_text() -> Result {
    let (tree, _) = bound(Some(
        "#metadata(1)<part-measures>#metadata(1)<part-shortcomings>#metadata(1)<part-leadership>#metadata(1)<part-plans>\n\
         前文。\n#figure(alt: \"三月最多\", caption: [各月件数], box(width: 60pt, height: 40pt, {\n\
         place(bottom, rect(width: 20pt, height: 30pt, fill: red))\n\
         place(top + right, text(size: 8pt)[三月146件])\n}))\n后文。",
    ))?;
    let narrative = tree.parts.iter().find(|part| part.role == Role::Narrative).ok_or("no narrative")?;
    let mut lines = Vec::new();
    outline(&narrative.blocks, &tree, 0, &mut lines);
    let expected = "p 前文。\ncaptioned: 图\u{a0}1\u{2003}各月件数\n  p <image/svg+xml 三月最多>\np 后文。";
    assert_eq!(lines.join("\n"), expected);
    let Some(Block::Captioned { blocks, .. }) = narrative.blocks.get(1) else { return Err("no drawing".into()) };
    let [Block::Paragraph(line)] = blocks.as_slice() else { return Err("more than a drawing".into()) };
    let [Inline::Picture(picture)] = line.as_slice() else { return Err("no picture".into()) };
    assert!((50..=60).contains(&picture.size[0]) && (35..=42).contains(&picture.size[1]), "{:?}", picture.size);
    assert!(String::from_utf8(picture.bytes.clone())?.starts_with("<svg"));
    Ok(())
}

#[test]
fn the_parts_are_those_of_an_official_report() -> Result {
    let (tree, _) = bound(None)?;
    let roles: Vec<Role> = tree.parts.iter().map(|part| part.role).collect();
    let expected = [Role::Title, Role::Addressees, Role::Narrative, Role::Unit, Role::Date, Role::Annex];
    assert_eq!(roles, expected);
    let text = |role: Role| {
        tree.parts.iter().find(|part| part.role == role).map(|part| {
            let mut lines = Vec::new();
            outline(&part.blocks, &tree, 0, &mut lines);
            lines.into_iter().take(6).collect::<Vec<_>>().join("\n")
        })
    };
    assert_eq!(text(Role::Title).as_deref(), Some("p 区退役军人事务局⏎2021年法治政府建设年度报告"));
    assert_eq!(text(Role::Addressees).as_deref(), Some("p 区委、区政府："));
    assert_eq!(text(Role::Unit).as_deref(), Some("p 重庆市沙坪坝区退役军人事务局"));
    assert_eq!(text(Role::Date).as_deref(), Some("p 2022年1月25日"));
    let annex = "p 附件\nh1 |数字一览表\ntable of 5 columns: \n  header\n    cell 1×1 of its Column\n      p 序号";
    assert_eq!(text(Role::Annex).as_deref(), Some(annex));
    Ok(())
}

#[test]
fn a_row_of_the_annex_has_its_name_as_its_header() -> Result {
    let (tree, _) = bound(None)?;
    let annex = tree.parts.iter().find(|part| part.role == Role::Annex).ok_or("no annex")?;
    let tables: Vec<_> = annex
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect();
    // The figures have a number before the name, the sheets have none.
    let columns: Vec<Vec<Option<usize>>> = tables
        .iter()
        .map(|table| {
            let body = table.rows.iter().filter(|row| !row.is_header);
            body.map(|row| row.cells.iter().position(|cell| cell.scope == Some(Scope::Row))).collect()
        })
        .collect();
    assert_eq!(columns.len(), 2);
    assert_eq!(columns[0], vec![Some(1); 47]);
    assert!(columns[1].len() > 10 && columns[1].iter().all(|column| *column == Some(0)), "{:?}", columns[1]);
    Ok(())
}
