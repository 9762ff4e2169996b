//! Tables of keys as they are known outside their screens: for pages, for finding what clashes, for binding otherwise.

use super::{Binding, Keys, Remap, pressed};

/// A table without what it does: for pages about keys, and for binding them otherwise.
#[derive(Debug, Clone)]
pub struct Table {
    /// Key of the title.
    pub title: &'static str,
    /// Name of the action, which is the key of its sentence, and its keys unless bound otherwise.
    pub rows: Vec<(&'static str, &'static [&'static str])>,
    hints: Vec<&'static str>,
}

/// A table as it is known outside its screen.
pub fn table<A, S>(title: &'static str, bindings: &[Binding<A, S>]) -> Table {
    Table {
        title,
        rows: bindings.iter().map(|binding| (binding.label, binding.keys)).collect(),
        hints: bindings.iter().map(|binding| binding.hint).collect(),
    }
}

impl Table {
    /// Both tables as one.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let both = |a: &[&'static str], b: &[&'static str]| [a, b].concat();
        Self { title: other.title, rows: [self.rows.as_slice(), &other.rows].concat(), hints: both(&self.hints, &other.hints) }
    }

    /// What is wrong with the table: words missing, keys that cannot be read.
    pub fn faults(&self, has_text: impl Fn(&str) -> bool) -> Vec<String> {
        let words = self.rows.iter().map(|(name, _)| *name).chain(self.hints.iter().copied()).chain([self.title]);
        let mut faults: Vec<String> =
            words.filter(|word| word.is_empty() || !has_text(word)).map(|word| format!("\"{word}\" has no text")).collect();
        for (name, keys) in &self.rows {
            if keys.is_empty() {
                faults.push(format!("{name} has no key"));
            }
            faults.extend(keys.iter().filter_map(|keys| keys.parse::<Keys>().err()).map(|error| error.to_string()));
        }
        faults
            .extend(self.clashes(&Remap::default()).into_iter().map(|(name, keys, other)| format!("{name}: {keys} clashes with {other}")));
        faults
    }

    /// Keys that are bound twice here, hidden by a shorter one, or too long: the action, the keys, and the other action.
    pub fn clashes(&self, remap: &Remap) -> Vec<(&'static str, Keys, &'static str)> {
        let mut seen: Vec<(&'static str, Keys)> = Vec::new();
        let mut clashes = Vec::new();
        for (name, keys) in &self.rows {
            for keys in pressed(name, keys, remap) {
                let clash = |(_, other): &&(&'static str, Keys)| other.0.starts_with(&keys.0) || keys.0.starts_with(&other.0);
                if let Some((other, _)) = seen.iter().find(clash) {
                    clashes.push((*name, keys.clone(), *other));
                }
                if keys.0.len() > 2 {
                    clashes.push((*name, keys.clone(), *name));
                }
                seen.push((*name, keys));
            }
        }
        clashes
    }
}
