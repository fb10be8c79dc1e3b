//! Documents that are generated from the code are what the code says; `UPDATE=1` writes them anew.

use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::message::Language;
use nianbao::render::{findings, json, provenance};
use nianbao::{Options, Project, Silent, diff, explain, lock, pack, refresh};
use nianbao_tests::machine::{fonts, updates};
use nianbao_tests::sample::committed;
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Compares a committed file with what it must be, or writes it.
fn committed_is(path: &str, text: &str) -> Result {
    let file = root().join(path);
    if updates() {
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        fs::write(&file, text)?;
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == text, "{path} is stale: run the tests with UPDATE=1 and look at the difference");
    Ok(())
}

/// The schemas, by the name of what they describe.
fn schemas() -> Result<Vec<(String, Value)>> {
    let mut all = Vec::new();
    for (name, schema) in pack::schema::all() {
        all.push((name.to_owned(), serde_json::to_value(schema)?));
    }
    for (name, schema) in [
        ("figures.json", json::figures_schema()),
        ("manifest.json", provenance::manifest_schema()),
        ("findings.json", findings::schema()),
        ("audit.json", findings::audits_schema()),
        ("verify.json", findings::verifications_schema()),
        ("refresh.json", refresh::json::schema()),
        ("diff.json", diff::json::schema()),
        ("figures.lock", lock::schema()),
    ] {
        all.push((name.to_owned(), serde_json::to_value(schema)?));
    }
    Ok(all)
}

fn schema_of(name: &str) -> Result<Value> {
    let found = schemas()?.into_iter().find(|(known, _)| known == name);
    Ok(found.ok_or_else(|| format!("no schema of {name}"))?.1)
}

fn follows(name: &str, value: &Value) -> Result {
    let validator = jsonschema::validator_for(&schema_of(name)?)?;
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    Ok(())
}

#[test]
fn the_schemas_are_committed() -> Result {
    for (name, schema) in schemas()? {
        committed_is(&format!("docs/schemas/{name}.schema.json"), &(serde_json::to_string_pretty(&schema)? + "\n"))?;
    }
    Ok(())
}

#[test]
fn the_packs_and_the_sample_follow_the_schemas() -> Result {
    let pack = root().join("report-templates/rule-of-law");
    for (folder, name) in [
        (&pack, "pack.toml"),
        (&pack, "ledgers.toml"),
        (&pack, "figures.toml"),
        (&pack, "rules.toml"),
        (&pack, "charts.toml"),
        (&committed(), "nianbao.toml"),
    ] {
        let table: toml::Table = fs::read_to_string(folder.join(name))?.parse()?;
        follows(name, &serde_json::to_value(dates_as_texts(toml::Value::Table(table)))?)?;
    }
    Ok(())
}

/// JSON has no dates: a schema sees TOML's as texts.
fn dates_as_texts(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(day) => toml::Value::String(day.to_string()),
        toml::Value::Array(items) => toml::Value::Array(items.into_iter().map(dates_as_texts).collect()),
        toml::Value::Table(table) => {
            toml::Value::Table(table.into_iter().map(|(key, value)| (key, dates_as_texts(value))).collect())
        }
        other => other,
    }
}

#[test]
fn what_a_build_writes_follows_the_schemas() -> Result {
    let project = Project::open(&committed(), &Options { font_dirs: vec![fonts()], ..Options::default() })?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let report = compiled.accept(nianbao::Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
    let out = tempfile::tempdir()?;
    nianbao::render::write(&report, out.path(), nianbao::render::Format::ALL)?;
    for name in ["figures.json", "manifest.json"] {
        follows(name, &serde_json::from_str(&fs::read_to_string(out.path().join(name))?)?)?;
    }
    let text = lock::written(&nianbao::record::Record::of(&project, &report.compiled().figures));
    follows("figures.lock", &serde_json::to_value(text.parse::<toml::Table>()?)?)?;
    // A schema that takes anything would pass all of this.
    let mut figures: Value = serde_json::from_str(&fs::read_to_string(out.path().join("figures.json"))?)?;
    figures["figures"]["petitions.forwarded"]["value"] = Value::from(146);
    let validator = jsonschema::validator_for(&schema_of("figures.json")?)?;
    assert!(!validator.is_valid(&figures), "a number is no decimal string");
    Ok(())
}

#[test]
fn the_catalogue_lists_every_code() -> Result {
    let mut text = "# Codes of findings\n\nGenerated from the pages that `nianbao explain CODE` prints.\n\n\
                    | code | what it says | 说明 |\n|---|---|---|\n"
        .to_owned();
    for ((code, english), (_, chinese)) in explain::all(Language::En).zip(explain::all(Language::ZhCn)) {
        text.push_str(&format!("| `{code}` | {} | {} |\n", explain::summary(english), explain::summary(chinese)));
    }
    committed_is("docs/findings.md", &text)
}
