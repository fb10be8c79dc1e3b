//! Workbooks back to their senders: what the command writes and says.

use std::fs;

use chrono::Days;

use crate::support::{Copy, Ran, Result, nianbao};

/// A date too early in one workbook, an unknown fund in another.
fn faulty() -> Result<Copy> {
    Copy::changed(|sample| {
        let petition = &mut sample.petitions[0];
        petition.closed_on = petition.accepted_on.map(|day| day - Days::new(1));
        sample.grants[4].fund = "小金库";
    })
}

#[test]
fn each_workbook_with_findings_comes_back_and_is_said_to_be_confidential() -> Result {
    let copy = faulty()?;
    let ran = copy.run(&["mark", "--out", "退回"])?;
    assert_eq!((ran.code, ran.out.as_str()), (1, "退回/信访台账.xlsx\n退回/关爱基金台账.xlsx\n"), "{}", ran.err);
    assert!(ran.err.contains("含报送单位台账的原始数据，只退回报送单位"), "{}", ran.err);
    assert!(fs::read(copy.path("退回/信访台账.xlsx"))? != fs::read(copy.path("信访台账.xlsx"))?);
    let english = copy.run(&["--lang", "en", "mark", "--out", "退回"])?;
    assert!(english.err.contains("hold the sender's own rows"), "{}", english.err);
    Ok(())
}

#[test]
fn the_project_may_be_named_in_its_place_or_by_its_option() -> Result {
    let copy = faulty()?;
    let elsewhere = tempfile::tempdir()?;
    let folder = copy.folder.path().to_str().ok_or("no path")?;
    let run = |args: &[&str]| Ran::new(&nianbao().current_dir(elsewhere.path()).arg("mark").args(args).output()?);
    for args in [&[folder, "--out", "a"][..], &["--out", "a", "--project", folder]] {
        let ran = run(args)?;
        assert_eq!((ran.code, ran.out.as_str()), (1, "a/信访台账.xlsx\na/关爱基金台账.xlsx\n"), "{}", ran.err);
    }
    assert_eq!(run(&[folder, "--project", folder, "--out", "b"])?.code, 2);
    let ran = run(&[folder])?;
    assert_eq!((ran.code, ran.err.as_str()), (2, "错误: 缺少 --out <DIR>；用 --help 查看用法\n"));
    Ok(())
}

#[test]
fn only_what_was_chosen_is_marked() -> Result {
    let copy = faulty()?;
    let ran = copy.run(&["mark", "--out", "退回", "--select", "order"])?;
    assert_eq!((ran.code, ran.out.as_str()), (1, "退回/信访台账.xlsx\n"));
    let ran = copy.run(&["mark", "--out", "空", "--select", "unique"])?;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("没有写出文件"), "{}", ran.err);
    assert!(!copy.path("空").exists());
    let ran = copy.run(&["mark", "--out", "退回", "--select", "ordr"])?;
    assert!(ran.code == 2 && ran.err.contains("是否为 order？"), "{}", ran.err);
    Ok(())
}

#[test]
fn an_input_is_never_replaced() -> Result {
    let copy = faulty()?;
    let before = fs::read(copy.path("信访台账.xlsx"))?;
    let ran = copy.run(&["mark", "--out", "."])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("是报告工程的台账，不能用批注的副本替换"), "{}", ran.err);
    assert!(fs::read(copy.path("信访台账.xlsx"))? == before);
    Ok(())
}
