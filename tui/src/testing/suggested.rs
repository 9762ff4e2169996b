//! Believable articles for the tests.

use caseport_shared::api::article::{ArticleSummary, ArticleView, Marked, SuggestionList};
use caseport_shared::article::{ArticleAction, ArticleAudience, ArticleState};
use caseport_shared::reader::Language;

use super::data;
use crate::effect::{Answer, Call, SuggestedAnswer, SuggestedCall};

/// A text in which words are marked that stand between asterisks.
pub(crate) fn marked(text: &str) -> Marked {
    let mut out = Marked::default();
    for (at, part) in text.split('*').enumerate() {
        let start = out.text.chars().count();
        out.text.push_str(part);
        if at % 2 == 1 {
            out.marks.push((start, out.text.chars().count()));
        }
    }
    out
}

pub(crate) fn summary(slug: &str, title: &str, excerpt: &str) -> ArticleSummary {
    ArticleSummary {
        slug: slug.to_owned(),
        title: marked(title),
        excerpt: marked(excerpt),
        language: Language::English,
        state: ArticleState::Published,
        audience: None,
        has_changes: false,
        category: Some("sign-in".to_owned()),
        updated_at: data::at("03-02T09:00"),
        helpful: 12,
        unhelpful: 1,
    }
}

/// Three articles about signing in.
pub(crate) fn list() -> SuggestionList {
    SuggestionList {
        items: vec![
            summary(
                "signed-out-after-certificate",
                "*Members* are *signed out* after a new certificate",
                "When your identity provider has a new certificate, *members* are *signed out* until its metadata is loaded again.",
            ),
            summary("session-length", "How long somebody stays *signed* in", "Settings, Security, Sessions: from an hour to thirty days."),
            summary("browser-cookies", "Cookies that a browser must take", "In private windows a *browser* forgets them."),
        ],
    }
}

/// The first of them, to read.
pub(crate) fn article() -> ArticleView {
    let mut summary = list().items.remove(0);
    summary.title.marks.clear();
    ArticleView {
        summary,
        body:
            "Members are signed out a few minutes after they came in, in **every** browser.\n\n## Why\n\nThe certificate of your identity \
               provider was renewed, and the portal still trusts the one before.\n\n## What helps\n\n1. Open *Settings, Security, Single \
               sign-on*.\n2. Load the metadata of your identity provider again.\n3. Set **Trust new issuer**.\n\n```sh\ncurl -s \
               https://idp.example/metadata | head -3\n```\n\n| Step | Who |\n|:--|:--|\n| Metadata | an Owner |\n| Issuer | support |\n"
                .to_owned(),
        products: Vec::new(),
        related: Vec::new(),
        pictures: Vec::new(),
        vote: None,
        can: vec![ArticleAction::Vote],
        desk: None,
    }
}

/// An article that support alone may read.
pub(crate) fn for_staff() -> ArticleSummary {
    ArticleSummary { audience: Some(ArticleAudience::Staff), ..summary("trust-settings", "Where *trust* settings are kept", "On app-2.") }
}

/// An answer about articles.
pub(crate) fn answer(answer: SuggestedAnswer) -> Answer {
    Answer::Suggested(Box::new(answer))
}

/// Whether a call is such a question about articles.
pub(crate) fn asks(call: &Call, is_it: impl Fn(&SuggestedCall) -> bool) -> bool {
    matches!(call, Call::Suggested(call) if is_it(call))
}
