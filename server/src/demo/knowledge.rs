//! The demo's knowledge base: articles as `assets/demo/articles` has them, categories, help documents, and what readers made of them.

use caseport_shared::api::article::{ArticleRead, ArticleVote, NewArticle, SaveArticleCategory};
use caseport_shared::api::document::{Document, DocumentGroup};
use caseport_shared::article::{ArticleAudience, ArticleState};
use caseport_shared::reader::Language;
use caseport_tui::page::Page;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;

use super::{ContentError, parse};
use crate::commands::articles::{arrange, uses, write};
use crate::commands::{Context, Error, Rules};
use crate::store::{Tx, people};

/// How long ago the oldest article was written, in hours.
const OLDEST: i64 = 24 * 390;

macro_rules! articles {
    ($($slug:literal),+ $(,)?) => {
        &[$(($slug, include_str!(concat!("../../../assets/demo/articles/", $slug, ".md")))),+]
    };
}

/// Names of articles with their files.
const ARTICLES: &[(&str, &str)] = articles![
    "api-tokens-and-rate-limits",
    "backups-and-retention",
    "badge-not-awarded",
    "brenner-mutual-allow-list",
    "certificates-print-again",
    "cookie-banner-einrichten",
    "csv-mojibake",
    "custom-domain-and-certificate",
    "digests-and-notifications",
    "email-authentication",
    "enrolment-and-deadlines",
    "erase-or-export-personal-data",
    "exports-and-time-zones",
    "file-a-useful-case",
    "gateway-errors",
    "halden-pike-upgrade-day",
    "import-people-by-csv",
    "ip-freigabeliste",
    "kigen-to-jikantai",
    "lti-tools",
    "maintenance-and-upgrades",
    "merge-accounts",
    "oidc-single-sign-on",
    "password-saisettei",
    "passwort-zuruecksetzen",
    "portal-seats",
    "push-messages-missing",
    "quiz-attempts-and-grades",
    "receive-webhooks",
    "rechnung-und-plaetze",
    "redirects-after-a-move",
    "reset-password",
    "reset-two-step",
    "roles-and-permissions",
    "runbook-erasure-request",
    "runbook-incident",
    "runbook-seats-full",
    "saml-anmeldung-einrichten",
    "saml-single-sign-on",
    "schweregrad-waehlen",
    "scim-provisioning",
    "scorm-completion",
    "search-misses-new-posts",
    "slow-pages",
    "ssh-key-for-the-portal",
    "sso-redirect-loop",
    "staging-environment",
    "stop-a-spam-wave",
    "theme-and-css",
    "umlaute-beim-csv-import",
    "video-upload-limits",
];

/// A category, after the one it is in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleCategory {
    slug: String,
    name: String,
    parent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Categories {
    category: Vec<ArticleCategory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    product: Option<String>,
    language: Language,
    documents: Vec<Document>,
}

/// The knowledge base of the demo.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// Categories, each after the one it is in.
    pub categories: Vec<ArticleCategory>,
    /// Articles by their names.
    pub articles: Vec<(&'static str, Page)>,
    /// Help documents.
    pub documents: Vec<DocumentGroup>,
}

impl Knowledge {
    /// Reads the assets.
    pub fn read() -> Result<Self, ContentError> {
        let categories: Categories = parse("demo/article-categories.toml", include_str!("../../../assets/demo/article-categories.toml"))?;
        let groups: Groups = parse("demo/documents.toml", include_str!("../../../assets/demo/documents.toml"))?;
        let documents = groups.group.into_iter();
        let documents = documents.map(|Group { product, language, documents }| DocumentGroup { product, language, documents }).collect();
        let mut articles = Vec::new();
        for (slug, text) in ARTICLES {
            let page = Page::read(text).map_err(|error| ContentError { file: slug, source: Box::new(error) })?;
            articles.push((*slug, page));
        }
        Ok(Self { categories: categories.category, articles, documents })
    }

    /// Writes it all as an Admin, over the months before `now`, and has readers open it.
    pub(super) fn load(&self, tx: &mut Tx<'_>, admin: &str, readers: &[&str], rules: Rules, now: Timestamp) -> Result<(), Error> {
        let mut admin = somebody(tx, admin, rules, now)?;
        for category in &self.categories {
            let save = SaveArticleCategory { name: category.name.clone(), parent: category.parent.clone(), position: None };
            arrange::save(tx, &admin, &category.slug, &save)?;
        }
        for group in &self.documents {
            arrange::save_documents(tx, &admin, group)?;
        }
        let mut people = Vec::new();
        for reader in readers {
            people.push(somebody(tx, reader, rules, now)?);
        }
        let step = OLDEST / i64::try_from(self.articles.len().max(1)).unwrap_or(1);
        for (index, (slug, page)) in (0_i64..).zip(&self.articles) {
            // Neighbours in the alphabet are not written one after the other.
            let age = (index * 23) % i64::try_from(self.articles.len()).unwrap_or(1);
            admin.now = now.checked_sub((age * step + 5).hours()).unwrap_or(now);
            let new = NewArticle { slug: Some((*slug).to_owned()), case: None, content: page.content.clone() };
            write::create(tx, &admin, &new)?;
            match page.state {
                ArticleState::Draft => continue,
                ArticleState::InReview => write::ask_for_review(tx, &admin, slug, 1).map(|_| ())?,
                ArticleState::Published | ArticleState::Archived => write::publish(tx, &admin, slug, 1).map(|_| ())?,
            }
            if page.state == ArticleState::Archived {
                write::archive(tx, &admin, slug, 1)?;
            }
            if page.content.audience == ArticleAudience::Customers && page.state == ArticleState::Published {
                read(tx, slug, &people, index)?;
            }
        }
        Ok(())
    }
}

/// Some open an article; of those, some say whether it helped.
fn read(tx: &mut Tx<'_>, slug: &str, people: &[Context], index: i64) -> Result<(), Error> {
    let some = usize::try_from((index * 7) % 6).unwrap_or(0);
    for (at, reader) in people.iter().take(some).enumerate() {
        uses::read(tx, reader, slug, &ArticleRead::default())?;
        if at % 2 == 0 {
            uses::vote(tx, reader, slug, &ArticleVote { helpful: index % 9 != 0, word: None })?;
        }
    }
    Ok(())
}

fn somebody(tx: &mut Tx<'_>, email: &str, rules: Rules, now: Timestamp) -> Result<Context, Error> {
    let id = people::by_email(tx, email)?.ok_or(Error::NotFound)?.id;
    let actor = people::actor(tx, id)?.ok_or(Error::NotFound)?;
    Ok(Context { actor, sign_in: None, now, rules })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_article_in_the_folder_is_part_of_the_demo() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/demo/articles");
        let files = folder.read_dir().unwrap().map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
        let known: BTreeSet<String> = ARTICLES.iter().map(|(slug, _)| (*slug).to_owned()).collect();
        assert_eq!(files.collect::<BTreeSet<_>>(), known);
    }

    #[test]
    fn articles_cite_articles_that_are_there() {
        let knowledge = Knowledge::read().unwrap();
        let known: BTreeSet<&str> = knowledge.articles.iter().map(|(slug, _)| *slug).collect();
        for (slug, page) in &knowledge.articles {
            for cited in caseport_shared::article::cited(&page.content.body) {
                assert!(known.contains(cited), "{slug} cites {cited}");
            }
        }
    }
}
