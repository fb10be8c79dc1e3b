//! Approving figures, holding figures against what was approved, and comparing them, as an office and a pipeline do it.

use std::fs;

use crate::support::{Copy, Ran, Result, nianbao};
use nianbao_tests::sample::Sample;
use serde_json::Value;

/// A project whose figures are approved.
fn approved() -> Result<Copy> {
    let copy = Copy::new()?;
    let ran = copy.run(&["lock"])?;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    Ok(copy)
}

/// Enters one of the forwarded petitions as another one's, and a row at the end as another year's.
fn move_a_row(copy: &Copy) -> Result {
    let mut sample = Sample::new();
    let forwarded = sample.petitions.iter_mut().find(|petition| petition.source == "上级转送").ok_or("none")?;
    forwarded.source = "其他交办";
    Ok(sample.write(copy.folder.path())?)
}

const LOCKED: [&str; 4] = ["check", "--locked", "--select", "figure-drift"];

#[test]
fn without_a_lock_there_is_nothing_to_hold_figures_against() -> Result {
    let copy = Copy::new()?;
    for args in [&["check", "--locked"][..], &["check", "--locked", "--figures", "figures-2020.json"]] {
        let ran = copy.run(args)?;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("figures.lock") && ran.err.contains("用 nianbao lock 写入"), "{}", ran.err);
    }
    Ok(())
}

#[test]
fn what_was_approved_passes_until_it_drifts() -> Result {
    let copy = approved()?;
    assert_eq!(copy.run(&["check", "--locked", "--fail-on", "warning"])?.code, 0);
    move_a_row(&copy)?;
    assert_eq!(copy.run(&["check"])?.code, 0, "the row is sound");
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&[&["--lang", language], &LOCKED[..]].concat())?;
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        let lines = ran.out.lines().filter(|line| !line.contains("）：") && !line.contains(" rows, "));
        text.push_str(&(lines.collect::<Vec<_>>().join("\n") + "\n\n"));
    }
    insta::assert_snapshot!("figure-drift", text);
    Ok(())
}

#[test]
fn the_project_as_it_was_names_the_cells() -> Result {
    let (former, copy) = (Copy::new()?, approved()?);
    move_a_row(&copy)?;
    let folder = former.folder.path().display().to_string();
    let args = [&LOCKED[..], &["--against", &folder]].concat();
    let ran = copy.run(&args)?;
    assert_eq!(ran.code, 1);
    // The first forwarded petition is the first row, and its source stands in the column of that name.
    assert!(ran.out.contains("改动的单元格：信访台账.xlsx › 信访 › "), "{}", ran.out);
    assert!(ran.out.contains(" 来源（XF2021-0001）。核对无误的"), "{}", ran.out);
    let json: Value = serde_json::from_str(&copy.run(&[&args[..], &["--format", "json"]].concat())?.out)?;
    assert_eq!(json["findings"][0]["arguments"]["causes"], serde_json::json!(["data"]));
    assert_eq!(json["findings"][0]["related"][0]["sheet"], "信访");
    // Reports of runs are kept on hosts: the cells are named there, what they hold is not.
    for format in ["github", "sarif", "junit"] {
        let out = copy.run(&[&args[..], &["--format", format]].concat())?.out;
        assert!(out.contains("上级转送信访事项") && !out.contains("XF2021-"), "{format}: {out}");
    }
    Ok(())
}

#[test]
fn every_format_tells_a_drift_at_its_line() -> Result {
    let copy = approved()?;
    move_a_row(&copy)?;
    let lock = fs::read_to_string(copy.path("figures.lock"))?;
    let line = lock.lines().position(|line| line == "[figures.\"petitions.forwarded\"]").ok_or("not locked")? + 1;
    let out = |format: &str| -> Result<String> { Ok(copy.run(&[&LOCKED[..], &["--format", format]].concat())?.out) };
    let github = out("github")?;
    let start = format!("::error file=figures.lock,line={line},col=10,title=figure-drift::figures.lock:{line}:10: ");
    let told = "“上级转送信访事项”核定为 146件，现为 145件：台账数据有变";
    assert!(github.lines().any(|found| found.starts_with(&format!("{start}{told}"))), "{github}");
    assert!(out("short")?.contains(&format!("figures.lock:{line}:10: 错误[figure-drift] {told}\n")));
    let sarif: Value = serde_json::from_str(&out("sarif")?)?;
    let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "figures.lock");
    assert_eq!(location["region"]["startLine"], line);
    assert!(out("junit")?.contains("<failure message=\"“上级转送信访事项”核定为 146件"));
    let json: Value = serde_json::from_str(&out("json")?)?;
    let schema = serde_json::to_value(nianbao::render::findings::schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(2));
    Ok(())
}

#[test]
fn a_repository_without_ledgers_holds_figures_json_against_the_lock() -> Result {
    let copy = approved()?;
    let hosted = tempfile::tempdir()?;
    for name in ["figures.lock", "nianbao.toml"] {
        fs::copy(copy.path(name), hosted.path().join(name))?;
    }
    let json = hosted.path().join("figures.json");
    fs::write(&json, copy.run(&["figures", "--format", "json"])?.out)?;
    let run = |args: &[&str]| -> Result<Ran> {
        let args = [&["check", "--locked", "--figures", "figures.json"], args].concat();
        Ran::new(&nianbao().current_dir(hosted.path()).args(args).output()?)
    };
    let ran = run(&["--fail-on", "warning"])?;
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 个错误，0 个警告，0 个提示\n"), "{}", ran.err);
    move_a_row(&copy)?;
    fs::write(&json, copy.run(&["figures", "--format", "json"])?.out)?;
    let ran = run(&["--format", "github"])?;
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("核定为 146件，现为 145件：台账数据有变"), "{}", ran.out);
    let junit = run(&["--format", "junit"])?.out;
    assert!(junit.contains("tests=\"1\" failures=\"1\""), "no rule was tried: {junit}");
    // What was published has no digests, and would be told to be the same when it only looks so.
    copy.run(&["build", "--for", "publication"])?;
    fs::copy(copy.path("out/figures.json"), &json)?;
    let ran = run(&[])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("请用报送版"), "{}", ran.err);
    fs::write(&json, "{}")?;
    assert_eq!(run(&[])?.code, 2);
    Ok(())
}

#[test]
fn figures_with_findings_are_not_approved() -> Result {
    let copy = approved()?;
    let before = fs::read(copy.path("figures.lock"))?;
    copy.replace("narrative/report.typ", "fig(\"petitions.forwarded\")", "fig(\"petitions.forwardd\")")?;
    let ran = copy.run(&["lock"])?;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("[unknown-figure]"), "{}", ran.err);
    assert!(ran.err.ends_with("有 1 个问题未处理，没有写入 figures.lock\n"), "{}", ran.err);
    assert_eq!(fs::read(copy.path("figures.lock"))?, before);
    assert_eq!(Copy::new()?.run(&["lock", "--fail-on", "note"])?.code, 1);
    Ok(())
}

#[test]
fn approving_anew_says_what_is_different() -> Result {
    let copy = approved()?;
    move_a_row(&copy)?;
    let ran = copy.run(&["lock"])?;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("数字有变：台账数据有变\n  petitions.forwarded"), "{}", ran.out);
    assert!(ran.out.contains("146件 → 145件") && ran.out.contains("已写入 figures.lock："), "{}", ran.out);
    assert_eq!(copy.run(&LOCKED)?.code, 0);
    // A lock with the marks of a merge can't be compared, and is mended by approving anew.
    let lock = fs::read_to_string(copy.path("figures.lock"))?;
    fs::write(copy.path("figures.lock"), format!("<<<<<<< HEAD\n{lock}"))?;
    let ran = copy.run(&LOCKED)?;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("figures.lock:1:9"), "{}", ran.err);
    let ran = copy.run(&["lock"])?;
    assert!(ran.code == 0 && ran.err.contains("原 figures.lock 已被替换"), "{}", ran.err);
    assert_eq!(fs::read_to_string(copy.path("figures.lock"))?, lock);
    Ok(())
}

#[test]
fn diff_lists_changes_by_cause_and_drafts_the_note() -> Result {
    let copy = approved()?;
    fs::write(copy.path("old.json"), copy.run(&["figures", "--format", "json"])?.out)?;
    for args in [["diff", "old.json", "."], ["diff", "figures.lock", "old.json"], ["diff", "nianbao.toml", "old.json"]]
    {
        let ran = copy.run(&args)?;
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {}", ran.out);
        assert!(ran.out.ends_with("0 个有变，0 个新增，0 个没有了，0 个数字未变而依据有变\n"), "{}", ran.out);
    }
    move_a_row(&copy)?;
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&["--lang", language, "diff", "figures.lock", "."])?;
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        text.push_str(&(ran.out + "\n"));
    }
    insta::assert_snapshot!("diff", text);
    let note = copy.run(&["diff", "figures.lock", ".", "--note"])?;
    assert!(note.code == 1 && note.out.starts_with("关于更正《"), "{}", note.out);
    let json: Value = serde_json::from_str(&copy.run(&["diff", "figures.lock", ".", "--format", "json"])?.out)?;
    let schema = serde_json::to_value(nianbao::diff::json::schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    assert_eq!((&json["changed"], &json["note"]), (&Value::from(true), &Value::from(note.out)));
    assert_eq!(json["differences"][0]["was"]["value"], "146");
    Ok(())
}

#[test]
fn what_cannot_be_compared_is_told() -> Result {
    let copy = approved()?;
    copy.run(&["build"])?;
    fs::write(copy.path("report.txt"), "全年共办理上级转送信访事项146件。")?;
    for (old, told) in [
        ("figures-2020.json", "2020 年"),
        ("out/report.pdf", "一边是报告文稿，另一边是数字"),
        ("report.txt", "请用 nianbao audit"),
        ("out/manifest.json", "不是 figures.json"),
        ("nowhere.json", "没有这个文件"),
    ] {
        let ran = copy.run(&["diff", old, "figures.lock"])?;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{old}");
        assert!(ran.err.contains(told), "{old}: {}", ran.err);
    }
    copy.replace("figures.lock", "unit_code = \"500106-TYJR\"", "unit_code = \"500107-TYJR\"")?;
    let ran = copy.run(&["diff", "figures.lock", "."])?;
    assert!(ran.code == 2 && ran.err.contains("500107-TYJR"), "{}", ran.err);
    Ok(())
}

#[test]
fn options_that_need_or_exclude_another_say_so() -> Result {
    let copy = Copy::new()?;
    let ran = copy.run(&["check", "--against", "."])?;
    assert!(ran.code == 2 && ran.err.contains("缺少 --locked"), "{}", ran.err);
    let ran = copy.run(&["check", "--locked", "--figures", "a.json", "--against", "."])?;
    assert!(ran.code == 2 && ran.err.contains("不能同时给出"), "{}", ran.err);
    Ok(())
}
