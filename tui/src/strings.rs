//! The words of the client in the reader's language; code holds keys, the locale files hold the sentences.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use caseport_shared::reader::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use fluent_bundle::FluentValue;

/// The files of a locale.
macro_rules! locale {
    ($($language:literal),+; $files:tt) => { [$(locale!(@ $language $files)),+] };
    (@ $language:literal [$($file:literal),+ $(,)?]) => {
        [$(include_str!(concat!("../../assets/locales/", $language, "/", $file, ".ftl"))),+]
    };
}

/// The files of each language, in the order of [`Language::ALL`].
const LOCALES: [[&str; 13]; 3] = locale!("en", "de", "ja"; ["model", "cli", "screens", "linear", "ssh", "settings", "seats", "door", "desk", "mail", "articles", "suggested", "knowledge"]);

/// What is in use of each language: whoever reads it shares its words, and nobody keeps those that nobody reads.
static SHARED: Mutex<[Weak<Strings>; 3]> = Mutex::new([Weak::new(), Weak::new(), Weak::new()]);

/// The words of one language.
pub struct Strings {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// What was asked for without values: frames ask for the same words over and over.
    plain: Mutex<HashMap<String, String>>,
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Strings").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

impl Strings {
    /// The words of a language, shared with everybody who reads it.
    ///
    /// # Panics
    /// If a locale file is malformed or defines a key twice, which a test rules out.
    pub fn of(language: Language) -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let place = &mut shared[language as usize];
        place.upgrade().unwrap_or_else(|| {
            let read = Arc::new(Self::read(language));
            *place = Arc::downgrade(&read);
            read
        })
    }

    /// The words in English.
    ///
    /// # Panics
    /// As [`Strings::of`].
    pub fn english() -> Self {
        Self::read(Language::English)
    }

    /// The words of the language that the environment asks for.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Arc<Self> {
        Self::of(language_of_environment(variable))
    }

    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.slug().parse().expect("a language tag")]);
        // A terminal shows isolation marks as rubbish, and values are cleaned of direction controls before they come here.
        bundle.set_use_isolating(false);
        for source in LOCALES[language as usize] {
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors);
            bundle.add_resource(resource.expect("a well-formed locale file")).expect("no key twice");
        }
        Self { language, bundle, plain: Mutex::default() }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there are words for a key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words for a key that needs no values.
    pub fn text(&self, key: &str) -> String {
        let mut plain = self.plain.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = plain.get(key) {
            return text.clone();
        }
        let text = self.text_with(key, &[]);
        plain.insert(key.to_owned(), text.clone());
        text
    }

    /// The words for a key, with values put in; values are shown as they are, so foreign text must be cleaned before.
    pub fn text_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no words for {key}");
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }
}

/// The language that the environment asks for: the first variable that says anything decides, as `setlocale` has it.
pub fn language_of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    let said = ["CASEPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    said.and_then(|value| Language::of_environment(&value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;
    use std::sync::Arc;

    use caseport_shared::reader::Language;

    use super::{LOCALES, Strings, language_of_environment};
    use crate::widgets::text::width;

    #[test]
    fn values_stand_in_the_sentence_without_marks() {
        let strings = Strings::english();
        assert_eq!(strings.text_with("status-researching", &[("brand", "Acme".into())]), "Acme Researching");
        assert_eq!(strings.text_with("promise-business-hours", &[("count", 1.into())]), "1 business hour");
        assert_eq!(strings.text_with("promise-business-hours", &[("count", 4.into())]), "4 business hours");
    }

    #[test]
    fn every_key_in_the_sources_has_words() {
        let strings = Strings::english();
        let mut missing = Vec::new();
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |source| {
            for call in ["text(\"", "text_with(\""] {
                for part in source.split(call).skip(1) {
                    let key = part.split('"').next().unwrap_or_default();
                    if key.contains('-') && !strings.has(key) {
                        missing.push(key.to_owned());
                    }
                }
            }
        });
        assert!(missing.is_empty(), "no words for {missing:?}");
    }

    /// The messages of a locale: keys with what stands behind them.
    fn messages(language: Language) -> BTreeMap<String, String> {
        let mut out: BTreeMap<String, String> = BTreeMap::new();
        let mut key = String::new();
        for line in LOCALES[language as usize].iter().flat_map(|file| file.lines()) {
            let is_head = line.starts_with(|first: char| first.is_ascii_lowercase());
            if let Some((name, value)) = line.split_once(" =").filter(|_| is_head) {
                name.clone_into(&mut key);
                assert!(out.insert(key.clone(), value.trim().to_owned()).is_none(), "{language}: {key} twice");
            } else if line.starts_with([' ', '}']) {
                out.get_mut(&key).expect("a message before").extend(["\n", line]);
            }
        }
        out
    }

    /// The names of the values that a message takes.
    fn values(message: &str) -> BTreeSet<&str> {
        let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
        message.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
    }

    #[test]
    fn i3_every_language_has_every_word_and_its_values() {
        let english = messages(Language::English);
        assert!(english.len() > 1_000);
        for language in Language::ALL.iter().copied() {
            let words = messages(language);
            let missing: Vec<_> = english.keys().filter(|key| !words.contains_key(*key)).collect();
            let beyond: Vec<_> = words.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(missing.is_empty() && beyond.is_empty(), "{language}: missing {missing:#?}, beyond {beyond:#?}");
            for (key, message) in &words {
                assert_eq!(values(message), values(&english[key]), "{language}: {key}");
            }
            let strings = Strings::of(language);
            assert!(words.keys().all(|key| strings.has(key)), "{language}: every message can be read");
        }
    }

    /// What is the same in another language: names, commands, marks, words that both have.
    const SAME: [&str; 53] = [
        "ago-hours",
        "ago-minutes",
        "app-title",
        "arg-shell",
        "arg-status",
        "brand-unknown",
        "cli-ask-code",
        "cli-downloaded",
        "cli-error",
        "column-name",
        "column-plan",
        "column-region",
        "column-status",
        "column-token",
        "column-version",
        "conflict-field",
        "conflict-status",
        "entry-event",
        "error-named-field",
        "fold-more",
        "keys-editing",
        "label-current-version",
        "label-person",
        "label-plan",
        "label-server",
        "label-status",
        "label-token",
        "label-version",
        "linear-done",
        "linear-event",
        "linear-fact",
        "linear-request-field",
        "linear-row",
        "linear-which",
        "list-severity",
        "list-status",
        "mail-case-number",
        "mail-case-subject",
        "mail-notice-subject-maintenance",
        "mail-status",
        "mark-unread",
        "product-kind-community",
        "product-kind-social",
        "product-plan",
        "product-version",
        "redact-comment",
        "redact-file",
        "request-name",
        "side-support",
        "ssh-keys-label",
        "status-form-ticket",
        "status-form-version",
        "status-title",
    ];

    #[test]
    fn i3_nothing_is_left_in_english() {
        let english = messages(Language::English);
        let mut same = BTreeSet::new();
        for language in Language::ALL.iter().copied().filter(|language| *language != Language::English) {
            same.extend(messages(language).into_iter().filter(|(key, message)| english[key] == *message).map(|(key, _)| key));
        }
        let same: Vec<&str> = same.iter().map(String::as_str).collect();
        assert_eq!(same, SAME);
    }

    #[test]
    fn i3_words_have_the_plurals_of_their_language() {
        let say = |language, key: &str, count: i64| Strings::of(language).text_with(key, &[("count", count.into())]);
        for (language, key, one, many) in [
            (Language::English, "linear-days-ago", "1 day ago", "3 days ago"),
            (Language::German, "linear-days-ago", "vor 1 Tag", "vor 3 Tagen"),
            (Language::Japanese, "linear-days-ago", "1日前", "3日前"),
            (Language::German, "promise-business-hours", "1 Geschäftsstunde", "3 Geschäftsstunden"),
        ] {
            assert_eq!((say(language, key, 1).as_str(), say(language, key, 3).as_str()), (one, many), "{language}");
        }
    }

    #[test]
    fn i3_words_that_have_little_room_fit_in_every_language() {
        for language in Language::ALL.iter().copied() {
            let strings = Strings::of(language);
            for (key, cells) in messages(language).keys().filter_map(|key| {
                let is_hint = key.starts_with("hint-");
                if is_hint { Some((key.clone(), 20)) } else { key.starts_with("theme-").then(|| (key.clone(), 40)) }
            }) {
                assert!(width(&strings.text(&key)) <= cells, "{language}: {key}: {}", strings.text(&key));
            }
            for key in ["ago-minutes", "ago-hours", "ago-days"] {
                assert!(width(&strings.text_with(key, &[("count", 59.into())])) <= 4, "{language}: {key}");
            }
            assert_eq!(width(&strings.text("list-severity")), 1, "{language}: the column has room for one letter");
        }
    }

    #[test]
    fn i3_whoever_reads_a_language_shares_its_words_and_nobody_keeps_them() {
        let one = Strings::of(Language::Japanese);
        assert!(Arc::ptr_eq(&one, &Strings::of(Language::Japanese)));
        let environment = |name: &str| match name {
            "LC_ALL" => Some(String::new()),
            "LC_MESSAGES" => Some("ja_JP.UTF-8".to_owned()),
            "LANG" => Some("de_DE.UTF-8".to_owned()),
            _ => None,
        };
        assert_eq!(language_of_environment(environment), Language::Japanese, "what is empty says nothing");
        assert_eq!(language_of_environment(|name| (name == "CASEPORT_LANG").then(|| "de".to_owned())), Language::German);
        assert_eq!(language_of_environment(|name| (name == "LANG").then(|| "tlh".to_owned())), Language::English);
    }

    fn visit(folder: &Path, with: &mut impl FnMut(&str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, with);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                with(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
}
