//! The rules of the house that no compiler knows: what may stand where, and who may depend on whom.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest source file, its tests aside.
const LINES: usize = 400;

/// A source file, by its path from the top.
pub(super) struct Source {
    pub(super) path: String,
    text: String,
}

impl Source {
    /// Whether the file holds nothing but tests or what tests are made of.
    pub(super) fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("/testing.rs")
    }

    /// The lines with their numbers, up to the tests at the end of the file.
    pub(super) fn program(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines: Vec<&str> = self.text.lines().collect();
        let tests = (0..lines.len()).find(|at| is_test_module(&lines[*at..])).unwrap_or(lines.len());
        lines.into_iter().take(tests).enumerate().map(|(at, line)| (at + 1, line))
    }

    /// What the compiler reads of each line.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.program().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Where one of `needles` stands in the code.
    fn places<'a>(&'a self, needles: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
        let hit = |line: &str| needles.iter().find(|needle| line.contains(**needle)).copied();
        self.code().filter_map(move |(at, line)| hit(line).map(|needle| format!("{}:{at}: {}", self.path, needle.trim())))
    }
}

fn is_test_module(lines: &[&str]) -> bool {
    lines[0].trim() == "#[cfg(test)]" && lines.get(1).is_some_and(|line| line.trim_start().starts_with("mod ") && line.ends_with('{'))
}

pub(super) fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the top folder").to_owned()
}

fn files(folder: &Path, extension: &str, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            files(&path, extension, out);
        } else if path.extension().is_some_and(|found| found == extension) {
            out.push(path);
        }
    }
}

pub(super) fn sources() -> Vec<Source> {
    let top = top();
    let mut found = Vec::new();
    for part in ["shared", "tui", "server", "tests"] {
        files(&top.join(part), "rs", &mut found);
    }
    found.sort();
    let relative = |path: &Path| path.strip_prefix(&top).expect("it was found below the top").to_string_lossy().into_owned();
    found.iter().map(|path| Source { path: relative(path), text: fs::read_to_string(path).expect("a source is text") }).collect()
}

fn assert_none(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}:\n  {}", offenders.join("\n  "));
}

#[test]
fn a_source_file_is_short_and_says_what_it_owns() {
    let mut offenders = Vec::new();
    for source in sources() {
        let lines = source.program().count();
        if lines > LINES && !source.is_test() {
            offenders.push(format!("{}: {lines} lines", source.path));
        }
        // The tests of a module belong to its sentence.
        if !source.text.starts_with("//! ") && !source.path.ends_with("/tests.rs") {
            offenders.push(format!("{}: does not open with //!", source.path));
        }
    }
    assert_none(&format!("a source file opens with one sentence and has at most {LINES} lines"), &offenders);
}

#[test]
fn sql_stands_in_the_store_alone() {
    let statements = ["SELECT ", "INSERT INTO ", "INSERT OR ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];
    let mut offenders = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with("server/src/store/") && !source.is_test()) {
        offenders.extend(source.places(&statements));
        let updates = source.code().filter(|(_, line)| line.split_once("UPDATE ").is_some_and(|(_, rest)| rest.contains(" SET ")));
        offenders.extend(updates.map(|(at, _)| format!("{}:{at}: UPDATE", source.path)));
    }
    let mut migrations = Vec::new();
    files(&top(), "sql", &mut migrations);
    let home = top().join("server/migrations");
    offenders.extend(migrations.iter().filter(|path| !path.starts_with(&home)).map(|path| path.display().to_string()));
    assert_none("SQL stands in server/src/store, migrations in server/migrations", &offenders);
}

#[test]
fn only_the_terminal_files_know_the_terminal() {
    let terminal = ["tui/src/term.rs", "tui/src/main.rs", "tui/src/cli/prompt.rs"];
    let mut offenders = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with("tests/")) {
        if !terminal.contains(&source.path.as_str()) {
            offenders.extend(source.places(&["crossterm"]));
        }
    }
    assert_none("crossterm is used in the terminal files alone", &offenders);
}

#[test]
fn what_decides_and_draws_reads_no_clock_and_touches_nothing() {
    let outside = ["::now()", "std::fs", "std::net", "std::env", "std::process", "tokio::", "async fn", ".await", "getrandom"];
    let pure = ["shared/src/", "server/src/domain/", "server/src/policy.rs", "tui/src/screens/", "tui/src/widgets/"];
    let mut offenders = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test() && pure.iter().any(|part| source.path.starts_with(part))) {
        offenders.extend(source.places(&outside));
    }
    assert_none("models, decisions, screens and widgets are given the time and everything else", &offenders);
}

#[test]
fn nothing_is_left_undone_and_no_test_is_left_out_or_waits_blindly() {
    // Written in two pieces, so that this file does not find itself.
    let undone = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[ig", "nore")];
    let sleeps = [concat!("thread::", "sleep"), concat!("time::", "sleep")];
    let mut offenders = Vec::new();
    for source in &sources() {
        let program = source.program().count();
        for (at, line) in source.text.lines().enumerate() {
            let is_sleep = (source.is_test() || at >= program) && sleeps.iter().any(|sleep| line.contains(sleep));
            if is_sleep || undone.iter().any(|one| line.contains(one)) {
                offenders.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    assert_none("nothing is left for later, no test is left out, and tests wait for conditions", &offenders);
}

#[test]
fn dependencies_run_one_way() {
    let order = ["shared", "tui", "server", "tests"];
    let forbidden = ["async-trait", "axum", "crossterm", "futures", "hyper", "object_store", "ratatui", "reqwest", "rusqlite", "tokio"];
    let mut offenders = Vec::new();
    for (place, part) in order.iter().enumerate() {
        let manifest = fs::read_to_string(top().join(part).join("Cargo.toml")).expect("every part has a manifest");
        let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = manifest.get(kind).and_then(toml::Value::as_table).into_iter().flat_map(|table| table.keys());
            for name in names {
                let arrow = order.iter().position(|other| name.strip_prefix("caseport-") == Some(other));
                let is_backwards = arrow.is_some_and(|arrow| arrow >= place);
                let is_impure = *part == "shared" && forbidden.iter().any(|one| name.starts_with(one));
                if is_backwards || is_impure {
                    offenders.push(format!("{part} -> {name} ({kind})"));
                }
            }
        }
    }
    assert_none("shared <- tui <- server <- tests, and shared stays free of I/O", &offenders);
}
