//! The reference page in `assets`, which is what `--help` says.

use std::path::Path;

use super::super::command;
use crate::strings::Strings;

#[test]
fn the_reference_page_says_what_help_says() {
    let mut root = command(&Strings::english());
    root.build();
    let mut page =
        "# Commands of `caseport`\n\nMade from `--help`; `UPDATE_ASSETS=1 cargo test -p caseport-tui` writes it again.\n".to_owned();
    describe(&mut root, &mut page);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/cli.md");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "assets/cli.md is not what --help says; run with UPDATE_ASSETS=1");
}

fn describe(command: &mut clap::Command, page: &mut String) {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let help = command.render_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    page.push_str(&["\n## ", name.as_str(), "\n\n```text\n", help.join("\n").trim_end(), "\n```\n"].concat());
    for subcommand in command.get_subcommands_mut().filter(|subcommand| subcommand.get_name() != "help") {
        describe(subcommand, page);
    }
}
