//! Keys and the tables that bind them: one table drives resolution, the footer and the help; it knows no terminal library.

mod table;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::app::Context;

pub use table::{Table, table};

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
    /// No key at all: an action chosen by its name, from the palette.
    Named(&'static str),
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
    ("f2", Code::F(2)),
    ("f3", Code::F(3)),
    ("f4", Code::F(4)),
    ("f5", Code::F(5)),
    ("f6", Code::F(6)),
    ("f7", Code::F(7)),
    ("f8", Code::F(8)),
    ("f9", Code::F(9)),
    ("f10", Code::F(10)),
    ("f11", Code::F(11)),
    ("f12", Code::F(12)),
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
    /// The wish for an action by its name.
    pub const fn named(name: &'static str) -> Self {
        Self { code: Code::Named(name), ctrl: false, alt: false }
    }

    fn spelt(&self) -> String {
        let name = NAMES.iter().find(|(_, known)| *known == self.code).map(|(name, _)| (*name).to_owned());
        match (self.code, name) {
            (Code::Char(c), None) if !self.ctrl && !self.alt => c.to_string(),
            (Code::Char(c), None) => format!("<{}{}{c}>", if self.ctrl { "c-" } else { "" }, if self.alt { "a-" } else { "" }),
            (_, name) => {
                format!("<{}{}{}>", if self.ctrl { "c-" } else { "" }, if self.alt { "a-" } else { "" }, name.unwrap_or_default())
            }
        }
    }

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
        while !rest.is_empty() {
            let (key, after) = first(rest).ok_or_else(|| NoSuchKey(text.to_owned()))?;
            keys.push(key);
            rest = after;
        }
        if keys.is_empty() { Err(NoSuchKey(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

/// The first key of a spelling, and the rest of it.
fn first(text: &str) -> Option<(Key, &str)> {
    let first = text.chars().next().filter(|first| !first.is_control())?;
    if first == '<' {
        let end = text.find('>')?;
        return Some((named(&text[1..end])?, &text[end + 1..]));
    }
    Some((Key { code: Code::Char(first), ctrl: false, alt: false }, &text[first.len_utf8()..]))
}

/// One key or two; no more are looked for.
type Short = (Key, Option<Key>);

/// The keys of a spelling, which is read anew for every key that is pressed and thus into nothing that is allocated.
fn short(text: &str) -> Option<Short> {
    let (one, rest) = first(text)?;
    if rest.is_empty() {
        return Some((one, None));
    }
    first(rest).filter(|(_, rest)| rest.is_empty()).map(|(two, _)| (one, Some(two)))
}

impl Keys {
    /// As the tables and the configuration spell them; [`Display`](fmt::Display) is for people.
    pub fn spelt(&self) -> String {
        self.0.iter().map(Key::spelt).collect()
    }

    fn short(&self) -> Option<Short> {
        match self.0[..] {
            [one] => Some((one, None)),
            [one, two] => Some((one, Some(two))),
            _ => None,
        }
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

/// The keys that the user bound otherwise, by the name of the action: the label of its binding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remap(pub BTreeMap<String, Vec<Keys>>);

impl<A, S> Binding<A, S> {
    /// The ways to press it: the user's, where they bound it otherwise.
    pub fn pressed(&self, cx: &Context) -> Vec<Keys> {
        pressed(self.label, self.keys, &cx.preferences.remap)
    }
}

/// The ways to press what has this name and these keys.
pub(crate) fn pressed(name: &str, keys: &[&str], remap: &Remap) -> Vec<Keys> {
    match remap.0.get(name) {
        Some(keys) => keys.clone(),
        None => keys.iter().filter_map(|keys| keys.parse().ok()).collect(),
    }
}

/// What is awaited: the second key of a binding of two, or what a count is for.
#[derive(Debug, Default)]
pub struct Chord {
    first: Cell<Option<Key>>,
    count: Cell<Option<usize>>,
}

/// Finds what a key does here, and remembers the first of two.
pub fn resolve<A: Copy, S>(table: &[Binding<A, S>], chord: &Chord, key: Key, subject: &S, cx: &Context) -> Option<A> {
    let before = chord.first.take();
    let mut begins = false;
    let (mut one, mut two) = (None, None);
    for binding in table {
        if let Code::Named(name) = key.code {
            if binding.label == name && (binding.when)(subject, cx) {
                return Some(binding.action);
            }
            continue;
        }
        let mut look = |keys: Short| match keys {
            (only, None) if only == key && one.is_none() && (binding.when)(subject, cx) => one = Some(binding.action),
            (first, Some(second)) if Some(first) == before && second == key && two.is_none() && (binding.when)(subject, cx) => {
                two = Some(binding.action);
            }
            (first, Some(_)) if first == key && (binding.when)(subject, cx) => begins = true,
            _ => {}
        };
        match cx.preferences.remap.0.get(binding.label) {
            Some(bound) => bound.iter().filter_map(Keys::short).for_each(&mut look),
            None => binding.keys.iter().filter_map(|keys| short(keys)).for_each(&mut look),
        }
    }
    let found = two.or(one);
    if found.is_none() && begins {
        chord.first.set(Some(key));
    }
    found
}

/// What a key would do here, were it not for what stands against it; for words about that.
pub fn withheld<A: Copy, S>(table: &[Binding<A, S>], key: Key, cx: &Context) -> Option<A> {
    let is_it = |binding: &&Binding<A, S>| binding.pressed(cx).iter().any(|keys| keys.0 == [key]);
    table.iter().find(is_it).map(|binding| binding.action)
}

/// Largest count that can be typed before a key.
const COUNT_MAX: usize = 9_999;

/// Like [`resolve`], where nothing is typed as text: digits that mean nothing else are a count for what follows.
pub fn resolve_counted<A: Copy, S>(
    table: &[Binding<A, S>],
    chord: &Chord,
    key: Key,
    subject: &S,
    cx: &Context,
) -> Option<(A, Option<usize>)> {
    let is_second = chord.first.get().is_some();
    if let Some(action) = resolve(table, chord, key, subject, cx) {
        return Some((action, chord.count.take()));
    }
    let digit = key.typed().and_then(|c| c.to_digit(10)).filter(|_| !is_second).and_then(|digit| usize::try_from(digit).ok());
    match digit {
        Some(digit) if digit > 0 || chord.count.get().is_some() => {
            let count = chord.count.get().unwrap_or(0) * 10 + digit;
            chord.count.set(Some(count.min(COUNT_MAX)));
        }
        // The first of two keys does not end a count.
        _ if chord.first.get().is_some() => {}
        _ => chord.count.set(None),
    }
    None
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
    let hint = |binding: &Binding<A, S>| Some(Hint { key: binding.pressed(cx).first()?.to_string(), word: binding.hint });
    shown.filter_map(hint).collect()
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
    let keys = |binding: &Binding<A, S>| binding.pressed(cx).iter().map(Keys::to_string).collect::<Vec<_>>().join(" ");
    Section { title, rows: rows.map(|binding| (keys(binding), binding.label)).collect() }
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
        assert_eq!(keys.spelt(), "g<c-s><a-enter><lt>");
        for wrong in ["", "<nokey>", "<c-"] {
            assert!(wrong.parse::<Keys>().is_err(), "{wrong}");
        }
    }
}
