//! `nianbao audit`: coverage, formats, exit codes, dismissals.

use std::fs;

use serde_json::Value;

use crate::support::{Copy, Result, nianbao, root};

const WRONG: &str = "全年共办理上级转送信访事项164件。\n";

fn said(command: &mut std::process::Command) -> Result<(Option<i32>, String)> {
    let output = command.output()?;
    let said = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    Ok((output.status.code(), said))
}

#[test]
fn a_contradiction_is_shown_with_both_values_and_the_cells() -> Result {
    let copy = Copy::new()?;
    fs::write(copy.path("report.txt"), WRONG)?;
    let mut command = nianbao();
    let (code, text) = said(command.args(["audit", "report.txt"]).current_dir(copy.folder.path()))?;
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!("contradicted-figure", text);
    let (code, text) = said(
        nianbao().args(["audit", "report.txt", "--ignore", "contradicted-figure"]).current_dir(copy.folder.path()),
    )?;
    assert_eq!(code, Some(0), "{text}");
    Ok(())
}

#[test]
fn a_dismissed_statement_is_not_reported_and_check_does_not_miss_it() -> Result {
    let copy = Copy::new()?;
    fs::write(copy.path("report.txt"), WRONG)?;
    let file = copy.path("nianbao.toml");
    let dismissal = "\n[[dismissed]]\ncode = \"contradicted-figure\"\nstatement = \"全年共办理上级转送信访事项164件\"\n\
                     because = \"含上年结转的18件\"\n";
    fs::write(&file, fs::read_to_string(&file)? + dismissal)?;
    let (code, text) = said(nianbao().args(["audit", "report.txt"]).current_dir(copy.folder.path()))?;
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("含上年结转的18件"), "{text}");
    let (_, text) = said(nianbao().args(["check"]).current_dir(copy.folder.path()))?;
    assert!(!text.contains("stale-dismissal"), "{text}");
    // Another number is another statement.
    fs::write(copy.path("report.txt"), WRONG.replace("164", "165"))?;
    let (code, _) = said(nianbao().args(["audit", "report.txt"]).current_dir(copy.folder.path()))?;
    assert_eq!(code, Some(1));
    Ok(())
}

#[test]
fn json_has_the_verdicts_and_a_summary_one_line_for_each_text() -> Result {
    let copy = Copy::new()?;
    fs::write(copy.path("wrong.txt"), WRONG)?;
    fs::copy(root().join("tests/texts/clean.txt"), copy.path("clean.txt"))?;
    let run = |arguments: &[&str]| {
        said(nianbao().arg("audit").args(["wrong.txt", "clean.txt"]).args(arguments).current_dir(copy.folder.path()))
    };
    let (code, json) = run(&["--format", "json"])?;
    assert_eq!(code, Some(1));
    let json: Value = serde_json::from_str(&json)?;
    let statement = &json["documents"][0]["statements"][0];
    assert_eq!((statement["verdict"].as_str(), statement["value"].as_str()), (Some("contradicts"), Some("146")));
    assert_eq!(json["documents"][1]["coverage"]["agrees"], 36);
    let validator = jsonschema::validator_for(&serde_json::from_str(&fs::read_to_string(
        root().join("docs/schemas/audit.json.schema.json"),
    )?)?)?;
    let faults: Vec<String> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let (_, summary) = run(&["--summary"])?;
    assert_eq!(summary.lines().count(), 2, "{summary}");
    let (_, annotations) = run(&["--format", "github"])?;
    assert!(
        annotations.starts_with("::error file=wrong.txt,line=1,col=14,title=contradicted-figure::"),
        "{annotations}"
    );
    for format in ["sarif", "junit"] {
        let (_, text) = run(&["--format", format])?;
        assert!(text.contains("contradicted-figure") && text.contains("wrong.txt"), "{text}");
    }
    Ok(())
}

#[test]
fn a_text_is_held_against_a_file_of_figures_or_against_itself() -> Result {
    let copy = Copy::new()?;
    let elsewhere = tempfile::tempdir()?;
    fs::copy(root().join("tests/texts/clean.txt"), elsewhere.path().join("clean.txt"))?;
    fs::write(elsewhere.path().join("wrong.txt"), WRONG)?;
    let figures = nianbao().args(["figures", "--format", "json"]).current_dir(copy.folder.path()).output()?;
    fs::write(elsewhere.path().join("figures.json"), figures.stdout)?;
    let run = |arguments: &[&str]| said(nianbao().arg("audit").args(arguments).current_dir(elsewhere.path()));
    let (code, text) = run(&["clean.txt", "--figures", "figures.json"])?;
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("一致36处"), "{text}");
    let (code, text) = run(&["wrong.txt", "--figures", "figures.json"])?;
    assert_eq!(code, Some(1), "{text}");
    let (code, text) = run(&["wrong.txt"])?;
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = run(&["missing.txt"])?;
    assert_eq!(code, Some(2), "{text}");
    Ok(())
}
