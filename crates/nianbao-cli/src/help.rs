//! The help of every command, in the language of the messages.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use nianbao::message::Messages;

use crate::args::Args;

/// The command line with its help texts.
pub(crate) fn command(messages: &Messages) -> Command {
    let command = with_flags(Args::command(), messages);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let after = messages.word("help-examples");
    localised(command.arg(version), "help", messages).after_help(after)
}

/// `-h` of our own, since clap's has an English text.
fn with_flags(command: Command, messages: &Messages) -> Command {
    let help = || Arg::new("help").short('h').long("help").action(ArgAction::Help).display_order(999);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.arg(help());
    for name in names {
        command =
            command.mut_subcommand(name, |sub| localised_subcommand(sub.disable_help_flag(true).arg(help()), messages));
    }
    command
}

fn localised_subcommand(command: Command, messages: &Messages) -> Command {
    let key = format!("help-{}", command.get_name());
    localised(command, &key, messages)
}

/// Puts in the texts: `<key>` for the command, `<key>-<argument>` or else `help-<argument>` for its arguments.
fn localised(command: Command, key: &str, messages: &Messages) -> Command {
    let usage = messages.word("help-usage");
    let headings = ["arguments", "options", "global"].map(|kind| messages.word(&format!("help-heading-{kind}")));
    command
        .about(messages.word(key))
        .help_template(format!("{{about}}\n\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(messages.word("help-heading-commands"))
        .mut_args(|arg| {
            let special = format!("{key}-{}", arg.get_id());
            let key = if messages.has(&special) { special } else { format!("help-{}", arg.get_id()) };
            let [positional, own, global] = &headings;
            let heading = if arg.is_positional() {
                positional
            } else if arg.is_global_set() {
                global
            } else {
                own
            };
            let heading = heading.clone();
            let text = format!("{}{}", messages.word(&key), choices(&arg, messages));
            arg.help(text).help_heading(heading).hide_possible_values(true).hide_default_value(true)
        })
}

/// What an argument may be, and what it is if it isn't given.
fn choices(arg: &Arg, messages: &Messages) -> String {
    // clap says true and false for flags.
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let values: Vec<String> =
        arg.get_possible_values().iter().map(PossibleValue::get_name).map(str::to_owned).collect();
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if values.is_empty() && default.is_empty() {
        return String::new();
    }
    let arguments = [("values", values.into()), ("default", default.into())];
    messages.text("help-choices", &arguments.into_iter().collect())
}
