//! States, audiences and what else is said of an article, in words.

use caseport_shared::api::article::{ArticleSummary, ArticleView};
use caseport_shared::article::{ArticleAudience, ArticleState};
use caseport_shared::text::inline;

use crate::app::Context;
use crate::widgets::words;

/// Fewest cells on which how many an article helped is said beside its title.
const ROOMY: u16 = 72;

/// What a state is called.
pub(super) fn state(state: ArticleState, cx: &Context) -> String {
    cx.text(match state {
        ArticleState::Draft => "article-state-draft",
        ArticleState::InReview => "article-state-in-review",
        ArticleState::Published => "article-state-published",
        ArticleState::Archived => "article-state-archived",
    })
}

/// Who an audience is, in a few words.
pub(super) fn audience(audience: ArticleAudience, cx: &Context) -> String {
    cx.text(match audience {
        ArticleAudience::Customers => "article-audience-customers",
        ArticleAudience::Organizations => "article-audience-organizations",
        ArticleAudience::Staff => "article-audience-staff",
    })
}

/// Who would read an article once it is published, as a sentence.
pub(super) fn readers(article: &ArticleView, cx: &Context) -> String {
    match article.summary.audience.unwrap_or_default() {
        ArticleAudience::Customers => cx.text("article-readers-customers"),
        ArticleAudience::Staff => cx.text("article-readers-staff"),
        ArticleAudience::Organizations => {
            let named = article.desk.iter().flat_map(|desk| &desk.organizations).map(|slug| inline(slug).into_owned());
            let named: Vec<String> = named.collect();
            cx.text_with("article-readers-organizations", &[("organizations", named.join(", ").into())])
        }
    }
}

/// What stands at the right of an article in a list: its state where readers do not see it, how many it helped, and its day.
pub(super) fn beside(article: &ArticleSummary, cells: u16, cx: &Context) -> String {
    let mut parts = Vec::new();
    if article.state != ArticleState::Published {
        parts.push(state(article.state, cx));
    } else if article.has_changes {
        parts.push(cx.text("article-has-changes"));
    }
    if article.helpful > 0 && cells >= ROOMY {
        parts.push(cx.text_with("article-helped", &[("count", article.helpful.into())]));
    }
    parts.push(words::day(article.updated_at, cx));
    parts.join(" · ")
}
