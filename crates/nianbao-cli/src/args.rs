//! What the command line may say. The help texts are in the message files, under `help-<command>-<argument>`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand, ValueEnum};
use nianbao::render::Format;
use nianbao::{Edition, Severity};

#[derive(Debug, Parser)]
#[command(name = "nianbao", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) pack: Option<PathBuf>,
    #[arg(long = "font-dir", global = true, value_name = "DIR")]
    pub(crate) font_dirs: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh-CN", "en"])]
    /// Read before the arguments are parsed, by `language::chosen`: help is written in it.
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Check(Check),
    Audit(Audit),
    Verify(Verify),
    Build(Build),
    Watch(Watch),
    Refresh(Refresh),
    Mark(Mark),
    Figures(FiguresArgs),
    Trace(Trace),
    Lock(Lock),
    Diff(Diff),
    Explain(Explain),
    Fonts,
    Completions(Completions),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "OLD-PROJECT")]
    pub(crate) from: Option<PathBuf>,
    #[arg(long, value_name = "NAME", required_unless_present = "from", conflicts_with = "from")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "YEAR", required_unless_present = "from", conflicts_with = "from")]
    pub(crate) year: Option<i32>,
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    pub(crate) unit_short: Option<String>,
    #[arg(long, value_name = "CODE", conflicts_with = "from")]
    pub(crate) unit_code: Option<String>,
    #[arg(long, value_name = "NAMES", value_delimiter = ',', conflicts_with = "from")]
    pub(crate) addressees: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) choice: Choice,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FindingsFormat,
    #[arg(long)]
    pub(crate) locked: bool,
    #[arg(long, value_name = "FILE", requires = "locked", conflicts_with = "against")]
    pub(crate) figures: Option<PathBuf>,
    #[arg(long, value_name = "OLD-PROJECT", requires = "locked")]
    pub(crate) against: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "project")]
    pub(crate) figures: Option<PathBuf>,
    #[arg(long, conflicts_with = "format")]
    pub(crate) summary: bool,
    #[command(flatten)]
    pub(crate) choice: Choice,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FindingsFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: VerifyFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = formats().join(","), value_parser = PossibleValuesParser::new(formats()))]
    pub(crate) formats: Vec<String>,
    #[arg(long = "for", value_name = "EDITION", default_value = "filing")]
    pub(crate) edition: EditionArg,
    #[command(flatten)]
    pub(crate) choice: Choice,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Refresh {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE", conflicts_with = "project")]
    pub(crate) figures: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: DiffFormat,
}

/// The words for the output formats, all of which are written unless told otherwise.
fn formats() -> Vec<&'static str> {
    Format::ALL.iter().map(|format| format.as_str()).collect()
}

#[derive(Debug, clap::Args)]
pub(crate) struct Mark {
    /// The same as `--project`.
    #[arg(value_name = "PROJECT", conflicts_with = "project")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Which findings are shown, and which of them count.
#[derive(Debug, clap::Args)]
pub(crate) struct Choice {
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: SeverityArg,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FiguresArgs {
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: FiguresFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Trace {
    #[arg(value_name = "FIGURE")]
    pub(crate) figure: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lock {
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: SeverityArg,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: DiffFormat,
    #[arg(long)]
    pub(crate) note: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    #[arg(long, conflicts_with = "code")]
    pub(crate) all: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FindingsFormat {
    Human,
    Short,
    Json,
    Github,
    Sarif,
    Junit,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FiguresFormat {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum VerifyFormat {
    Human,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DiffFormat {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum EditionArg {
    Filing,
    Publication,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::Filing => Self::Filing,
            EditionArg::Publication => Self::Publication,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SeverityArg {
    Error,
    Warning,
    Note,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Self::Error,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Note => Self::Note,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fs;
    use std::path::Path;

    use nianbao::message::Language;

    use crate::{help, language};

    /// The commands that a document shows, in a page of Markdown those of its blocks: what follows `nianbao` at the start
    /// of a line, behind `run:` or `entry:`.
    fn commands(text: &str) -> Vec<Vec<String>> {
        let mut in_block = !text.contains("\n```");
        let lines = text.lines().filter(|line| {
            in_block ^= line.starts_with("```");
            in_block
        });
        let shown = lines.filter_map(|line| {
            let line = line.trim().trim_start_matches("run: ").trim_start_matches("entry: ");
            let words = line.strip_prefix("nianbao ")?.split(" #").next()?;
            // What the shell does with the output is none of the command's business.
            let own = words.split_whitespace().take_while(|word| !matches!(*word, ">" | ">>" | "||" | "|"));
            Some(std::iter::once("nianbao").chain(own).map(|word| word.trim_matches('"').to_owned()).collect())
        });
        shown.collect()
    }

    #[test]
    fn the_commands_of_the_documents_are_ones_that_the_command_takes() -> Result<(), Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let documents = [
            (".pre-commit-hooks.yaml", 2),
            ("docs/ci/nianbao.yml", 3),
            ("docs/ci.md", 7),
            ("docs/ci.zh-CN.md", 4),
            ("docs/verify.md", 3),
            ("docs/verify.zh-CN.md", 3),
            ("docs/word.md", 4),
            ("docs/word.zh-CN.md", 4),
            ("README.md", 5),
            ("README.zh-CN.md", 5),
        ];
        let command = help::command(&language::messages(Language::En));
        for (name, least) in documents {
            let commands = commands(&fs::read_to_string(root.join(name))?);
            assert!(commands.len() >= least, "{name}: {commands:?}");
            for words in commands {
                let parsed = command.clone().try_get_matches_from(&words);
                parsed.map_err(|error| format!("{name}: {words:?}: {error}"))?;
            }
        }
        Ok(())
    }
}
