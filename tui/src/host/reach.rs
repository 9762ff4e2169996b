//! How the user's own machine reaches this server by `ssh` and `scp`, spelt for a shell; it runs nothing.

use caseport_shared::case::CaseNumber;
use caseport_shared::text::file_name;
use unicode_width::UnicodeWidthChar;

use crate::widgets::text::width;

/// The port that `ssh` and `scp` take by themselves.
const USUAL_PORT: u16 = 22;
/// Fewest cells that a command is broken for.
const CELLS_MIN: usize = 8;

/// Where `ssh` reaches this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The name that everybody signs in under.
    pub user: String,
    /// The host, as people outside name it.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// A command and its arguments, not quoted yet, and the file that it reads as its standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command(Vec<String>, Option<String>);

impl Reach {
    /// Sends a file to a case, or without a number to the case that is being begun.
    pub fn send(&self, file: &str, number: Option<CaseNumber>) -> Command {
        let place = number.map_or_else(|| "new".to_owned(), |number| number.to_string());
        self.scp([file.to_owned(), self.remote(&format!("{place}/"))])
    }

    /// Fetches a file of a case into the folder that one is in.
    pub fn fetch(&self, number: CaseNumber, name: &str) -> Command {
        self.scp([self.remote(&format!("{number}/{}", literal(&file_name(name)))), ".".to_owned()])
    }

    /// Runs a command of the client's over `ssh`.
    pub fn run(&self, words: &[&str]) -> Command {
        let mut all = vec!["ssh".to_owned()];
        if self.port != USUAL_PORT {
            all.extend(["-p".to_owned(), self.port.to_string()]);
        }
        all.push(format!("{}@{}", self.user, self.host));
        all.extend(words.iter().map(|word| (*word).to_owned()));
        Command(all, None)
    }

    fn scp(&self, paths: [String; 2]) -> Command {
        let mut all = vec!["scp".to_owned()];
        if self.port != USUAL_PORT {
            all.extend(["-P".to_owned(), self.port.to_string()]);
        }
        all.extend(paths);
        Command(all, None)
    }

    fn remote(&self, path: &str) -> String {
        // An address of IPv6 has colons of its own.
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{}@{host}:{path}", self.user)
    }
}

impl Command {
    /// The same with a file as its standard input.
    #[must_use]
    pub fn fed(self, file: &str) -> Self {
        Self(self.0, Some(file.to_owned()))
    }

    /// Its words as a shell takes them.
    fn words(&self) -> impl Iterator<Item = String> {
        let input = self.1.iter().flat_map(|file| ["<".to_owned(), quoted(file)]);
        self.0.iter().map(|word| quoted(word)).chain(input)
    }

    /// On one line, as it is pasted into a shell.
    pub fn line(&self) -> String {
        self.words().collect::<Vec<_>>().join(" ")
    }

    /// On rows of so many cells, which a shell takes for one line when all of them are pasted.
    pub fn rows(&self, cells: usize) -> Vec<String> {
        let cells = cells.max(CELLS_MIN);
        let (mut rows, mut row) = (Vec::new(), String::new());
        for word in self.words() {
            if !row.is_empty() && width(&row) + 1 + width(&word) + 2 > cells {
                row.push_str(" \\");
                rows.push(std::mem::take(&mut row));
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(&word);
        }
        rows.push(row);
        rows.into_iter().flat_map(|row| broken(row, cells)).collect()
    }
}

/// A row that is too long for the cells, broken where a shell joins it again.
fn broken(row: String, cells: usize) -> Vec<String> {
    if width(&row) <= cells {
        return vec![row];
    }
    let (mut rows, mut part) = (Vec::new(), String::new());
    let (mut is_quoted, mut escapes) = (false, false);
    // By characters and not by what a reader takes for one: a quote may have an accent behind it.
    for c in row.chars() {
        // A quote that is closed here is opened again on the next row; what a backslash belongs to stays beside it.
        if width(&part) + UnicodeWidthChar::width(c).unwrap_or(0) + 2 > cells && !escapes {
            part.push_str(if is_quoted { "'\\" } else { "\\" });
            rows.push(std::mem::take(&mut part));
            if is_quoted {
                part.push('\'');
            }
        }
        is_quoted ^= c == '\'' && !escapes;
        escapes = c == '\\' && !is_quoted && !escapes;
        part.push(c);
    }
    rows.push(part);
    rows
}

/// A word that a shell takes as it is.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '@' | '+' | ':' | ',' | '.' | '/' | '-' | '_');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A name in which `scp` looks for no pattern.
fn literal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use caseport_shared::case::CaseNumber;
    use proptest::prelude::{any, proptest};

    use super::{CELLS_MIN, Command, Reach};
    use crate::widgets::text::width;

    fn reach(host: &str, port: u16) -> Reach {
        Reach { user: "cases".into(), host: host.into(), port }
    }

    #[test]
    fn the_commands_are_what_openssh_takes() {
        let there = reach("help.example.com", 2222);
        assert_eq!(there.send("screenshot.png", None).line(), "scp -P 2222 screenshot.png cases@help.example.com:new/");
        assert_eq!(there.send("screenshot.png", Some(CaseNumber(1042))).line(), "scp -P 2222 screenshot.png cases@help.example.com:1042/");
        assert_eq!(there.fetch(CaseNumber(1042), "core.log").line(), "scp -P 2222 cases@help.example.com:1042/core.log .");
        assert_eq!(there.run(&["case", "view", "1042"]).line(), "ssh -p 2222 cases@help.example.com case view 1042");
        // The usual port needs no words, an address of IPv6 needs brackets, which a shell would take for a pattern.
        assert_eq!(reach("::1", 22).fetch(CaseNumber(7), "a.txt").line(), "scp 'cases@[::1]:7/a.txt' .");
        assert_eq!(reach("::1", 22).run(&[]).line(), "ssh cases@::1");
    }

    #[test]
    fn a_name_is_one_word_and_no_pattern() {
        let line = |name: &str| reach("h", 22).fetch(CaseNumber(7), name).line();
        assert_eq!(line("Bob's shot.png"), r"scp 'cases@h:7/Bob'\''s shot.png' .");
        assert_eq!(line("a[1].log"), r"scp 'cases@h:7/a\[1\].log' .");
        assert_eq!(line("$(rm -rf ~);x"), r"scp 'cases@h:7/$(rm -rf ~);x' .");
        assert_eq!(line("größe.png"), "scp cases@h:7/größe.png .");
        // A name can neither end the line nor leave the case.
        assert!(!line("a\nb").contains('\n') && !line("../../etc/passwd").contains(".."));
    }

    #[test]
    fn a_long_command_is_broken_between_words_where_it_can_be() {
        let rows = reach("support.northwind.example", 2222).send("screenshot.png", None).rows(50);
        assert_eq!(rows, [r"scp -P 2222 screenshot.png \", "cases@support.northwind.example:new/"]);
    }

    /// What a shell makes of text: the words of its command.
    #[cfg(unix)]
    fn words(text: &str) -> Vec<String> {
        let script = format!("set -- {text}\nprintf '%s\\0' \"$@\"");
        let run = std::process::Command::new("sh").arg("-c").arg(script).output().unwrap();
        let out = String::from_utf8(run.stdout).unwrap();
        out.split_terminator('\0').map(str::to_owned).collect()
    }

    #[cfg(unix)]
    proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn a_shell_reads_the_words_from_any_rows(file in "[ -~äß日]{1,60}", cells in any::<u8>()) {
            let command = Command(vec!["scp".into(), "-P".into(), "2222".into(), file, "cases@h:new/".into()], None);
            let cells = usize::from(cells);
            proptest::prop_assert_eq!(&words(&command.line()), &command.0);
            let rows = command.rows(cells);
            proptest::prop_assert!(rows.iter().all(|row| width(row) <= cells.max(CELLS_MIN) + 2), "{:?}", rows);
            proptest::prop_assert_eq!(&words(&rows.join("\n")), &command.0);
        }
    }
}
