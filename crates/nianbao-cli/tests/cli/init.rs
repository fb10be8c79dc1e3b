//! A new project: what the command writes and says.

use std::fs;

use crate::support::{Copy, Ran, Result, nianbao};

/// Runs the command in an empty folder.
fn run(folder: &tempfile::TempDir, args: &[&str]) -> Result<Ran> {
    Ran::new(&nianbao().current_dir(folder.path()).args(args).output()?)
}

#[test]
fn a_project_is_begun_and_builds() -> Result {
    let folder = tempfile::tempdir()?;
    let args = ["init", "2022", "--pack", "rule-of-law", "--unit", "某区某局", "--year", "2022"];
    let more = ["--unit-short", "某局", "--unit-code", "X-1", "--addressees", "区委,区政府", "--date", "2023-01-20"];
    let ran = run(&folder, &[&args[..], &more[..]].concat())?;
    assert_eq!((ran.code, ran.out.lines().count()), (0, 14), "{}", ran.err);
    assert!(ran.out.starts_with("2022/nianbao.toml\n2022/narrative/report.typ\n2022/台账/信访台账.xlsx\n"));
    assert!(ran.err.starts_with("已建立报告工程 2022。请填写台账"), "{}", ran.err);
    let file = fs::read_to_string(folder.path().join("2022/nianbao.toml"))?;
    for line in
        ["unit_short = \"某局\"", "unit_code = \"X-1\"", "addressees = [\"区委\", \"区政府\"]", "date = 2023-01-20"]
    {
        assert!(file.lines().any(|own| own == line), "{line}: {file}");
    }
    let built = run(&folder, &["build", "--project", "2022"])?;
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(folder.path().join("2022/out/report.pdf").is_file());
    let checked = run(&folder, &["--lang", "en", "check", "--project", "2022"])?;
    let sheet = "台账/信访台账.xlsx › 信访 (信访台账): 1 rows, 0 used, not used: 1 examples";
    assert!(checked.out.contains(sheet) || checked.err.contains(sheet), "{}\n{}", checked.out, checked.err);
    Ok(())
}

#[test]
fn what_is_missing_or_in_the_way_is_said() -> Result {
    let folder = tempfile::tempdir()?;
    for (args, said) in [
        (&["init", "a", "--year", "2022"][..], "错误: 缺少 --unit <NAME>"),
        (&["init", "a", "--unit", "某局"], "错误: 缺少 --year <YEAR>"),
        (&["init", "a", "--unit", "某局", "--year", "二〇"], "错误: --year <YEAR> 不能是“二〇”"),
        (&["init", "a", "--unit", "某局", "--year", "22"], "错误: 年份 22 不在 1949 至 2999 之间"),
        (&["init", "a", "--unit", "", "--year", "2022"], "错误: 没有写明单位名称"),
        (&["init", "a", "--unit", "某局", "--year", "2022", "--pack", "rule"], "没有名为 rule 的报告模板包"),
        (&["init", "a", "--unit", "某局", "--year", "2022", "--date", "昨天"], "错误: --date <DATE> 不能是“昨天”"),
    ] {
        let ran = run(&folder, args)?;
        assert!(ran.code == 2 && ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(folder.path())?.count(), 0);
    fs::write(folder.path().join("别人的文件"), "")?;
    let ran = run(&folder, &["init", ".", "--unit", "某局", "--year", "2022"])?;
    assert!(ran.code == 2 && ran.err.contains("已有文件"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[test]
fn the_next_year_goes_on_from_the_last() -> Result {
    let copy = Copy::new()?;
    let ran = copy.run(&["init", "2022", "--from", "."])?;
    assert_eq!((ran.code, ran.out.lines().count()), (0, 15), "{}", ran.err);
    assert!(ran.err.contains("已由 2021 年的报告工程建立 2022：沿用正文 21 段"), "{}", ran.err);
    let checked =
        copy.run(&["check", "--project", "2022", "--select", "carried-over,stale-year", "--fail-on", "warning"])?;
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.out.contains("本段沿用 2021 年的正文，还没有核对"), "{}", checked.out);
    assert!(checked.out.contains("标题为2021年，报告年度为2022年"), "{}", checked.out);
    let again = copy.run(&["init", "2023", "--from", "2022", "--year", "2023"])?;
    assert!(again.code == 2 && again.err.contains("不能同时给出"), "{}", again.err);
    let again = copy.run(&["--lang", "en", "init", "2023", "--from", "2022"])?;
    assert!(again.code == 0 && again.err.contains("last year's figures may be wrong"), "{}", again.err);
    Ok(())
}
