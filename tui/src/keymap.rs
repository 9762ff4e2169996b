//! Keys and the tables that bind them: one table drives resolution, the footer and the help; it knows no terminal library.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use crate::app::Context;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, shift already applied.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Start of the line or list.
    Home,
    /// End of the line or list.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key.
    F(u8),
}

const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("space", Code::Char(' ')),
    ("lt", Code::Char('<')),
    ("f1", Code::F(1)),
];

/// A key as it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt.
    pub alt: bool,
}

impl Key {
    /// The character that the key would type, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::BackTab => f.write_str("shift-tab"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            code => f.write_str(NAMES.iter().find(|(_, known)| *known == code).map_or("", |(name, _)| name)),
        }
    }
}

/// A text that spells no keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no key; write a character, or a name such as <enter>, <c-s> or <a-enter>")]
pub struct NoSuchKey(pub String);

/// Keys pressed one after the other, spelt `gg`, `<c-s>`, `<a-enter>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys(pub Vec<Key>);

impl FromStr for Keys {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first == '<' {
                let end = rest.find('>').ok_or_else(|| NoSuchKey(text.to_owned()))?;
                keys.push(named(&rest[1..end]).ok_or_else(|| NoSuchKey(text.to_owned()))?);
                rest = &rest[end + 1..];
            } else {
                keys.push(Key { code: Code::Char(first), ctrl: false, alt: false });
                rest = &rest[first.len_utf8()..];
            }
        }
        if keys.is_empty() { Err(NoSuchKey(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|key| write!(f, "{key}"))
    }
}

fn named(name: &str) -> Option<Key> {
    let (ctrl, name) = name.strip_prefix("c-").map_or((false, name), |rest| (true, rest));
    let (alt, name) = name.strip_prefix("a-").map_or((false, name), |rest| (true, rest));
    let mut chars = name.chars();
    let code = match (chars.next(), chars.next()) {
        (Some(c), None) => Code::Char(c),
        _ => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some(Key { code, ctrl, alt })
}

/// One row of a table of keys; `S` is what `when` looks at.
pub struct Binding<A: 'static, S: 'static> {
    /// The ways to press it, the first of which is the one that is shown.
    pub keys: &'static [&'static str],
    /// What the screen does.
    pub action: A,
    /// Key of the sentence for the help.
    pub label: &'static str,
    /// Key of the word for the footer.
    pub hint: &'static str,
    /// Whether it applies now.
    pub when: fn(&S, &Context) -> bool,
}

/// For bindings that always apply.
pub fn always<S>(_: &S, _: &Context) -> bool {
    true
}

/// The first key of a binding of two, while the second is awaited.
#[derive(Debug, Default)]
pub struct Chord(Cell<Option<Key>>);

/// Finds what a key does here, and remembers the first of two.
pub fn resolve<A: Copy, S>(table: &[Binding<A, S>], chord: &Chord, key: Key, subject: &S, cx: &Context) -> Option<A> {
    let before = chord.0.take();
    let spelt = |keys: &str| keys.parse::<Keys>().map_or_else(|_| Vec::new(), |keys| keys.0);
    let applies = |binding: &&Binding<A, S>| (binding.when)(subject, cx);
    let find = |pressed: &[Key]| {
        table.iter().filter(applies).find(|binding| binding.keys.iter().any(|keys| spelt(keys) == pressed)).map(|binding| binding.action)
    };
    let found = before.and_then(|before| find(&[before, key])).or_else(|| find(&[key]));
    let begins = |keys: &&str| matches!(spelt(keys)[..], [first, _] if first == key);
    if found.is_none() && table.iter().filter(applies).any(|binding| binding.keys.iter().any(begins)) {
        chord.0.set(Some(key));
    }
    found
}

/// A key and its word, for the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// How the key is shown.
    pub key: String,
    /// Key of the word.
    pub word: &'static str,
}

/// The hints of the bindings that apply now, in the order of the table.
pub fn hints<A, S>(table: &[Binding<A, S>], subject: &S, cx: &Context) -> Vec<Hint> {
    let shown = table.iter().filter(|binding| (binding.when)(subject, cx));
    shown.map(|binding| Hint { key: spelling(binding.keys[0]), word: binding.hint }).collect()
}

/// A part of the help: a title and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Key of the title.
    pub title: &'static str,
    /// Keys as shown, and the key of what they do.
    pub rows: Vec<(String, &'static str)>,
}

/// A table as the help shows it, with the bindings that apply now.
pub fn section<A, S>(title: &'static str, table: &[Binding<A, S>], subject: &S, cx: &Context) -> Section {
    let rows = table.iter().filter(|binding| (binding.when)(subject, cx));
    let keys = |binding: &Binding<A, S>| binding.keys.iter().map(|keys| spelling(keys)).collect::<Vec<_>>().join(" ");
    Section { title, rows: rows.map(|binding| (keys(binding), binding.label)).collect() }
}

pub(crate) fn spelling(keys: &str) -> String {
    keys.parse::<Keys>().map_or_else(|_| keys.to_owned(), |keys| keys.to_string())
}

/// What is wrong with a table: keys that cannot be read, keys bound twice or hidden by a shorter one, words missing.
pub fn faults<A, S>(table: &[Binding<A, S>], has_text: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: Vec<Keys> = Vec::new();
    for binding in table {
        if binding.keys.is_empty() {
            faults.push(format!("{} has no key", binding.label));
        }
        for word in [binding.label, binding.hint] {
            if word.is_empty() || !has_text(word) {
                faults.push(format!("\"{word}\" has no text"));
            }
        }
        for text in binding.keys {
            match text.parse::<Keys>() {
                Err(error) => faults.push(error.to_string()),
                Ok(keys) => {
                    let clash = |other: &&Keys| other.0.starts_with(&keys.0) || keys.0.starts_with(&other.0);
                    if let Some(other) = seen.iter().find(clash) {
                        faults.push(format!("{keys} clashes with {other}"));
                    }
                    if keys.0.len() > 2 {
                        faults.push(format!("{keys} is longer than two keys"));
                    }
                    seen.push(keys);
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Code, Key, Keys};

    #[test]
    fn keys_are_spelt_as_in_the_tables() {
        let keys: Keys = "g<c-s><a-enter><lt>".parse().unwrap();
        let plain = |code| Key { code, ctrl: false, alt: false };
        assert_eq!(
            keys.0,
            [
                plain(Code::Char('g')),
                Key { ctrl: true, ..plain(Code::Char('s')) },
                Key { alt: true, ..plain(Code::Enter) },
                plain(Code::Char('<')),
            ]
        );
        assert_eq!(keys.to_string(), "gctrl-salt-enter<");
        for wrong in ["", "<nokey>", "<c-"] {
            assert!(wrong.parse::<Keys>().is_err(), "{wrong}");
        }
    }
}
