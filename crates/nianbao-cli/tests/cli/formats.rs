//! The formats for programs hold what the human one says, and are what their readers take.

use crate::support::{Copy, Ran, Result, nianbao};
use chrono::Days;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

/// A date too early, a wrong code in three rows, a slip in the narrative, a broken balance.
fn faulty() -> Result<Copy> {
    let copy = Copy::changed(|sample| {
        let petition = &mut sample.petitions[0];
        petition.closed_on = petition.accepted_on.map(|day| day - Days::new(1));
        sample.petitions.iter_mut().skip(3).take(3).for_each(|petition| petition.channel = "飞鸽");
        sample.applications[0].answered_on = Some(sample.applications[0].received_on - Days::new(400));
    })?;
    copy.replace("narrative/report.typ", "fig(\"petitions.forwarded\")", "fig(\"petitions.forwardd\")")?;
    Ok(copy)
}

/// How many findings there are, by the JSON of the same run.
fn count(copy: &Copy) -> Result<usize> {
    let json: Value = serde_json::from_str(&copy.run(&["check", "--format", "json"])?.out)?;
    Ok(json["findings"].as_array().ok_or("no findings")?.len())
}

#[test]
fn sarif_has_a_result_for_each_finding_at_its_row_and_column() -> Result {
    let copy = faulty()?;
    let ran = copy.run(&["check", "--format", "sarif"])?;
    assert_eq!(ran.code, 1);
    let value: Value = serde_json::from_str(&ran.out)?;
    // Nothing in it is unknown to the types that were generated from the schema, and nothing is missing.
    let mut parsed: Value = serde_json::to_value(serde_json::from_str::<serde_sarif::sarif::Sarif>(&ran.out)?)?;
    parsed["$schema"] = value["$schema"].clone();
    assert_eq!(parsed, value);
    let run = &value["runs"][0];
    let results = run["results"].as_array().ok_or("no results")?;
    assert_eq!(results.len(), count(&copy)?);
    let order =
        results.iter().find(|result| result["ruleId"] == "petitions-closed-after-accepted").ok_or("no order")?;
    let location = &order["locations"][0];
    let expected = json!({ "startLine": 4, "startColumn": 15, "endLine": 4, "endColumn": 16 });
    assert_eq!(location["physicalLocation"]["region"], expected);
    let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().ok_or("no uri")?;
    assert!(uri.is_ascii() && uri.starts_with("%E4%BF%A1%E8%AE%BF"), "{uri}");
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "信访台账.xlsx!信访!O4");
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().ok_or("no index")?)?;
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
    Ok(())
}

#[test]
fn paths_start_where_the_command_was_run() -> Result {
    let copy = faulty()?;
    let above = copy.folder.path().parent().ok_or("no folder above")?;
    let name = copy.folder.path().file_name().and_then(|name| name.to_str()).ok_or("no name")?;
    let args = ["check", "--project", name, "--format", "sarif", "--select", "unknown-figure"];
    let ran = Ran::new(&nianbao().current_dir(above).args(args).output()?)?;
    let value: Value = serde_json::from_str(&ran.out)?;
    let place = &value["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(*place, format!("{name}/narrative/report.typ"));
    Ok(())
}

#[test]
fn junit_has_a_case_for_each_rule_and_fails_those_with_errors() -> Result {
    let copy = faulty()?;
    let ran = copy.run(&["check", "--format", "junit"])?;
    let mut reader = Reader::from_str(&ran.out);
    let (mut cases, mut failed, mut case) = (0_usize, Vec::new(), String::new());
    let mut totals = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => {
                let attribute = |name: &str| -> Result<String> {
                    let value = tag.try_get_attribute(name)?.ok_or_else(|| format!("no {name}"))?;
                    Ok(value.normalized_value(quick_xml::XmlVersion::Implicit1_0)?.into_owned())
                };
                match tag.name().as_ref() {
                    "testcase" => {
                        cases += 1;
                        case = attribute("name")?;
                    }
                    "failure" => failed.push(case.clone()),
                    "testsuites" => totals = vec![attribute("tests")?, attribute("failures")?],
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(
        failed,
        [
            "petitions-channel",
            "petitions-closed-after-accepted",
            "disclosure-answered-date",
            "disclosure-answered-after-received",
            "disclosure-balance",
            "unknown-figure"
        ]
    );
    assert_eq!(totals, [cases.to_string(), failed.len().to_string()]);
    let rules = nianbao::Pack::standard("rule-of-law")?.rules.len();
    assert!(cases > rules, "{cases} cases, {rules} rules");
    Ok(())
}

#[test]
fn github_gets_one_command_for_each_finding() -> Result {
    let copy = faulty()?;
    let out = copy.run(&["check", "--format", "github"])?.out;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), count(&copy)?);
    let expected = "::error file=narrative/report.typ,line=40,col=127,title=unknown-figure::narrative/report.typ:40:127: \
                    没有编号为 petitions.forwardd 的数字%0A是否为 petitions.forwarded？";
    assert!(lines.contains(&expected), "{out}");
    let order = lines.iter().find(|line| line.contains("petitions-closed-after-accepted")).ok_or("no order")?;
    assert!(
        order.starts_with(
            "::error file=信访台账.xlsx,title=petitions-closed-after-accepted::信访台账.xlsx › 信访 › O4: "
        ),
        "{order}"
    );
    Ok(())
}

#[test]
fn what_a_cell_holds_cannot_break_out_of_a_format() -> Result {
    let copy = Copy::changed(|sample| sample.petitions[0].channel = "来\u{1}信]]></failure>\n::error::假")?;
    let github = copy.run(&["check", "--format", "github", "--select", "one-of"])?.out;
    assert_eq!(github.lines().count(), 1, "{github}");
    let junit = copy.run(&["check", "--format", "junit", "--select", "one-of"])?.out;
    let mut reader = Reader::from_str(&junit);
    while !matches!(reader.read_event()?, Event::Eof) {}
    assert!(!junit.contains('\u{1}') && !junit.contains("假"), "{junit}");
    assert!(github.contains("“信访形式”的“…”") && !github.contains("假"), "{github}");
    serde_json::from_str::<Value>(&copy.run(&["check", "--format", "sarif", "--select", "one-of"])?.out)?;
    Ok(())
}
