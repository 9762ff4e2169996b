//! Articles of the knowledge base: their states, their audiences, what may be done with them, and their names.

use std::ops::Range;

/// Where an article is between its first line and its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleState {
    /// Being written; support alone sees it.
    Draft,
    /// Written, and waiting for somebody who may publish it.
    InReview,
    /// Read by its audience; a newer version may be on its way.
    Published,
    /// Taken away from its readers; support finds it when asked for.
    Archived,
}
crate::slug_enum!(ArticleState { Draft = "draft", InReview = "in-review", Published = "published", Archived = "archived" });

/// Who may read a published article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ArticleAudience {
    /// Every customer with a seat.
    Customers,
    /// The customers of some organizations.
    Organizations,
    /// Support alone; what is not said otherwise.
    #[default]
    Staff,
}
crate::slug_enum!(ArticleAudience { Customers = "customers", Organizations = "organizations", Staff = "staff" });

/// What may be done with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleAction {
    /// Write a new version.
    Edit,
    /// Say that it can be published.
    AskForReview,
    /// Show the newest version to its audience.
    Publish,
    /// Take it away from its readers.
    Archive,
    /// Go on writing what was archived.
    Reopen,
    /// Say whether it helped.
    Vote,
}
crate::slug_enum!(ArticleAction {
    Edit = "edit",
    AskForReview = "ask-for-review",
    Publish = "publish",
    Archive = "archive",
    Reopen = "reopen",
    Vote = "vote",
});

/// The order of a list of articles; a search is ordered by how well they answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ArticleSort {
    /// Published last, or changed last for support.
    #[default]
    Recent,
    /// Read by most.
    Popular,
}
crate::slug_enum!(ArticleSort { Recent = "recent", Popular = "popular" });

/// What opens a mark in a draft: what stands between it and [`MARK_CLOSES`] came from a customer, and a person has to decide what
/// becomes of it before the article can be published.
pub const MARK_OPENS: &str = "⟦";
/// What closes a mark.
pub const MARK_CLOSES: &str = "⟧";
/// What stands before the slug where an article is cited in a text.
pub const CITED_BY: &str = "article:";

/// Whether a text can be the name of an article or category in addresses: 1 to `max` of `a` to `z`, digits and single hyphens.
pub fn is_slug(text: &str, max: usize) -> bool {
    !text.is_empty()
        && text.len() <= max
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !(text.starts_with('-') || text.ends_with('-') || text.contains("--"))
}

/// The slugs of articles that a text cites as `article:SLUG`, each once, in the order in which they stand there.
pub fn cited(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for place in cited_at(text) {
        let slug = &text[place][CITED_BY.len()..];
        if !found.contains(&slug) {
            found.push(slug);
        }
    }
    found
}

/// Where a text cites articles as `article:SLUG`, in order and apart from each other, in bytes.
pub fn cited_at(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(CITED_BY).filter_map(|(start, _)| {
        if text[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = &text[start + CITED_BY.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let slug = rest[..end].trim_end_matches('-');
        is_slug(slug, crate::limits::ARTICLE_SLUG_CHARS).then(|| start..start + CITED_BY.len() + slug.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{cited, cited_at, is_slug};

    #[test]
    fn a_slug_is_small_letters_digits_and_single_hyphens() {
        assert!(is_slug("reset-a-password-2", 80));
        for wrong in ["", "-a", "a-", "a--b", "A", "a b", "ä", "a/b", "a.b"] {
            assert!(!is_slug(wrong, 80), "{wrong}");
        }
        assert!(!is_slug("abc", 2));
    }

    #[test]
    fn articles_are_cited_by_name_wherever_they_stand() {
        let text =
            "See article:reset-password. (article:other-one), article:reset-password; particle:none article: article:-x article:ends-";
        assert_eq!(cited(text), ["reset-password", "other-one", "ends"]);
        let places: Vec<&str> = cited_at(text).map(|place| &text[place]).collect();
        assert_eq!(places, ["article:reset-password", "article:other-one", "article:reset-password", "article:ends"]);
    }
}
