//! What somebody else wrote meanwhile: shown beside what is written here, of which nothing is lost.

use caseport_shared::api::article::ArticleView;
use caseport_shared::api::problem::ErrorCode;
use ratatui::text::Line;

use super::super::ask;
use super::super::versions::diff;
use super::{
    Answer, ArticlesAnswer, ArticlesCall, Ask, Base, Context, Effect, Failure, Field, Look, Mode, Tone, Writer, content_of, copied, words,
};
use crate::widgets::scroll::Scroll;

/// Somebody else's version, and how what is written here differs from it.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) theirs: Box<ArticleView>,
    pub(super) scroll: Scroll,
    diff: Vec<diff::Row>,
}

impl Conflict {
    pub(super) fn lines(&self, cells: usize, cx: &Context) -> Vec<Line<'static>> {
        diff::lines(&self.diff, cells, cx)
    }
}

impl Writer {
    pub(super) fn look(&mut self, look: Look, cx: &Context) -> Vec<Effect> {
        match (look, &self.mode) {
            (Look::Scroll(step), Mode::Preview(scroll)) => scroll.step(step),
            (Look::Scroll(step), Mode::Conflict(conflict)) => conflict.scroll.step(step),
            (Look::Copy, Mode::Conflict(conflict)) => {
                let theirs = conflict.theirs.body.clone();
                let mut effects = copied(theirs, cx);
                // A whole article has no room in a line.
                effects.truncate(1);
                effects.push(Effect::Say(Tone::Info, cx.text("article-theirs-copied")));
                return effects;
            }
            (Look::SaveOver, Mode::Conflict(conflict)) => {
                // Theirs was shown, and stays among the versions.
                if let (Base::Version(_, version), Some(desk)) = (&mut self.base, &conflict.theirs.desk) {
                    *version = desk.version;
                }
                self.mode = Mode::Writing;
                return self.save(cx);
            }
            _ => self.mode = Mode::Writing,
        }
        Vec::new()
    }

    pub(super) fn answer(&mut self, ask_of: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask_of, outcome) {
            (Ask::Pictured, outcome) => self.pictured(outcome, cx),
            (Ask::Saved(sent), Ok(Answer::Articles(answer))) => match *answer {
                ArticlesAnswer::Article(article) => {
                    self.before = *sent;
                    // What was typed since is not thrown away.
                    if self.is_changed() {
                        self.base = Base::Version(article.summary.slug.clone(), article.desk.as_ref().map_or(0, |desk| desk.version));
                        let mut effects = self.keep(cx);
                        effects.push(Effect::Say(Tone::Good, cx.text("article-saved")));
                        return effects;
                    }
                    self.saved(&article, cx)
                }
                _ => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            },
            (Ask::Saved(_), Err(Failure::Problem(problem))) if problem.code == ErrorCode::StaleVersion => match &self.base {
                Base::Version(slug, _) => {
                    let call = ask(ArticlesCall::Article(slug.clone()));
                    self.asks.call(Ask::Theirs, call, cx)
                }
                Base::New(_) => Vec::new(),
            },
            (Ask::Saved(_), Err(failure)) => {
                let field = match &failure {
                    Failure::Problem(problem) => problem.field.as_deref().and_then(Field::named),
                    _ => None,
                };
                self.focus = field.unwrap_or(self.focus);
                self.error = Some((field, words::failure(&failure, cx)));
                Vec::new()
            }
            (Ask::Theirs, Ok(Answer::Articles(answer))) => {
                if let ArticlesAnswer::Article(theirs) = *answer {
                    let diff = diff::rows(&diff::text(&content_of(&theirs), cx), &diff::text(&self.content(), cx));
                    self.mode = Mode::Conflict(Box::new(Conflict { theirs, scroll: Scroll::default(), diff }));
                }
                Vec::new()
            }
            (ask, Ok(answer)) => self.known(ask, answer, cx),
            (_, Err(failure)) => {
                self.error = Some((None, words::failure(&failure, cx)));
                Vec::new()
            }
        }
    }
}
