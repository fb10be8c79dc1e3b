//! A Word file that comes back from its readers, refreshed at the command line.

use std::fs;

use nianbao_tests::sample::Sample;
use serde_json::Value;

use crate::support::{Copy, Result};

/// The sample, built, with its Word file in circulation and other rows in its ledgers: a petition less that was forwarded,
/// and three acts of enforcement where there were none.
fn circulated() -> Result<Copy> {
    let copy = Copy::new()?;
    assert_eq!(copy.run(&["build", "--formats", "docx,json"])?.code, 0);
    fs::rename(copy.path("out/report.docx"), copy.path("征求意见稿.docx"))?;
    let mut sample = Sample::new();
    let forwarded = sample.petitions.iter_mut().find(|petition| petition.source == "上级转送").ok_or("none")?;
    forwarded.source = "其他交办";
    sample.facts.iter_mut().filter(|fact| fact.item == "行政执法行为数").for_each(|fact| fact.value = 3);
    sample.write(copy.folder.path())?;
    Ok(copy)
}

#[test]
fn what_was_updated_and_what_was_left_alone_is_said_in_both_languages() -> Result {
    let copy = circulated()?;
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&["--lang", language, "refresh", "征求意见稿.docx"])?;
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        fs::remove_file(copy.path("征求意见稿.已刷新.docx"))?;
        text.push_str(&(ran.out + "\n"));
    }
    for args in [&["out/figures.json"][..], &["征求意见稿.docx", "--out", "out/figures.json"], &["无.docx"]] {
        let ran = copy.run(&[&["refresh"], args].concat())?;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        text.push_str(&ran.err);
    }
    fs::write(copy.path(".~lock.征求意见稿.docx#"), "")?;
    let ran = copy.run(&["refresh", "征求意见稿.docx"])?;
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!("refresh", text + &ran.err);
    Ok(())
}

#[test]
fn a_file_of_figures_does_in_the_place_of_a_project() -> Result {
    let copy = circulated()?;
    let run = |args: &[&str]| copy.run(&[&["refresh", "征求意见稿.docx"], args].concat());
    // The figures that the document was built from: there is nothing to do.
    let ran = run(&["--figures", "out/figures.json"])?;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("没有需要更新的"), "{}", ran.out);
    fs::write(copy.path("figures.json"), copy.run(&["figures", "--format", "json"])?.out)?;
    let ran = run(&["--figures", "figures.json", "--format", "json", "--out", "新.docx"])?;
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let json: Value = serde_json::from_str(&ran.out)?;
    jsonschema::validate(&serde_json::to_value(nianbao::refresh::json::schema())?, &json)
        .map_err(|error| error.to_string())?;
    assert_eq!((json["written"].as_str(), json["controls"].as_u64()), (Some("新.docx"), Some(106)));
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["left"][0]["code"], "refresh-words");
    assert_eq!(run(&["--figures", "figures.json", "--project", "."])?.code, 2);
    Ok(())
}

#[test]
fn the_refreshed_file_agrees_with_itself_and_with_the_project_once_its_words_are_right() -> Result {
    let copy = circulated()?;
    assert_eq!(copy.run(&["refresh", "征求意见稿.docx"])?.code, 1);
    let ran = copy.run(&["audit", "征求意见稿.已刷新.docx", "--format", "short"])?;
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1), "{}", ran.out);
    assert!(ran.out.contains("无行政执法行为") && ran.out.contains("3件"), "{}", ran.out);
    assert_eq!(copy.run(&["verify", "征求意见稿.已刷新.docx"])?.code, 1);
    let mut sample = Sample::new();
    sample.petitions.iter_mut().take(1).for_each(|petition| petition.source = "其他交办");
    sample.write(copy.folder.path())?;
    fs::remove_file(copy.path("征求意见稿.已刷新.docx"))?;
    copy.run(&["refresh", "征求意见稿.docx"])?;
    for command in ["audit", "verify"] {
        let ran = copy.run(&[command, "征求意见稿.已刷新.docx"])?;
        assert_eq!(ran.code, 0, "{command}: {}", ran.out);
    }
    Ok(())
}

#[test]
fn errors_in_the_ledgers_are_said_beside_the_figures() -> Result {
    let copy = circulated()?;
    let mut sample = Sample::new();
    sample.petitions[0].status = "己办结";
    sample.write(copy.folder.path())?;
    let ran = copy.run(&["refresh", "征求意见稿.docx"])?;
    assert!(ran.err.contains("有 1 个错误，数字可能有误"), "{}", ran.err);
    Ok(())
}
