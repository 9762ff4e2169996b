//! What a reader says of an article, and what support does with it: review, publish, archive, reopen; each asked once.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::article::{MARK_CLOSES, MARK_OPENS};
use caseport_shared::limits::VOTE_CHARS;

use super::super::{ask, names};
use super::{Ask, Reader};
use crate::api::{ArticleMove, Key as Idempotency};
use crate::app::Context;
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Confirm, Dialog, Field, FieldKind, Form};
use crate::widgets::words;

/// A step in the life of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    AskForReview,
    Publish,
    Archive,
    Reopen,
}

impl Step {
    const fn call(self) -> ArticleMove {
        match self {
            Self::AskForReview => ArticleMove::AskForReview,
            Self::Publish => ArticleMove::Publish,
            Self::Archive => ArticleMove::Archive,
            Self::Reopen => ArticleMove::Reopen,
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::AskForReview => "article-in-review",
            Self::Publish => "article-published",
            Self::Archive => "article-archived",
            Self::Reopen => "article-reopened",
        }
    }
}

/// Asks for a word about whether an article helped; none is needed.
pub(super) fn word(helpful: bool, wrong: Option<(String, String)>, cx: &Context) -> Dialog {
    let (value, error) = wrong.map_or((String::new(), None), |(word, error)| (word, Some(error)));
    Dialog::Form(Form {
        title: cx.text(if helpful { "article-word-helpful" } else { "article-word-unhelpful" }),
        body: vec![cx.text("article-word-means")],
        fields: vec![Field { label: cx.text("article-word"), value, kind: FieldKind::Line, limit: VOTE_CHARS }],
        error,
    })
}

impl Reader {
    /// Asks whether to take a step, or takes one that takes nothing from anybody.
    pub(super) fn begin(&mut self, step: Step, cx: &Context) -> Vec<Effect> {
        let Some(article) = self.article() else { return Vec::new() };
        let (title, body, button) = match step {
            Step::AskForReview | Step::Reopen => return self.take_step(step, cx),
            Step::Publish => {
                if let Some(marked) = undecided(article) {
                    return self.jump(&marked, cx);
                }
                ("article-publish-title", names::readers(article, cx), "article-publish-do")
            }
            Step::Archive => ("article-archive-title", cx.text("article-archive-means"), "article-archive-do"),
        };
        let buttons = vec![cx.text(button), cx.text("article-leave-it")];
        let confirm = Confirm { title: cx.text(title), body: vec![body], buttons };
        self.asks.dialog(Ask::Confirm(step), Dialog::Confirm(confirm), cx)
    }

    /// Shows the first thing that somebody has to decide about.
    fn jump(&mut self, marked: &str, cx: &Context) -> Vec<Effect> {
        if let Some(line) = self.sheet.mark() {
            self.open.scroll.to(line);
        }
        vec![Effect::Say(Tone::Bad, cx.text_with("article-undecided", &[("marked", marked.to_owned().into())]))]
    }

    pub(super) fn take_step(&mut self, step: Step, cx: &Context) -> Vec<Effect> {
        let Some(article) = self.article() else { return Vec::new() };
        let Some(version) = article.desk.as_ref().map(|desk| desk.version) else { return Vec::new() };
        let call = ArticlesCall::Move(self.open.slug.clone(), version, step.call(), Idempotency::fresh());
        self.asks.call(Ask::Moved(step), ask(call), cx)
    }

    /// What came of a step; where somebody else wrote meanwhile, what they wrote is shown and nothing is done.
    pub(super) fn moved(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Ok(Answer::Articles(answer)) => {
                if let ArticlesAnswer::Article(article) = *answer {
                    self.show(article);
                }
                vec![Effect::Say(Tone::Good, cx.text(step.done()))]
            }
            Err(Failure::Problem(problem)) if problem.code == ErrorCode::StaleVersion => {
                let mut effects = vec![Effect::Say(Tone::Bad, cx.text("article-newer-shown"))];
                effects.extend(self.fetch(cx));
                effects
            }
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(failure) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
        }
    }
}

/// The first mark of an article that nobody decided about, as it stands there.
fn undecided(article: &caseport_shared::api::article::ArticleView) -> Option<String> {
    /// Most characters of it that are named.
    const NAMED_CHARS: usize = 40;
    let keywords = article.desk.as_ref().map(|desk| desk.keywords.join(" ")).unwrap_or_default();
    let found = [&article.summary.title.text, &article.body, &keywords].into_iter().find_map(|text| {
        let rest = &text[text.find(MARK_OPENS)? + MARK_OPENS.len()..];
        Some(rest.split(MARK_CLOSES).next().unwrap_or_default().chars().take(NAMED_CHARS).collect::<String>())
    })?;
    Some(format!("{MARK_OPENS}{}{MARK_CLOSES}", caseport_shared::text::inline(&found)))
}
