//! Articles as files: Markdown below a front matter in TOML, read and written without losing anything; no I/O.

use caseport_shared::api::article::ArticleContent;
use caseport_shared::article::{ArticleAudience, ArticleState};
use caseport_shared::reader::Language;
use caseport_shared::text;
use serde::{Deserialize, Serialize};

/// What stands above and below the front matter.
const FENCE: &str = "+++";

/// An article as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where the article is.
    pub state: ArticleState,
    /// What is written.
    pub content: ArticleContent,
}

/// Why a text is no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It does not begin with a front matter, or that does not end.
    #[error("it does not begin with a front matter between two lines of +++")]
    NoFront,
    /// The front matter says something else than it may.
    #[error("{0}")]
    Front(String),
}

/// The front matter.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    #[serde(default)]
    language: Language,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    products: Vec<String>,
    #[serde(default)]
    audience: ArticleAudience,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    organizations: Vec<String>,
    #[serde(default = "draft")]
    state: ArticleState,
}

const fn draft() -> ArticleState {
    ArticleState::Draft
}

impl Page {
    /// Reads a file's text.
    ///
    /// # Errors
    /// When it has no front matter, or one that says something unknown.
    pub fn read(text: &str) -> Result<Self, PageError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let rest = text.strip_prefix(FENCE).and_then(|rest| rest.strip_prefix('\n')).ok_or(PageError::NoFront)?;
        let end = if rest.starts_with("+++\n") { 0 } else { rest.find("\n+++\n").ok_or(PageError::NoFront)? + 1 };
        let front: Front = toml::from_str(&rest[..end]).map_err(|error| PageError::Front(text::line(error.message(), 300)))?;
        let body = &rest[end + FENCE.len() + 1..];
        let body = body.strip_prefix('\n').unwrap_or(body);
        let content = ArticleContent {
            title: front.title,
            body: body.strip_suffix('\n').unwrap_or(body).to_owned(),
            language: front.language,
            keywords: front.keywords,
            category: front.category,
            products: front.products,
            audience: front.audience,
            organizations: front.organizations,
        };
        Ok(Self { state: front.state, content })
    }

    /// The text of its file.
    ///
    /// # Panics
    /// Never: strings and lists of strings are TOML.
    pub fn write(&self) -> String {
        let content = self.content.clone();
        let front = Front {
            title: content.title,
            language: content.language,
            keywords: content.keywords,
            category: content.category,
            products: content.products,
            audience: content.audience,
            organizations: content.organizations,
            state: self.state,
        };
        let front = toml::to_string(&front).expect("strings and lists of strings are TOML");
        format!("{FENCE}\n{front}{FENCE}\n\n{}\n", content.body)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_read() {
        let page =
            Page::read("+++\r\ntitle = \"A\"\r\nstate = \"published\"\r\naudience = \"customers\"\r\n+++\r\n\r\nText.\r\n\r\nMore.\r\n")
                .unwrap();
        assert_eq!((page.state, page.content.audience), (ArticleState::Published, ArticleAudience::Customers));
        assert_eq!((page.content.title.as_str(), page.content.body.as_str()), ("A", "Text.\n\nMore."));
    }

    #[test]
    fn what_is_no_page_says_why() {
        assert_eq!(Page::read("# Title\n"), Err(PageError::NoFront));
        assert_eq!(Page::read("+++\ntitle = \"a\"\n"), Err(PageError::NoFront));
        assert!(matches!(Page::read("+++\n+++\n"), Err(PageError::Front(why)) if why.contains("title")));
        assert!(matches!(Page::read("+++\ntitle = \"a\"\nauthor = \"b\"\n+++\n"), Err(PageError::Front(why)) if why.contains("author")));
        assert!(matches!(Page::read("+++\ntitle = \"a\"\nstate = \"lost\"\n+++\n"), Err(PageError::Front(_))));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            title in "\\PC{0,40}", body in "[^\r]{0,300}", keywords in prop::collection::vec("\\PC{0,20}", 0..4),
            category in proptest::option::of("[a-z-]{1,20}"), state in prop::sample::select(ArticleState::ALL),
            language in prop::sample::select(Language::ALL),
        ) {
            let body = text::block(&body).trim_end().trim_start_matches('\n').to_owned();
            let content = ArticleContent { title, body, keywords, category, language, ..ArticleContent::default() };
            let page = Page { state, content };
            prop_assert_eq!(Page::read(&page.write()), Ok(page));
        }
    }
}
