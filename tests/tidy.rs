//! The shape of the repository: what design and ARCHITECTURE promise about files, imports and messages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::Code;
use regex::Regex;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// No source file is longer.
const LINES: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files below a folder with one of these endings, by their path from the root.
fn files(folder: &str, endings: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let within = path.strip_prefix(root())?.to_string_lossy().replace('\\', "/");
                found.insert(within, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(found)
}

fn sources() -> Result<BTreeMap<String, String>> {
    let mut all = files("crates", &[".rs"])?;
    all.extend(files("tests", &[".rs"])?);
    Ok(all)
}

/// The code of a file without its comments, so that a word in prose is no import.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_module_opens_with_a_sentence_and_none_is_long() -> Result {
    let sources = sources()?;
    assert!(sources.len() > 100, "the sources are looked for in the wrong place");
    // A check opens with its page.
    let opens = |text: &str| text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
    let silent: Vec<_> = sources.iter().filter(|(_, text)| !opens(text)).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "without a sentence: {silent:?}");
    let long = sources.iter().filter(|(_, text)| text.lines().count() > LINES);
    let long: Vec<_> = long.map(|(name, _)| name).collect();
    assert!(long.is_empty(), "longer than {LINES} lines: {long:?}");
    Ok(())
}

/// A word that only some places of the core may name.
struct Wall {
    word: &'static str,
    may: &'static [&'static str],
    why: &'static str,
}

const WALLS: &[Wall] = &[
    Wall { word: r"\bcalamine\b", may: &["ingest/"], why: "only ingest reads workbooks" },
    Wall { word: r"\brust_xlsxwriter\b", may: &["render/"], why: "only renderers write workbooks" },
    Wall { word: r"\bhayro\w*\b", may: &["audit/document/pdf/"], why: "only the reader of documents reads PDF" },
    Wall { word: r"\btypst\w*::|\btypst_\w+\b", may: &["render/", "narrative/"], why: "only text is typeset" },
    Wall { word: r"\bpolars_arrow\b", may: &["arrow.rs"], why: "one place hands memory to other programs" },
    Wall {
        word: r"\bfs::|std::fs\b|\bFile::",
        may: &[
            "project/",
            "pack/source.rs",
            "ingest/workbook/",
            "audit/document/mod.rs",
            "render/write.rs",
            "record/file.rs",
            "lock/mod.rs",
        ],
        why: "only the edges touch the file system",
    },
    Wall { word: r"\bHash(Map|Set)\b", may: &[], why: "hash order must not reach an output" },
    Wall { word: r"env::var|SystemTime|Instant::now|Utc::now|Local::now", may: &[], why: "same inputs, same bytes" },
    Wall { word: r"\be?print(ln)?!", may: &[], why: "printing belongs to the shells" },
];

#[test]
fn the_walls_of_the_core_stand() -> Result {
    let core = files("crates/nianbao/src", &[".rs"])?;
    let mut breaches = Vec::new();
    for wall in WALLS {
        let word = Regex::new(wall.word)?;
        for (name, text) in &core {
            let within = name.trim_start_matches("crates/nianbao/src/");
            let outside_tests = code(text).split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            if word.is_match(&outside_tests) && !wall.may.iter().any(|place| within.starts_with(place)) {
                breaches.push(format!("{name}: {} ({})", wall.word, wall.why));
            }
        }
        for place in wall.may.iter().filter(|place| !["render/"].contains(place)) {
            let named = core.iter().any(|(name, text)| {
                name.trim_start_matches("crates/nianbao/src/").starts_with(place) && word.is_match(text)
            });
            assert!(named, "{place} may name {} and doesn't: the wall is too low", wall.word);
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
    Ok(())
}

#[test]
fn the_shells_hold_no_domain_logic() -> Result {
    // In Rust; the package imports the polars that its caller has, by its name as a text.
    let foreign = Regex::new(r"\b(polars|calamine|typst|sqlparser|rust_xlsxwriter)(_\w+)?(::|;| as )")?;
    let mut shells = files("crates/nianbao-cli/src", &[".rs"])?;
    shells.extend(files("crates/nianbao-python/src", &[".rs"])?);
    let breaches: Vec<_> =
        shells.iter().filter(|(_, text)| foreign.is_match(&code(text))).map(|(name, _)| name).collect();
    assert!(breaches.is_empty(), "{breaches:?}");
    Ok(())
}

#[test]
fn versions_and_features_stand_in_the_workspace_alone() -> Result {
    for (name, text) in files("crates", &["Cargo.toml"])?.into_iter().chain(files("tests", &["Cargo.toml"])?) {
        let manifest: toml::Table = text.parse()?;
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let dependencies = manifest.get(kind).and_then(toml::Value::as_table).cloned().unwrap_or_default();
            for (dependency, value) in dependencies {
                let only = value.as_table().is_some_and(|table| table.len() == 1 && table.contains_key("workspace"));
                assert!(only, "{name}: {dependency} must be `workspace = true` and nothing else");
            }
        }
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{name} has lints of its own");
    }
    Ok(())
}

/// The dependencies, each with its features, that cargo resolves for these packages. Tests have more of them.
fn resolved(packages: &[&str]) -> Result<BTreeSet<String>> {
    let cargo = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--offline", "--locked", "--prefix=none", "--format={p} {f}"])
        .args(packages)
        .output()?;
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout)?;
    Ok(lines.lines().map(|line| line.trim_end_matches(" (*)").trim_end().to_owned()).collect())
}

#[test]
fn the_wheel_and_the_command_compile_no_dependency_that_the_tests_have_not() -> Result {
    let tests = resolved(&["--workspace", "--edges=normal,build,dev"])?;
    for shell in ["nianbao-python", "nianbao-cli"] {
        let own = resolved(&["--package", shell, "--edges=normal,build"])?;
        assert!(own.len() > 300, "{own:?}");
        let again: Vec<_> = own.difference(&tests).collect();
        assert!(
            again.is_empty(),
            "{shell} has other features, so that these and what needs them compile twice: {again:#?}"
        );
    }
    Ok(())
}

#[test]
fn every_source_file_is_a_module_of_its_folder() -> Result {
    let sources = files("crates", &[".rs"])?;
    let is_module = |path: &str| {
        let path = Path::new(path);
        let (Some(folder), Some(name)) = (path.parent(), path.file_stem()) else { return false };
        let declared = format!("mod {};", name.to_string_lossy());
        let parents = ["mod.rs", "lib.rs", "main.rs"].map(|parent| folder.join(parent));
        let parents = parents.into_iter().chain([folder.with_extension("rs")]);
        let texts = parents.filter_map(|parent| sources.get(parent.to_string_lossy().as_ref()));
        texts.into_iter().any(|text| text.lines().any(|line| line.ends_with(&declared)))
    };
    let roots = ["mod.rs", "lib.rs", "main.rs", "build.rs"];
    let strays = sources.keys().filter(|path| !roots.iter().any(|root| path.ends_with(root)) && !is_module(path));
    let strays: Vec<_> = strays.collect();
    assert!(strays.is_empty(), "nothing compiles these: {strays:?}");
    Ok(())
}

#[test]
fn every_path_of_the_architecture_exists() -> Result {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    let quoted = Regex::new(r"`([\w.-]*(?:/[\w.*-]*)+|[\w-]+\.(?:rs|toml|md|typ|ftl))`")?;
    let paths: BTreeSet<&str> =
        quoted.captures_iter(&text).filter_map(|found| found.get(1)).map(|path| path.as_str()).collect();
    assert!(paths.len() > 20, "the paths are not found in the text: {paths:?}");
    let bases = [
        root(),
        root().join("crates/nianbao/src"),
        root().join("report-templates/rule-of-law"),
        root().join("sample-data/shapingba-2021"),
    ];
    let missing: Vec<_> = paths.iter().filter(|path| !bases.iter().any(|base| base.join(path).exists())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    Ok(())
}

#[test]
fn the_architecture_names_every_folder_of_the_core() -> Result {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    for entry in fs::read_dir(root().join("crates/nianbao/src"))? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|name| format!("{name:?}"))?;
        let named = if entry.file_type()?.is_dir() { format!("`{name}/`") } else { format!("`{name}`") };
        assert!(name == "lib.rs" || text.contains(&named), "ARCHITECTURE.md doesn't name {named}");
    }
    Ok(())
}

/// The message keys that the code names, other than those of findings and those it puts together.
fn named_keys() -> Result<BTreeMap<String, String>> {
    let call = Regex::new(r#"(?:Fault::new|unknown|\.text|\.word)\(\s*"([a-z][a-z0-9_-]*)""#)?;
    let mut keys = BTreeMap::new();
    for (name, text) in files("crates", &[".rs"])? {
        let outside_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        for found in call.captures_iter(outside_tests).filter_map(|found| found.get(1)) {
            keys.insert(found.as_str().to_owned(), name.clone());
        }
    }
    Ok(keys)
}

/// The keys of the message files of a folder, in one language.
fn message_keys() -> Result<BTreeSet<String>> {
    let key = Regex::new(r"(?m)^([a-z][a-z0-9_-]*) =")?;
    let mut keys = BTreeSet::new();
    for folder in ["crates/nianbao/messages/zh-CN", "crates/nianbao-cli/messages", "crates/nianbao-python/messages"] {
        for (_, text) in files(folder, &[".ftl"])? {
            keys.extend(key.captures_iter(&text).filter_map(|found| found.get(1)).map(|key| key.as_str().to_owned()));
        }
    }
    Ok(keys)
}

#[test]
fn every_message_that_the_code_names_is_there() -> Result {
    let keys = message_keys()?;
    let missing: Vec<_> = named_keys()?.into_iter().filter(|(key, _)| !keys.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    Ok(())
}

#[test]
fn every_message_is_said_somewhere() -> Result {
    let code: String = files("crates", &[".rs"])?.into_values().collect();
    let typst: String = files("report-templates", &[".typ"])?.into_values().collect();
    // Keys that are put together: severity-error, method-count, help-check-format, cause-data.
    let made = Regex::new(r#"format!\(\s*"([a-z]+)-\{|Argument::Words\("([a-z]+)""#)?;
    let prefixes: BTreeSet<&str> = made
        .captures_iter(&code)
        .filter_map(|found| found.get(1).or_else(|| found.get(2)))
        .map(|found| found.as_str())
        .collect();
    let is_said = |key: &str| {
        Code::ALL.iter().any(|known| known.as_str() == key)
            || code.contains(&format!("\"{key}\""))
            || typst.contains(key)
            || prefixes.iter().any(|prefix| key.starts_with(&format!("{prefix}-")))
    };
    let unsaid: Vec<String> = message_keys()?.into_iter().filter(|key| !is_said(key)).collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    Ok(())
}

#[test]
fn both_languages_of_a_shell_say_the_same_things() -> Result {
    let key = Regex::new(r"(?m)^([a-z][a-z0-9_-]*) =")?;
    let variable = Regex::new(r"\{ \$([a-z]+)")?;
    let said = |shell: &str, language: &str| -> Result<BTreeMap<String, BTreeSet<String>>> {
        let text = fs::read_to_string(root().join(format!("crates/{shell}/messages/{language}.ftl")))?;
        let starts: Vec<_> = key
            .captures_iter(&text)
            .filter_map(|found| Some((found.get(1)?.as_str().to_owned(), found.get(0)?.end())))
            .collect();
        let ends = starts.iter().skip(1).map(|(next, end)| end - next.len() - 2).chain([text.len()]);
        let bodies = starts.iter().zip(ends).map(|((name, start), end)| {
            let names = variable.captures_iter(&text[*start..end]).filter_map(|found| found.get(1));
            (name.clone(), names.map(|name| name.as_str().trim_end_matches("_given").to_owned()).collect())
        });
        Ok(bodies.collect())
    };
    for (shell, least) in [("nianbao-cli", 40), ("nianbao-python", 4)] {
        let (chinese, english) = (said(shell, "zh-CN")?, said(shell, "en")?);
        assert!(chinese.len() >= least, "{shell}");
        assert_eq!(chinese, english);
    }
    Ok(())
}

#[test]
fn the_commands_of_the_readme_are_targets_of_the_makefile() -> Result {
    let makefile = fs::read_to_string(root().join("Makefile"))?;
    let named = Regex::new(r"(?m)^make ([a-z]+)")?;
    for name in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(root().join(name))?;
        let targets: Vec<_> = named
            .captures_iter(&text)
            .filter_map(|found| found.get(1))
            .map(|found| found.as_str().to_owned())
            .collect();
        assert!(targets.contains(&"report".to_owned()) && targets.contains(&"test".to_owned()), "{name}: {targets:?}");
        for target in targets {
            assert!(makefile.contains(&format!("\n{target}:")), "{name} names make {target}");
        }
    }
    Ok(())
}
