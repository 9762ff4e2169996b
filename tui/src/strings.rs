//! The words of the client in the reader's language; code holds keys, the locale files hold the sentences.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use fluent_bundle::FluentValue;

/// The files of the English locale.
const ENGLISH: &[&str] = &[
    include_str!("../../assets/locales/en/model.ftl"),
    include_str!("../../assets/locales/en/cli.ftl"),
    include_str!("../../assets/locales/en/screens.ftl"),
    include_str!("../../assets/locales/en/desk.ftl"),
    include_str!("../../assets/locales/en/linear.ftl"),
    include_str!("../../assets/locales/en/ssh.ftl"),
    include_str!("../../assets/locales/en/seats.ftl"),
    include_str!("../../assets/locales/en/door.ftl"),
    include_str!("../../assets/locales/en/mail.ftl"),
];

/// The words of one language.
pub struct Strings {
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
    /// The words in English.
    ///
    /// # Panics
    /// If a locale file is malformed or defines a key twice, which a test rules out.
    pub fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().expect("a language tag")]);
        // A terminal shows isolation marks as rubbish, and values are cleaned of direction controls before they come here.
        bundle.set_use_isolating(false);
        for source in ENGLISH {
            let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| errors);
            bundle.add_resource(resource.expect("a well-formed locale file")).expect("no key twice");
        }
        Self { bundle, plain: Mutex::default() }
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Strings;

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
