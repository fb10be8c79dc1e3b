//! `nianbao diff` of two finished reports: what an office sees that edited what it had published.

use std::fs;

use serde_json::Value;

use crate::support::{Copy, Result, root};

/// A folder with the published report, and the edited one as a web page.
fn reports(edit: impl Fn(&str) -> String) -> Result<Copy> {
    let copy = Copy::new()?;
    let published = fs::read_to_string(root().join("tests/texts/clean.txt"))?;
    fs::write(copy.path("published.txt"), &published)?;
    let paragraphs: Vec<String> = edit(&published).lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n{}</body></html>",
        paragraphs.concat()
    );
    fs::write(copy.path("edited.html"), page)?;
    Ok(copy)
}

#[test]
fn two_reports_of_the_same_numbers_are_the_same() -> Result {
    let copy = reports(|text| text.replace("146件", "１４６件").replace("200余人", "两百多人"))?;
    let ran = copy.run(&["diff", "published.txt", "edited.html"])?;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.ends_with("处统计数字：0 处有变，0 处新增，0 处没有了\n"), "{}", ran.out);
    Ok(())
}

#[test]
fn what_was_edited_is_listed_with_its_places_and_the_note_is_drafted() -> Result {
    let copy = reports(|text| {
        text.replace("146件", "147件")
            .replace("1868条", "1,900余条")
            .replace("，帮扶困难退役军人181人次", "")
            .replace("消化问题存量10余件，有效防止问题增量", "着力减少问题存量，化解遗留问题12件")
            .replace("全年研究议题242件", "全年研究议题242件，开展公平竞争审查4件")
    })?;
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&["--lang", language, "diff", "published.txt", "edited.html"])?;
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        text.push_str(&(ran.out + "\n"));
    }
    insta::assert_snapshot!("diff-reports", text);
    let json: Value =
        serde_json::from_str(&copy.run(&["diff", "published.txt", "edited.html", "--format", "json"])?.out)?;
    let schema = serde_json::to_value(nianbao::diff::json::schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    assert_eq!(json["reports"], serde_json::json!(["published.txt", "edited.html"]));
    let forwarded = &json["differences"][2];
    assert_eq!((&forwarded["id"], &forwarded["now"]["value"]), (&"petitions.forwarded".into(), &"147".into()));
    assert!(forwarded["was"]["at"]["line"].is_u64() && json["not_compared"][0]["reason"] == "reworded", "{json}");
    Ok(())
}

#[test]
fn reports_of_other_years_are_refused_and_doubts_alone_are_no_success() -> Result {
    let copy = reports(|text| text.replace("2021年", "2022年"))?;
    let ran = copy.run(&["diff", "published.txt", "edited.html"])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("一边是 2021 年的数字，另一边是 2022 年的"), "{}", ran.err);
    fs::write(copy.path("old.md"), "# 小结\n\n举办退役军人就业招聘活动6场。\n")?;
    fs::write(copy.path("new.md"), "# 小结\n\n举办退役军人各类招聘会9场。\n")?;
    let ran = copy.run(&["diff", "old.md", "new.md"])?;
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("未能比较") && !ran.out.contains("更正说明"), "{}", ran.out);
    Ok(())
}
