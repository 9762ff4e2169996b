//! The screens; each has its table of keys, its update, its view and its pictures.

pub mod case;
pub mod cases;
pub mod drafts;
pub mod file;
pub mod help;
pub mod new_case;
pub mod palette;
pub mod people;
pub mod products;
pub mod settings;
pub mod sign_in;

use crate::app::{Context, Layer};
use crate::effect::Route;
use crate::keymap::{Table, table};
use crate::widgets::{dialog, editor};

/// The screen of a place.
pub fn open(route: Route, cx: &Context) -> Box<dyn Layer> {
    match route {
        Route::Cases => Box::new(cases::Cases::new(cx)),
        Route::Case(number, draft) => Box::new(case::Case::new(number, draft)),
        Route::NewCase(draft) => Box::new(new_case::NewCaseForm::new(draft.as_deref(), cx)),
        Route::Products => Box::new(products::Products::default()),
        Route::Drafts => Box::new(drafts::Drafts::default()),
        Route::People(organization) => Box::new(people::People::new(organization)),
        Route::File(number, file) => Box::new(file::File::new(number, file)),
        Route::Settings => Box::new(settings::Settings::default()),
    }
}

/// Every table of keys that there is, in the order in which pages list them.
pub fn tables() -> Vec<Table> {
    let mut tables = vec![
        table("keys-everywhere", crate::app::KEYS),
        table("keys-cases", cases::KEYS),
        table("keys-finding", cases::FINDING),
        table("keys-case", case::READING),
        table("keys-writing", case::WRITING),
        table("keys-new-case", new_case::KEYS),
        table("keys-filed", new_case::FILED),
        table("keys-drafts", drafts::KEYS),
        table("keys-file", file::KEYS),
        table("keys-file-finding", file::FINDING),
        table("keys-products", products::KEYS),
        table("keys-people", people::KEYS),
        table("keys-settings", settings::KEYS),
        table("keys-capturing", settings::CAPTURING),
        table("keys-sign-in", sign_in::KEYS),
        table("keys-help", help::KEYS),
    ];
    tables.push(table("keys-palette", palette::KEYS));
    tables.extend(dialog::tables());
    tables.push(table("keys-editing", editor::KEYS));
    tables
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::strings::Strings;

    /// How keys of the locale file begin that stand in tables and not in a call for their words.
    const PREFIXES: &[&str] =
        &["keys-", "hint-", "done-", "query-", "conflict-", "form-", "product-", "write-", "case-", "cases-", "edit-", "picker-", "file-"];

    fn visit(folder: &Path, with: &mut impl FnMut(&str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, with);
            } else {
                with(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_key_in_the_tables_has_words() {
        let strings = Strings::english();
        let mut missing = Vec::new();
        for folder in ["src/screens", "src/widgets", "src/app"] {
            visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut |source| {
                let is_key = |text: &&str| {
                    PREFIXES.iter().any(|prefix| text.starts_with(prefix)) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                };
                missing.extend(source.split('"').filter(is_key).filter(|key| !key.ends_with('-') && !strings.has(key)).map(str::to_owned));
            });
        }
        assert!(missing.is_empty(), "no words for {missing:?}");
    }

    #[test]
    fn the_keys_of_every_screen_are_sound() {
        let strings = Strings::english();
        let faults: Vec<String> = super::tables().iter().flat_map(|table| table.faults(|key| strings.has(key))).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
