//! Fills the placeholders of a thread: each keeps its value throughout one case.

use std::collections::BTreeMap;

use super::random::Random;

/// Words by the name of their placeholder.
pub(super) type Lists = BTreeMap<String, Vec<String>>;

/// The values of one case.
///
/// `{name}` is a value that was set or a word drawn from the list of that name, `{name:10-99}` a number, `{name:hex8}`
/// as many hexadecimal digits; afterwards `{name}` repeats it. Braces around anything else are text.
#[derive(Debug)]
pub(super) struct Words<'a> {
    lists: [&'a Lists; 3],
    values: BTreeMap<String, String>,
}

impl<'a> Words<'a> {
    /// Draws from these lists; a name that several have is drawn from the first of them.
    pub(super) const fn new(lists: [&'a Lists; 3]) -> Self {
        Self { lists, values: BTreeMap::new() }
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), value.into());
    }

    /// The text with its placeholders filled, trimmed, beginning with a capital letter.
    pub(super) fn fill(&mut self, text: &str, random: &mut Random) -> String {
        let out = self.expand(text.trim(), random);
        match out.chars().next() {
            Some(first) if first.is_lowercase() => first.to_uppercase().chain(out.chars().skip(1)).collect(),
            _ => out,
        }
    }

    fn expand(&mut self, text: &str, random: &mut Random) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let filled = after.split_once('}').and_then(|(inside, tail)| Some((self.value(inside, random)?, tail)));
            if let Some((value, tail)) = filled {
                out.push_str(&value);
                rest = tail;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }

    fn value(&mut self, placeholder: &str, random: &mut Random) -> Option<String> {
        let (name, form) = placeholder.split_once(':').map_or((placeholder, None), |(name, form)| (name, Some(form)));
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            return None;
        }
        if let Some(value) = self.values.get(name) {
            return Some(value.clone());
        }
        let value = if let Some(form) = form {
            drawn(form, random)?
        } else {
            let list = self.lists.iter().find_map(|lists| lists.get(name))?;
            random.pick(list)?.clone()
        };
        self.values.insert(name.to_owned(), value.clone());
        Some(value)
    }
}

fn drawn(form: &str, random: &mut Random) -> Option<String> {
    if let Some(digits) = form.strip_prefix("hex") {
        let digits: usize = digits.parse().ok().filter(|digits| *digits <= 32)?;
        return Some((0..digits).filter_map(|_| char::from_digit(u32::try_from(random.below(16)).ok()?, 16)).collect());
    }
    let (low, high) = form.split_once('-')?;
    Some(random.between(low.parse().ok()?, high.parse().ok()?).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_keeps_its_value_and_other_braces_stay() {
        let common = Lists::from([("fruit".to_owned(), vec!["apple".to_owned()])]);
        let own = Lists::new();
        let mut words = Words::new([&own, &own, &common]);
        words.set("first", "Ada");
        let random = &mut Random::new(1);
        let text = words.fill("{fruit} of {first}: {n:10-99} {n} {id:hex4} {id} {\"a\": 1} { x } {unknown}", random);
        let parts: Vec<&str> = text.split(' ').collect();
        assert_eq!(parts[..3], ["Apple", "of", "Ada:"]);
        assert_eq!(parts[3], parts[4]);
        assert_eq!(parts[5], parts[6]);
        assert!(text.ends_with("{\"a\": 1} { x } {unknown}"), "{text}");
    }
}
