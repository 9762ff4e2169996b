//! The screens; each has its table of keys, its update, its view and its pictures.

pub mod access;
pub mod articles;
pub mod case;
pub mod cases;
pub mod desk;
pub mod drafts;
pub mod file;
pub mod first_things;
pub mod help;
pub mod keys;
pub mod new_case;
pub mod notifications;
mod organizations;
pub mod palette;
pub mod people;
pub mod products;
pub mod requests;
pub mod settings;
pub mod sign_in;
pub mod sign_ins;
pub mod signature;
pub mod suggested;
pub mod tokens;

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
        Route::Request(content) => Box::new(new_case::NewCaseForm::asking(&content, cx)),
        Route::Access => Box::new(access::Access::default()),
        Route::Requests(organization) => Box::new(requests::Requests::new(organization)),
        Route::Products => Box::new(products::Products::default()),
        Route::Drafts => Box::new(drafts::Drafts::default()),
        Route::People(organization) => Box::new(people::People::new(organization)),
        Route::File(number, file) => Box::new(file::File::new(number, file)),
        Route::FirstThings => Box::new(first_things::FirstThings::new(cx)),
        Route::SshKeys => Box::new(keys::SshKeys::default()),
        Route::Notifications => Box::new(notifications::Notifications::default()),
        Route::Signature => Box::new(signature::Signature::default()),
        Route::Tokens => Box::new(tokens::Tokens::default()),
        Route::SignIns => Box::new(sign_ins::SignIns::default()),
        Route::Desk => Box::new(desk::Desk::default()),
        Route::Organizations => Box::new(desk::Desk::at_organizations()),
        Route::Settings => Box::new(settings::Settings::new(cx)),
        Route::Articles => Box::new(articles::Articles::new()),
        Route::Article(slug) => Box::new(articles::Reader::new(slug)),
        Route::NewArticle(new) => Box::new(articles::Writer::new(*new)),
        Route::EditArticle(article) => Box::new(articles::Writer::edit(*article)),
        Route::ArticleVersions(slug) => Box::new(articles::Versions::new(slug)),
        Route::ArticleReport => Box::new(articles::Report::default()),
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
        table("keys-suggested", suggested::KEYS),
        table("keys-drafts", drafts::KEYS),
        table("keys-file", file::KEYS),
        table("keys-file-finding", file::FINDING),
        table("keys-products", products::KEYS),
        table("keys-people", people::KEYS),
        table("keys-requests", requests::KEYS),
        table("keys-articles", articles::KEYS),
        table("keys-articles-finding", articles::FINDING),
        table("keys-article", articles::READING),
        table("keys-article-writing", articles::WRITING),
        table("keys-article-looking", articles::LOOKING),
        table("keys-article-versions", articles::VERSIONS),
        table("keys-article-report", articles::REPORT),
        table("keys-access", access::KEYS),
        table("keys-desk", desk::KEYS),
        table("keys-ssh-keys", keys::KEYS),
        table("keys-sign-ins", sign_ins::KEYS),
        table("keys-notifications", notifications::KEYS),
        table("keys-tokens", tokens::KEYS),
        table("keys-first-things", first_things::KEYS),
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

    use crate::keymap::{Keys, Remap};
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
    fn the_page_of_keys_says_what_the_tables_say() {
        let strings = Strings::english();
        let mut page = "# Keys of `caseport`\n\nMade from the tables that drive the screens; `UPDATE_ASSETS=1 cargo test -p caseport-tui` writes it \
                        again. Any action can have other keys: on the screen for settings, or by its name in the configuration (see the README).\n"
            .to_owned();
        // A bar or backtick would end the cell or the code it stands in.
        let cell = |keys: &&str| match keys.parse::<Keys>().map_or_else(|_| (*keys).to_owned(), |keys| keys.to_string()) {
            keys if keys.contains('`') => format!("`` {keys} ``"),
            keys => format!("`{}`", keys.replace('|', "\\|")),
        };
        for table in super::tables() {
            page.push_str(&["\n## ", &strings.text(table.title), "\n\n| keys | what they do | name |\n| --- | --- | --- |\n"].concat());
            for (name, keys) in &table.rows {
                let keys = keys.iter().map(cell).collect::<Vec<_>>().join(" ");
                page.push_str(&["| ", &keys, " | ", &strings.text(name), " | ", name, " |\n"].concat());
            }
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/keys.md");
        if std::env::var_os("UPDATE_ASSETS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "assets/keys.md is not what the tables say; run with UPDATE_ASSETS=1");
    }

    #[test]
    fn no_key_of_ours_hides_another() {
        assert_eq!(crate::preferences::clash(&super::tables(), &Remap::default()), None);
    }

    #[test]
    fn the_keys_of_every_screen_are_sound() {
        let strings = Strings::english();
        let faults: Vec<String> = super::tables().iter().flat_map(|table| table.faults(|key| strings.has(key))).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
