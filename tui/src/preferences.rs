//! How a user wants the client: theme, dates, mouse, keys. Reads and changes the configuration.

mod file;

use std::collections::BTreeMap;

use caseport_shared::text::{inline, line};
use serde::Deserialize;
use toml::Spanned;

use crate::keymap::{Keys, Remap, Table};
use crate::strings::Strings;
use crate::theme::Theme;

pub use file::{keep, load, path};

/// Longest time in which a reply can be taken back, in seconds.
pub const RECALL_MAX: u64 = 60;
/// Longest configuration that is read, in bytes.
pub const TEXT_MAX: usize = 256 * 1024;
/// Most ways to press one key.
const KEYS_MAX: usize = 8;

/// How dates are written where there is room for one way only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dates {
    /// How long ago.
    #[default]
    Relative,
    /// Day and time.
    Absolute,
}

/// What a user wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Name of the theme, where this machine is to have one of its own; it goes before the account's.
    pub theme: Option<String>,
    /// How dates are written.
    pub dates: Dates,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// How long a reply waits before it is sent, in seconds, so that it can be taken back; 0 to [`RECALL_MAX`].
    pub recall_seconds: u64,
    /// Keys bound otherwise.
    pub remap: Remap,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { theme: None, dates: Dates::default(), mouse: false, recall_seconds: 10, remap: Remap::default() }
    }
}

/// One wish that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preference {
    /// Another theme, by name.
    Theme(String),
    /// Dates written otherwise.
    Dates(Dates),
    /// Whether the mouse is heard.
    Mouse(bool),
    /// How long a reply waits, in seconds.
    Recall(u64),
    /// Keys of an action; `None` for those of the tables.
    Keys(String, Option<Vec<Keys>>),
}

/// What is wrong with a configuration, and where; lines and columns from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
    /// What is wrong, safe for a terminal.
    pub message: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sheet {
    theme: Option<Spanned<String>>,
    dates: Dates,
    mouse: bool,
    recall_seconds: Option<Spanned<u64>>,
    keys: BTreeMap<Spanned<String>, Spanned<Pressed>>,
}

/// One way to press a key, or several; none takes the key away.
#[derive(Deserialize)]
#[serde(untagged)]
enum Pressed {
    One(String),
    Many(Vec<String>),
}

impl Preferences {
    /// Reads a configuration; keys are looked at against the tables that there are.
    ///
    /// # Errors
    /// The first thing that is wrong: what cannot be read, names that nothing has, keys that clash.
    pub fn read(text: &str, tables: &[Table], strings: &Strings) -> Result<Self, Wrong> {
        let wrong = |at: usize, key: &str, values: &[(&str, String)]| {
            let values: Vec<_> = values.iter().map(|(name, value)| (*name, line(value, 80).into())).collect();
            Err(place(text, at, strings.text_with(key, &values)))
        };
        let sheet: Sheet = match toml::from_str(text) {
            Ok(sheet) => sheet,
            Err(error) => return Err(place(text, error.span().map_or(0, |span| span.start), inline(error.message()).into_owned())),
        };
        let mut read = Self { dates: sheet.dates, mouse: sheet.mouse, ..Self::default() };
        if let Some(theme) = sheet.theme {
            if Theme::named(theme.get_ref()).is_none() {
                let names = Theme::names().collect::<Vec<_>>().join(", ");
                return wrong(theme.span().start, "config-theme", &[("name", theme.get_ref().clone()), ("names", names)]);
            }
            read.theme = Some(theme.into_inner());
        }
        if let Some(seconds) = sheet.recall_seconds {
            if *seconds.get_ref() > RECALL_MAX {
                return wrong(seconds.span().start, "config-recall", &[("limit", RECALL_MAX.to_string())]);
            }
            read.recall_seconds = seconds.into_inner();
        }
        let mut places = BTreeMap::new();
        for (name, pressed) in sheet.keys {
            if !tables.iter().any(|table| table.rows.iter().any(|(known, _)| known == name.get_ref())) {
                return wrong(name.span().start, "config-no-action", &[("name", name.get_ref().clone())]);
            }
            let at = pressed.span().start;
            let spelt = match pressed.into_inner() {
                Pressed::One(keys) => vec![keys],
                Pressed::Many(keys) => keys,
            };
            if spelt.len() > KEYS_MAX {
                return wrong(at, "config-keys-many", &[("limit", KEYS_MAX.to_string())]);
            }
            let mut keys = Vec::new();
            for spelt in spelt {
                match spelt.parse::<Keys>() {
                    Ok(parsed) => keys.push(parsed),
                    Err(_) => return wrong(at, "config-no-key", &[("keys", spelt)]),
                }
            }
            places.insert(name.get_ref().clone(), at);
            read.remap.0.insert(name.into_inner(), keys);
        }
        if let Some((name, keys, other)) = clash(tables, &read.remap) {
            // One of the two was bound otherwise, or they would clash without a configuration too.
            let at = places.get(name).or_else(|| places.get(other)).copied().unwrap_or(0);
            let key = if name == other { "config-keys-long" } else { "config-clash" };
            return wrong(at, key, &[("name", name.to_owned()), ("keys", keys.to_string()), ("other", other.to_owned())]);
        }
        Ok(read)
    }

    /// The name of the theme: this machine's, else the account's where there is such a theme, else the first.
    pub fn theme_or<'a>(&'a self, account: Option<&'a str>) -> &'a str {
        let account = account.filter(|name| Theme::named(name).is_some());
        self.theme.as_deref().or(account).or_else(|| Theme::names().next()).unwrap_or_default()
    }

    /// Takes a wish.
    pub fn take(&mut self, wish: &Preference) {
        match wish {
            Preference::Theme(name) => self.theme = Some(name.clone()),
            Preference::Dates(dates) => self.dates = *dates,
            Preference::Mouse(mouse) => self.mouse = *mouse,
            Preference::Recall(seconds) => self.recall_seconds = *seconds,
            Preference::Keys(name, Some(keys)) => {
                self.remap.0.insert(name.clone(), keys.clone());
            }
            Preference::Keys(name, None) => {
                self.remap.0.remove(name);
            }
        }
    }
}

/// A configuration with a wish written into it; what else stands there, comments too, stays as it is.
///
/// # Errors
/// When the text is no TOML.
pub fn written(text: &str, wish: &Preference) -> Result<String, toml_edit::TomlError> {
    use toml_edit::{Array, DocumentMut, Item, Table, value};
    let mut document: DocumentMut = text.parse()?;
    match wish {
        Preference::Theme(name) => document["theme"] = value(name),
        Preference::Dates(Dates::Relative) => document["dates"] = value("relative"),
        Preference::Dates(Dates::Absolute) => document["dates"] = value("absolute"),
        Preference::Mouse(mouse) => document["mouse"] = value(*mouse),
        Preference::Recall(seconds) => document["recall_seconds"] = value(i64::try_from(*seconds).unwrap_or(i64::MAX)),
        Preference::Keys(name, keys) => {
            let table = document.entry("keys").or_insert(Item::Table(Table::new()));
            match (keys, table.as_table_like_mut()) {
                (Some(keys), Some(table)) => {
                    let spelt: Array = keys.iter().map(Keys::spelt).collect();
                    table.insert(name, value(spelt));
                }
                (None, Some(table)) => {
                    table.remove(name);
                }
                (_, None) => {}
            }
        }
    }
    Ok(document.to_string())
}

/// The first two actions of which one hides the other: in one table, or behind those that work everywhere.
pub fn clash(tables: &[Table], remap: &Remap) -> Option<(&'static str, Keys, &'static str)> {
    let everywhere = tables.iter().find(|table| table.title == EVERYWHERE);
    tables.iter().find_map(|table| {
        // Texts and choices take their keys after those that work everywhere, which step back for some of them.
        let is_under = table.title != EVERYWHERE && !OVER.contains(&table.title);
        let seen = everywhere.filter(|_| is_under).map_or_else(|| table.clone(), |all| all.with(table));
        seen.clashes(remap).into_iter().next()
    })
}

/// Title of the table of keys that work everywhere.
const EVERYWHERE: &str = "keys-everywhere";
/// Titles of tables that lie over others.
const OVER: [&str; 6] = ["keys-palette", "keys-picking", "keys-picker", "keys-dialog", "keys-form", "keys-editing"];

fn place(text: &str, at: usize, message: String) -> Wrong {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Wrong { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1, message }
}

#[cfg(test)]
mod tests {
    use super::{Dates, Preference, Preferences, Wrong, written};
    use crate::screens::tables;
    use crate::strings::Strings;

    fn read(text: &str) -> Result<Preferences, Wrong> {
        Preferences::read(text, &tables(), &Strings::english())
    }

    #[test]
    fn nothing_said_is_what_everyone_gets() {
        assert_eq!(read("").unwrap(), Preferences::default());
        assert_eq!(read("# only a comment\n").unwrap(), Preferences::default());
    }

    #[test]
    fn everything_can_be_said() {
        let read =
            read("theme = \"light\"\ndates = \"absolute\"\nmouse = true\nrecall_seconds = 0\n[keys]\ncases-open = [\"o\", \"<enter>\"]\n")
                .unwrap();
        assert_eq!((read.theme.as_deref(), read.dates, read.mouse, read.recall_seconds), (Some("light"), Dates::Absolute, true, 0));
        assert_eq!(read.remap.0["cases-open"].iter().map(ToString::to_string).collect::<Vec<_>>(), ["o", "enter"]);
    }

    #[test]
    fn the_example_in_the_readme_can_be_used_as_it_stands() {
        let readme = include_str!("../../README.md");
        let example = readme.split("```toml\ntheme").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let read = read(&format!("theme{example}")).unwrap();
        assert_eq!(read.remap.0.len(), 2);
        let usual = Preferences { theme: Some(Preferences::default().theme_or(None).to_owned()), ..Preferences::default() };
        assert_eq!(read, Preferences { remap: read.remap.clone(), ..usual }, "it says what everyone gets");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, line, column, part) in [
            ("theme = \"purple\"", 1, 9, "purple"),
            ("\nrecall_seconds = 61", 2, 18, "60"),
            ("mouse = 1", 1, 9, "expected a boolean"),
            ("colour = 1", 1, 1, "unknown field"),
            ("[keys]\nno-such-thing = \"x\"", 2, 1, "no-such-thing"),
            ("[keys]\ncases-open = \"<nokey>\"", 2, 14, "<nokey>"),
            ("[keys]\n# é\ncases-open = \"n\"", 3, 14, "cases-new"),
            ("[keys]\ncases-open = \"abc\"", 2, 14, "abc"),
            ("[keys]\ncases-open = \"\\u001b[2J\"", 2, 14, "spells no keys"),
        ] {
            let wrong = read(text).unwrap_err();
            assert_eq!((wrong.line, wrong.column), (line, column), "{text}: {wrong:?}");
            assert!(wrong.message.contains(part) && !wrong.message.contains('\u{1b}'), "{text}: {wrong:?}");
        }
    }

    #[test]
    fn a_wish_is_written_without_touching_the_rest() {
        let before = "# mine\ntheme = \"dark\" # for now\n\n[keys]\ncases-open = \"o\"\n";
        let after = written(before, &Preference::Theme("light".to_owned())).unwrap();
        assert!(after.starts_with("# mine\ntheme = \"light\"") && after.contains("cases-open = \"o\""), "{after}");
        let keys = vec!["<c-o>".parse().unwrap()];
        let after = written(before, &Preference::Keys("cases-new".to_owned(), Some(keys))).unwrap();
        assert_eq!(read(&after).unwrap().remap.0.len(), 2, "{after}");
        let after = written(&after, &Preference::Keys("cases-new".to_owned(), None)).unwrap();
        assert_eq!(read(&after).unwrap().remap.0.len(), 1, "{after}");
        assert_eq!(written("", &Preference::Mouse(true)).unwrap(), "mouse = true\n");
    }
}
