//! Each kind of bad input gives its own message with place and remedy, the right exit code, and no half-written file.

use std::fs;
use std::path::Path;

use nianbao_tests::sample::copy_folder;

use crate::support::{Copy, Result, root};
use nianbao::render::Format;

/// Copies the standard pack into `pack/`, to be changed.
fn with_pack(copy: &Copy) -> Result {
    Ok(copy_folder(&root().join("report-templates/rule-of-law"), &copy.path("pack"))?)
}

/// Builds a project that something is wrong with, and shows what is said, without paths of the machine.
fn said(name: &str, copy: &Copy, code: i32, args: &[&str]) -> Result {
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        for command in ["check", "build"] {
            let ran = copy.run(&[&["--lang", language, command, "--ignore", "face-substituted"], args].concat())?;
            assert_eq!(ran.code, code, "{name} {command}: {}{}", ran.out, ran.err);
            if command == "check" {
                let lines = ran.out.lines().filter(|line| !line.contains("）：") && !line.contains(" rows, "));
                text.push_str(&lines.collect::<Vec<_>>().join("\n"));
                text.push_str(&format!("\n{}\n", ran.err));
            }
        }
    }
    let folder = copy.folder.path().display().to_string();
    insta::assert_snapshot!(name, text.replace(&folder, "FOLDER"));
    if code == 2 {
        assert!(!copy.path("out").exists(), "{name} left something in the output folder");
    }
    Ok(())
}

/// Nothing but whole files lie in the output folder.
fn whole(out: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(out)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[test]
fn a_missing_project_file() -> Result {
    let copy = Copy::new()?;
    let ran = copy.run(&["check", "--project", "elsewhere"])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "错误: 不能读取 elsewhere：没有这个文件\n");
    Ok(())
}

#[test]
fn a_missing_workbook() -> Result {
    let copy = Copy::new()?;
    fs::remove_file(copy.path("信访台账.xlsx"))?;
    said("missing-workbook", &copy, 2, &[])
}

#[test]
fn a_workbook_outside_the_project() -> Result {
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "[\"信访台账.xlsx\"]", "[\"../信访台账.xlsx\", \"/etc/passwd\"]")?;
    copy.replace("nianbao.toml", "\"figures-2020.json\"", "\"/etc/passwd\"")?;
    said("path-outside", &copy, 2, &[])
}

#[test]
fn a_wrong_sheet() -> Result {
    let copy = Copy::new()?;
    fs::copy(copy.path("综合数据.xlsx"), copy.path("信访台账.xlsx"))?;
    said("wrong-sheet", &copy, 1, &["--select", "missing-sheet,unclaimed-sheet"])
}

#[test]
fn a_missing_column() -> Result {
    let copy = Copy::new()?;
    with_pack(&copy)?;
    copy.replace("pack/ledgers.toml", "\"办结日期\", \"办结时间\"", "\"结案日期\"")?;
    said("missing-column", &copy, 1, &["--pack", "pack", "--select", "missing-column"])
}

#[test]
fn unknown_and_missing_keys_of_the_project_file() -> Result {
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "unit_short =", "unit_shrt =")?;
    said("unknown-key", &copy, 2, &[])?;
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "year = 2021\n", "")?;
    said("missing-key", &copy, 2, &[])?;
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "status = \"sample\"", "status = \"finl\"")?;
    said("unknown-variant", &copy, 2, &[])?;
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "[report]", "[report")?;
    said("not-toml", &copy, 2, &[])
}

#[test]
fn an_unknown_pack_and_a_ledger_without_workbooks() -> Result {
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "pack = \"rule-of-law\"", "pack = \"rule-of-lw\"")?;
    said("unknown-pack", &copy, 2, &[])?;
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "petitions = { files", "petition = { files")?;
    said("unknown-ledger", &copy, 2, &[])
}

#[test]
fn predicates_that_are_wrong_are_faults_of_the_pack_with_their_place() -> Result {
    let copy = Copy::new()?;
    with_pack(&copy)?;
    let change = |from: &str, to: &str| copy.replace("pack/figures.toml", from, to);
    change("is_handled AND source = '上级转送'", "is_handled AND source =")?;
    change("is_handled AND source = '其他交办'", "is_handled AND sorce = '其他交办'")?;
    change("where = \"is_shortened\"", "where = \"statutory_days > 'x'\"")?;
    change("where = \"is_four_ways\"", "where = \"statutory_days / 2 > 3\"")?;
    change("where = \"is_model\"", "where = \"id_no = 'x'\"")?;
    change("item = '行政执法人员数'", "item = (SELECT item FROM read_csv('x'))")?;
    said("bad-predicates", &copy, 2, &["--pack", "pack"])
}

#[test]
fn sayings_that_say_nothing_are_faults_of_the_pack_with_their_place() -> Result {
    let copy = Copy::new()?;
    with_pack(&copy)?;
    let change = |from: &str, to: &str| copy.replace("pack/figures.toml", from, to);
    change("\"两级 关爱基金 使用?", "\"> 使用?")?;
    change("units = [\"个\", \"项\"]", "units = [\"个\", \"项项\"]")?;
    said("bad-sayings", &copy, 2, &["--pack", "pack"])
}

#[test]
fn figures_that_are_made_from_one_another() -> Result {
    let copy = Copy::new()?;
    with_pack(&copy)?;
    copy.replace(
        "pack/figures.toml",
        "measure.ratio = { of = \"petitions.closed_on_time\", to = \"petitions.due\" }",
        "measure.ratio = { of = \"petitions.closed_on_time\", to = \"petitions.on_time_rate\" }",
    )?;
    said("circular-figure", &copy, 2, &["--pack", "pack"])
}

#[test]
fn workbooks_that_cannot_be_read() -> Result {
    let whole_file = fs::read(Copy::new()?.path("信访台账.xlsx"))?;
    let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [&ole[..], &stream, &[0; 600]].concat();
    let cases: [(&str, &[u8]); 5] = [
        ("workbook-empty", b""),
        ("workbook-of-no-kind", b"\x7fELF\x02\x01\x01\0\0"),
        ("workbook-damaged", &whole_file[..whole_file.len() / 2]),
        ("workbook-damaged-xls", &ole),
        ("workbook-encrypted", &encrypted),
    ];
    for (name, bytes) in cases {
        let copy = Copy::new()?;
        fs::write(copy.path("信访台账.xlsx"), bytes)?;
        said(name, &copy, 2, &[])?;
    }
    Ok(())
}

#[test]
fn an_empty_ledger_and_nothing_to_divide() -> Result {
    let copy = Copy::changed(|sample| sample.petitions.clear())?;
    said("empty-ledger", &copy, 0, &["--select", "empty-ledger,nothing-to-divide"])
}

#[test]
fn something_divided_by_nothing() -> Result {
    let copy = Copy::changed(|sample| {
        sample.facts.iter_mut().filter(|fact| fact.item == "行政执法人员数").for_each(|fact| fact.value = 0);
    })?;
    said("divided-by-nothing", &copy, 1, &["--select", "part-above-whole,figure-without-value"])
}

#[test]
fn a_narrative_that_is_no_typst_is_told_with_all_that_is_wrong_with_the_rows() -> Result {
    let copy = Copy::changed(|sample| sample.petitions[0].status = "己办结")?;
    copy.replace("narrative/report.typ", "= 下一步工作打算", "= 下一步#工作打算(")?;
    said("not-typeset", &copy, 2, &[])
}

#[test]
fn a_build_that_fails_leaves_the_earlier_one_whole() -> Result {
    let copy = Copy::new()?;
    assert_eq!(copy.run(&["build"])?.code, 0);
    let built = whole(&copy.path("out"))?;
    assert_eq!(built.len(), Format::ALL.len() + 1, "{built:?}");
    let before = fs::read(copy.path("out/report.pdf"))?;
    copy.replace("narrative/report.typ", "= 下一步工作打算", "= 下一步#工作打算(")?;
    assert_eq!(copy.run(&["build"])?.code, 2);
    assert_eq!(whole(&copy.path("out"))?, built);
    assert!(fs::read(copy.path("out/report.pdf"))? == before);
    Ok(())
}

#[test]
fn an_output_folder_that_is_a_file() -> Result {
    let copy = Copy::new()?;
    fs::write(copy.path("out"), "鸠占鹊巢")?;
    let ran = copy.run(&["build"])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("错误: 不能写入 "), "{}", ran.err);
    assert_eq!(fs::read_to_string(copy.path("out"))?, "鸠占鹊巢");
    Ok(())
}
