//! What the command says and how it ends, run as users run it.

use std::fs;

use crate::support::{Copy, Ran, Result, nianbao, root};
use chrono::Days;
use nianbao::render::Format;
use nianbao_tests::machine::updates;
use nianbao_tests::spec::Page;

const ONE_DAY: Days = Days::new(1);

/// The findings of a kind as a clerk reads them, in both languages.
fn shown(name: &str, copy: &Copy, code: &str) -> Result {
    let mut text = String::new();
    for language in ["zh-CN", "en"] {
        let ran = copy.run(&["--lang", language, "check", "--select", code])?;
        assert_eq!(ran.err, "");
        // What was read is the same for all of these, and so is the narrative for most.
        let is_read = |line: &str| line.contains("）：") || line.contains("): ");
        let is_coverage = |line: &str| line.starts_with("正文数字 ") || line.contains(" numerals: ");
        let lines = ran.out.lines().filter(|line| !is_read(line) && !is_coverage(line));
        text.push_str(&lines.collect::<Vec<_>>().join("\n"));
        text.push_str("\n\n");
    }
    insta::assert_snapshot!(name, text);
    Ok(())
}

#[test]
fn the_sample_is_clean() -> Result {
    let ran = Copy::new()?.run(&["check", "--fail-on", "warning"])?;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("信访台账.xlsx › 信访（信访台账）：156 行，计入 156 行\n"), "{}", ran.out);
    let coverage = "正文数字 132 个：有来源 68（台账计算 65，人工填报 3），结构性 64，豁免 0，无来源 0\n";
    assert!(ran.out.ends_with(&format!("{coverage}0 个错误，0 个警告，5 个提示\n")), "{}", ran.out);
    Ok(())
}

#[test]
fn a_date_before_the_one_it_must_follow_is_shown_with_its_row() -> Result {
    let copy =
        Copy::changed(|s| s.petitions[13].closed_on = s.petitions[13].accepted_on.map(|day| day - Days::new(12)))?;
    shown("order", &copy, "order")
}

#[test]
fn a_broken_disclosure_balance_names_the_cells_and_the_rules_line() -> Result {
    // An answer that stands in the year before, of an application of this year.
    let copy = Copy::changed(|s| s.applications[0].answered_on = Some(s.applications[0].received_on - Days::new(400)))?;
    let ran = copy.run(&["check"])?;
    assert_eq!(ran.code, 1);
    let line = fs::read_to_string(root().join("report-templates/rule-of-law/rules.toml"))?;
    let line = line.lines().position(|line| line.starts_with("id") && line.contains("\"disclosure-balance\""));
    let check = line.ok_or("no such rule")? + 1;
    let at = ran.out.find("sums-to · disclosure-balance").ok_or("the balance is not broken")?;
    let finding = &ran.out[at..];
    assert!(finding.contains("政务公开台账.xlsx › 依申请公开 › "), "{finding}");
    let named = (check..check + 5).any(|line| finding.contains(&format!("rules.toml:{line}\n")));
    assert!(named, "{finding}");
    shown("sums-to", &copy, "disclosure-balance")
}

#[test]
fn repeats_are_counted() -> Result {
    let copy = Copy::changed(|s| s.petitions.iter_mut().step_by(3).for_each(|petition| petition.status = "己办结"))?;
    shown("repeats", &copy, "petitions-status")
}

#[test]
fn blank_cells_are_shown_with_the_figures_that_they_leave_open() -> Result {
    let copy = Copy::changed(|s| s.grants[4].fund = "")?;
    shown("undecided-row", &copy, "undecided-row")
}

#[test]
fn a_slip_in_the_narrative_is_shown_at_its_place() -> Result {
    let copy = Copy::new()?;
    copy.replace("narrative/report.typ", "fig(\"petitions.forwarded\")", "fig(\"petitions.forwardd\")")?;
    shown("unknown-figure", &copy, "unknown-figure")
}

#[test]
fn a_typed_figure_is_shown_with_the_figure_that_it_may_be_and_what_is_exempt_is_listed() -> Result {
    let copy = Copy::new()?;
    copy.replace("narrative/report.typ", "#fig(\"petitions.forwarded\")", "146件")?;
    copy.replace("narrative/report.typ", "import \"/nianbao.typ\": fig", "import \"/nianbao.typ\": exempt, fig")?;
    copy.replace("narrative/report.typ", "以考促学", "#exempt(reason: \"上级文件要求\")[全年2次]以考促学")?;
    shown("unowned-numeral", &copy, "unowned-numeral")?;
    let ran = copy.run(&["check"])?;
    assert_eq!(ran.code, 1);
    let exempt = "豁免：narrative/report.typ:12:272 2次（上级文件要求）\n";
    let coverage = "正文数字 133 个：有来源 67（台账计算 64，人工填报 3），结构性 64，豁免 1，无来源 1\n";
    assert!(ran.out.contains(&format!("{exempt}{coverage}")), "{}", ran.out);
    let json: serde_json::Value = serde_json::from_str(&copy.run(&["check", "--format", "json"])?.out)?;
    let schema: serde_json::Value = serde_json::to_value(nianbao::render::findings::schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    assert_eq!((&json["coverage"]["bound"], &json["coverage"]["unowned"]), (&67.into(), &1.into()));
    assert_eq!(json["exempt"][0]["because"], "上级文件要求");
    Ok(())
}

#[test]
fn the_short_form_is_one_line_each_and_json_follows_its_schema() -> Result {
    let copy = Copy::changed(|s| s.petitions[0].closed_on = s.petitions[0].accepted_on.map(|day| day - ONE_DAY))?;
    let short = copy.run(&["check", "--format", "short"])?;
    assert_eq!(short.code, 1);
    let line = "信访台账.xlsx › 信访 › O4: 错误[order · petitions-closed-after-accepted] “办结日期”早于“受理日期”";
    assert!(short.out.lines().any(|found| found == line), "{}", short.out);
    let json: serde_json::Value = serde_json::from_str(&copy.run(&["check", "--format", "json"])?.out)?;
    let schema: serde_json::Value = serde_json::to_value(nianbao::render::findings::schema())?;
    jsonschema::validate(&schema, &json).map_err(|error| error.to_string())?;
    let findings = json["findings"].as_array().ok_or("no findings")?;
    let order = findings.iter().find(|finding| finding["code"] == "order").ok_or("no order")?;
    assert_eq!((&order["place"]["cell"], &order["arguments"]["days"]), (&"O4".into(), &1.into()));
    assert_eq!(findings.len(), short.out.lines().count());
    Ok(())
}

#[test]
fn findings_are_chosen_by_code_and_by_rule() -> Result {
    let copy = Copy::changed(|s| s.petitions[0].closed_on = s.petitions[0].accepted_on.map(|day| day - ONE_DAY))?;
    let count = |args: &[&str]| -> Result<(i32, usize)> {
        let ran = copy.run(&[&["check", "--format", "short"], args].concat())?;
        Ok((ran.code, ran.out.lines().count()))
    };
    assert_eq!(count(&["--select", "order"])?, (1, 1));
    assert_eq!(count(&["--select", "petitions-closed-after-accepted"])?, (1, 1));
    assert_eq!(count(&["--ignore", "order,face-substituted"])?, (0, 0));
    assert_eq!(count(&["--select", "face-substituted", "--fail-on", "note"])?, (1, 5));
    let unknown = copy.run(&["check", "--select", "ordr"])?;
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("是否为 order？"), "{}", unknown.err);
    Ok(())
}

#[test]
fn a_build_says_what_it_wrote_and_a_sample_builds_in_spite_of_errors() -> Result {
    let clean = Copy::new()?;
    let ran = clean.run(&["build"])?;
    let all = Format::ALL.iter().map(|format| format.file()).chain(["manifest.json"]);
    let all = all.map(|file| format!("out/{file}\n")).collect::<Vec<_>>().concat();
    assert_eq!((ran.code, &ran.out), (0, &all), "{}", ran.err);
    let faulty = Copy::changed(|s| s.petitions[0].closed_on = s.petitions[0].accepted_on.map(|day| day - ONE_DAY))?;
    let ran = faulty.run(&["build"])?;
    assert_eq!((ran.code, &ran.out), (1, &all));
    assert!(ran.err.contains("petitions-closed-after-accepted"), "{}", ran.err);
    Ok(())
}

#[test]
fn a_final_report_with_errors_is_not_built_and_leaves_no_file() -> Result {
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "status = \"sample\"", "status = \"final\"")?;
    let ran = copy.run(&["build"])?;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.ends_with("定稿有 5 个问题未处理，没有生成报告\n"), "{}", ran.err);
    assert!(!copy.path("out").exists());
    // What is not shown forbids it all the same.
    assert_eq!(copy.run(&["build", "--ignore", "face-substituted"])?.code, 1);
    Ok(())
}

#[test]
fn only_the_formats_that_were_asked_for_are_written_and_old_ones_go_away() -> Result {
    let copy = Copy::new()?;
    assert_eq!(copy.run(&["build"])?.code, 0);
    let ran = copy.run(&["build", "--formats", "json"])?;
    assert_eq!((ran.code, ran.out.as_str()), (0, "out/figures.json\nout/manifest.json\n"));
    let mut left: Vec<_> = fs::read_dir(copy.path("out"))?.flatten().map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["figures.json", "manifest.json"]);
    Ok(())
}

#[test]
fn figures_come_as_a_table_as_json_and_as_csv() -> Result {
    let copy = Copy::new()?;
    let table = copy.run(&["figures"])?;
    assert_eq!(table.code, 0);
    assert!(table.out.lines().any(|line| line.starts_with("petitions.forwarded ") && line.contains(" 146件 ")));
    let csv = copy.run(&["figures", "--format", "csv"])?.out;
    assert!(csv.starts_with("id,label,value,unit,printed,state,origin\n"), "{csv}");
    assert!(csv.contains("\nrelief.spent,使用市、区两级关爱基金,638700,元,63.87万元,value,ledger\n"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&copy.run(&["figures", "--format", "json"])?.out)?;
    assert_eq!(json["figures"]["petitions.on_time_rate"]["ratio"], serde_json::json!(["156", "156"]));
    assert_eq!(csv.lines().count(), table.out.lines().count() + 1);
    Ok(())
}

#[test]
fn a_figure_is_traced_to_its_cells() -> Result {
    let copy = Copy::new()?;
    let mut text = String::new();
    for figure in ["petitions.on_time_rate", "disclosure.published_increase", "stations.persons_served"] {
        text.push_str(&copy.run(&["trace", figure])?.out);
        text.push('\n');
    }
    text.push_str(&copy.run(&["--lang", "en", "trace", "petitions.campaign"])?.out);
    insta::assert_snapshot!("trace", text);
    let unknown = copy.run(&["trace", "petitions.forwardd"])?;
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("是否为 petitions.forwarded？"), "{}", unknown.err);
    Ok(())
}

#[test]
fn codes_and_rules_are_explained_without_a_project() -> Result {
    let elsewhere = tempfile::tempdir()?;
    let run = |args: &[&str]| Ran::new(&nianbao().current_dir(elsewhere.path()).args(args).output()?);
    let code = run(&["explain", "order"])?;
    assert!(code.code == 0 && code.out.starts_with("# order\n\n两个日期前后颠倒"), "{}", code.out);
    let english = run(&["--lang", "en", "explain", "order"])?;
    assert!(english.out.contains("## What to do") && !english.out.contains("## Spec"), "{}", english.out);
    let rule = run(&["explain", "disclosure-balance"])?;
    assert!(rule.out.contains("国办公开办函〔2021〕30号") && rule.out.contains("# sums-to"), "{}", rule.out);
    assert_eq!(run(&["explain"])?.out.lines().count(), nianbao::Code::ALL.len());
    for language in ["zh-CN", "en"] {
        let all = run(&["--lang", language, "explain", "--all"])?.out;
        let titles: Vec<&str> = all.lines().filter_map(|line| line.strip_prefix("# ")).collect();
        assert_eq!(titles, nianbao::Code::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>());
    }
    assert_eq!(run(&["explain", "ordr"])?.code, 2);
    Ok(())
}

#[test]
fn the_project_is_found_upwards_and_missed_with_a_hint() -> Result {
    let copy = Copy::new()?;
    let below = copy.path("narrative");
    let ran = Ran::new(&nianbao().current_dir(&below).args(["figures"]).output()?)?;
    assert_eq!(ran.code, 0, "{}", ran.err);
    let nowhere = tempfile::tempdir()?;
    let ran = Ran::new(&nianbao().current_dir(nowhere.path()).args(["check"]).output()?)?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("没有 nianbao.toml"), "{}", ran.err);
    Ok(())
}

#[test]
fn the_locale_chooses_the_language_and_lang_overrides_it() -> Result {
    let copy = Copy::new()?;
    let said = |locale: &str, args: &[&str]| -> Result<String> {
        let mut command = nianbao();
        Ok(Ran::new(&command.env("LANG", locale).current_dir(copy.folder.path()).args(args).output()?)?.out)
    };
    assert!(said("en_GB.UTF-8", &["check"])?.contains("0 errors, 0 warnings"));
    assert!(said("de_DE.UTF-8", &["check"])?.contains("0 个错误"));
    assert!(said("en_GB.UTF-8", &["--lang=zh-CN", "check"])?.contains("0 个错误"));
    Ok(())
}

#[test]
fn colour_is_for_terminals_unless_asked_for() -> Result {
    let copy = Copy::new()?;
    assert!(!copy.run(&["check"])?.out.contains('\u{1b}'));
    assert!(copy.run(&["--color", "always", "check"])?.out.contains('\u{1b}'));
    Ok(())
}

#[test]
fn a_cell_cannot_steer_the_terminal() -> Result {
    let copy = Copy::changed(|s| s.petitions[0].channel = "\u{9b}2J来\u{202e}信")?;
    let out = copy.run(&["check", "--select", "one-of"])?.out;
    assert!(out.contains("\u{fffd}2J来\u{fffd}信"), "{out}");
    Ok(())
}

#[test]
fn the_reference_says_what_the_help_says() -> Result {
    let help =
        |args: &[&str]| -> Result<String> { Ok(Ran::new(&nianbao().args(["--lang", "en"]).args(args).output()?)?.out) };
    let mut text = "# The command `nianbao`\n\nWhat `--help` says, generated by the tests of the command.\n".to_owned();
    let whole = help(&["--help"])?;
    text.push_str(&format!("\n```text\n{whole}```\n"));
    // The commands are those that the help lists, so that a new one can't be left out.
    let listed = whole.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let listed = listed.take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"check") && commands.contains(&"completions"), "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        text.push_str(&format!("\n## `nianbao {command}`\n\n```text\n{}```\n", help(&[command, "--help"])?));
    }
    let path = root().join("docs/cli.md");
    if updates() {
        fs::create_dir_all(root().join("docs"))?;
        fs::write(&path, &text)?;
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == text, "docs/cli.md is stale: run the tests with UPDATE=1");
    Ok(())
}

/// The project of a page's case whose title begins so.
fn case_of(page: &str, title: &str) -> Result<tempfile::TempDir> {
    let page = Page::parse(page)?;
    let case = page.cases.iter().find(|case| case.title.starts_with(title)).ok_or("no such case")?;
    let folder = tempfile::tempdir()?;
    case.write(folder.path())?;
    Ok(folder)
}

#[test]
fn a_sheet_whose_header_is_missing_shows_nothing_of_its_rows() -> Result {
    let folder = case_of(include_str!("../../../../tests/ledgers/headers.md"), "Without its header")?;
    for format in ["human", "json", "sarif"] {
        let args = ["check", "--pack", "pack", "--format", format];
        let ran = Ran::new(&nianbao().current_dir(folder.path()).args(args).output()?)?;
        assert!(ran.out.contains("missing-column"), "{}{}", ran.out, ran.err);
        assert!(!ran.out.contains("XF-1"), "{}", ran.out);
    }
    Ok(())
}

#[test]
fn the_one_cell_that_explains_a_difference_is_named() -> Result {
    let folder = case_of(include_str!("../../../../tests/ledgers/totals.md"), "The one cell")?;
    let ran = Ran::new(&nianbao().current_dir(folder.path()).args(["check", "--pack", "pack"]).output()?)?;
    assert!(ran.out.contains("^^^^ 重算为 1430\n") && ran.out.contains("处理  合计疑似漏算 C4\n"), "{}", ran.out);
    Ok(())
}

#[test]
fn a_dismissed_finding_no_longer_counts_and_is_still_told() -> Result {
    let copy = Copy::changed(|s| s.petitions[0].closed_on = s.petitions[0].accepted_on.map(|day| day - ONE_DAY))?;
    let value = copy.run(&["check", "--format", "json", "--select", "order"])?;
    let value: serde_json::Value = serde_json::from_str(&value.out)?;
    assert_eq!(value["findings"][0]["place"]["cell"], "O4");
    let entry = |closed_on: &str| {
        format!(
            "\n[[dismissed]]\nrule = \"petitions-closed-after-accepted\"\nledger = \"petitions\"\nkey = \"XF2021-0001\"\n\
             column = \"closed_on\"\nvalue = \"{closed_on}\"\nbecause = \"已核对纸质材料\"\n"
        )
    };
    let text = fs::read_to_string(copy.path("nianbao.toml"))?;
    fs::write(copy.path("nianbao.toml"), format!("{text}{}", entry("2021-01-12")))?;
    let ran = copy.run(&["check", "--fail-on", "warning"])?;
    assert_eq!(ran.code, 0, "{}", ran.out);
    let told = "已确认：信访台账.xlsx › 信访 › O4 “办结日期”早于“受理日期”（已核对纸质材料）";
    assert!(ran.out.lines().any(|line| line == told), "{}", ran.out);
    let wrong = entry("2021-01-12").replace("closed_on", "closed_no").replace("已核对纸质材料", " ");
    fs::write(copy.path("nianbao.toml"), format!("{text}{wrong}"))?;
    let ran = copy.run(&["check"])?;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("是否为 closed_on？") && ran.err.contains("须写明理由"), "{}", ran.err);
    Ok(())
}

#[test]
fn completions_know_the_commands() -> Result {
    for shell in ["bash", "zsh", "fish"] {
        let ran = Ran::new(&nianbao().args(["completions", shell]).output()?)?;
        assert!(ran.code == 0 && ran.out.contains("trace") && ran.out.contains("font-dir"), "{shell}: {}", ran.out);
    }
    Ok(())
}
