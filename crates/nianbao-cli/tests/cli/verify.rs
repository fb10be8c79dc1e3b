//! Finished reports as an authority checks those that it was sent.

use std::fs;

use crate::support::{Copy, Ran, Result, nianbao};
use serde_json::Value;

/// The sample, built.
fn built() -> Result<Copy> {
    let copy = Copy::new()?;
    assert_eq!(copy.run(&["build"])?.code, 0);
    Ok(copy)
}

#[test]
fn the_pages_of_the_sample_say_what_they_prove() -> Result {
    let copy = built()?;
    let wrong = copy.path("out/wrong.pdf");
    fs::copy(copy.path("out/report.pdf"), copy.path("report.pdf"))?;
    fs::copy(copy.path("out/report.pdf"), &wrong)?;
    fs::write(copy.path("out/figures.json"), "{}")?;
    fs::write(copy.path("text.txt"), "全年办理信访事项146件。")?;
    fs::write(copy.path("torn.pdf"), &fs::read(&wrong)?[..9_000])?;
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&["--lang", language, "verify", "report.pdf", "out", "text.txt", "torn.pdf", "none.pdf"])?;
        assert_eq!((ran.code, ran.err.as_str()), (2, ""));
        text.push_str(&(ran.out + "\n"));
    }
    // The digest of {} by another program: printf '{}' | sha256sum.
    assert!(text.contains("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"), "{text}");
    let stated = without_digests(&text);
    insta::assert_snapshot!("verify", stated);
    assert_eq!(copy.run(&["verify", "report.pdf"])?.code, 0);
    assert_eq!(copy.run(&["verify", "report.pdf", "out"])?.code, 1);
    assert_eq!(copy.run(&["verify", "report.pdf", "text.txt"])?.code, 1);
    Ok(())
}

/// The text with the digest of the sample's figures left out: it changes with the pack.
fn without_digests(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    let is_digest = |word: &str| word.trim_end_matches(|c: char| !c.is_ascii_hexdigit()).len() == 64;
    let shown = words.map(|word| {
        let kept = word.starts_with("44136fa3") || !is_digest(word);
        if kept { word.to_owned() } else { format!("<sha-256>{}", word.get(64..).unwrap_or_default()) }
    });
    shown.collect()
}

#[test]
fn forty_files_are_one_line_each_in_the_order_given() -> Result {
    let copy = built()?;
    let mut names: Vec<String> = (1..=36).rev().map(|number| format!("第{number}号 报告.pdf")).collect();
    names.extend(["=1+1.pdf", "@x,\"y\".pdf", "甲\u{202e}fdp.exe.pdf", "无.pdf"].map(str::to_owned));
    for name in names.iter().filter(|name| *name != "无.pdf") {
        fs::copy(copy.path("out/report.pdf"), copy.path(name))?;
    }
    let run = |format: &str| -> Result<Ran> {
        let files = names.iter().map(String::as_str);
        copy.run(&["verify", "--format", format].into_iter().chain(files).collect::<Vec<_>>())
    };
    let human = run("human")?;
    assert_eq!((human.code, human.err.as_str()), (2, ""));
    let lines: Vec<&str> = human.out.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 40);
    for (line, name) in lines.iter().zip(&names).take(38) {
        assert!(line.starts_with(&format!("一致      {name} ")), "{line}");
        assert!(line.ends_with("重庆市沙坪坝区退役军人事务局  2021  报送版  样例  法定内容齐全"), "{line}");
    }
    assert!(!human.out.contains('\u{202e}') && lines[39].starts_with("不能读取  无.pdf"), "{}", lines[39]);
    assert!(
        human.out.contains("40 个文件：一致 39，缺法定内容 0，不一致 0，无从核验 0，不能读取 1\n"),
        "{}",
        human.out
    );
    let csv = run("csv")?;
    let rows: Vec<&str> = csv.out.lines().collect();
    assert_eq!((csv.code, rows.len()), (2, 41));
    assert!(
        rows[37]
            .starts_with("'=1+1.pdf,agrees,重庆市沙坪坝区退役军人事务局,500106-TYJR,2021,filing,sample,,47,36,0,0,")
    );
    assert!(rows[38].starts_with("\"'@x,\"\"y\"\".pdf\",agrees,"), "{}", rows[38]);
    assert!(rows[40].starts_with("无.pdf,unread,,,,,,,,,,,,"), "{}", rows[40]);
    let json: Value = serde_json::from_str(&run("json")?.out)?;
    let schema = serde_json::to_value(nianbao::render::findings::verifications_schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    let files = json["files"].as_array().ok_or("no files")?;
    let given: Vec<&str> = files.iter().filter_map(|file| file["file"].as_str()).collect();
    assert_eq!(given, names);
    assert_eq!(files[0]["numerals"]["tabulated"], 47);
    Ok(())
}

#[test]
fn neither_project_nor_pack_is_looked_for() -> Result {
    let copy = built()?;
    let alone = tempfile::tempdir()?;
    fs::copy(copy.path("out/report.pdf"), alone.path().join("report.pdf"))?;
    let run = |args: &[&str]| -> Result<Ran> {
        Ran::new(&nianbao().current_dir(alone.path()).arg("verify").args(args).output()?)
    };
    assert_eq!(run(&["report.pdf"])?.code, 0);
    assert_eq!(run(&[])?.code, 2);
    let ran = run(&["report.pdf", "--pack", "none"])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("none"), "{}", ran.err);
    Ok(())
}
