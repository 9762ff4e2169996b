//! The words of `--help`: every command's and argument's from the locale files, by name.

use clap::{Arg, Command};

use crate::strings::Strings;

/// The command with its words: `help-PATH` for commands, `help-PATH--NAME` or the common `arg-NAME` for arguments.
pub(crate) fn with_words(command: Command, strings: &Strings) -> Command {
    describe(command, strings, "help")
}

fn describe(command: Command, strings: &Strings, key: &str) -> Command {
    let command = command.about(strings.text(key)).mut_args(|arg| explain(arg, strings, key));
    command.mut_subcommands(|subcommand| {
        let key = format!("{key}-{}", subcommand.get_name());
        describe(subcommand, strings, &key)
    })
}

fn explain(arg: Arg, strings: &Strings, command: &str) -> Arg {
    let name = arg.get_id().as_str().replace('_', "-");
    let own = format!("{command}--{name}");
    let key = if strings.has(&own) { own } else { format!("arg-{name}") };
    arg.help(strings.text(&key))
}
