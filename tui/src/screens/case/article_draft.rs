//! An article draft out of a solved case, by one key; its name, and how to go on with it.

use caseport_shared::api::article::{ArticleView, NewArticle};
use caseport_shared::text::inline;

use super::{Ask, Case, complain};
use crate::api;
use crate::app::Context;
use crate::effect::{Answer, Effect, Failure, SuggestedAnswer, SuggestedCall, Tone};
use crate::widgets::dialog::{Confirm, Dialog};

impl Case {
    /// Asks what an article from the case could say; one that may have been made is asked for again, as the same request.
    pub(super) fn draft_article(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = vec![Effect::Say(Tone::Info, cx.text("article-draft-making"))];
        if self.asks.any(|ask| matches!(ask, Ask::Proposal | Ask::Proposed(..))) {
            return effects;
        }
        if let Some((new, key)) = self.proposal.take() {
            effects.extend(self.propose(new, key, cx));
        } else {
            let call = SuggestedCall::DraftOf(self.number);
            effects.extend(self.ask_for(Ask::Proposal, call, cx));
        }
        effects
    }

    fn propose(&mut self, new: Box<NewArticle>, key: api::Key, cx: &Context) -> Vec<Effect> {
        self.ask_for(Ask::Proposed(new.clone(), key), SuggestedCall::Create(new, key), cx)
    }

    pub(super) fn article_drafted(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Proposal, Ok(Answer::Suggested(answer))) if matches!(*answer, SuggestedAnswer::Draft(_)) => match *answer {
                SuggestedAnswer::Draft(new) => self.propose(Box::new(new), api::Key::fresh(), cx),
                _ => Vec::new(),
            },
            (Ask::Proposed(..), Ok(Answer::Suggested(answer))) if matches!(*answer, SuggestedAnswer::Article(_)) => match *answer {
                SuggestedAnswer::Article(article) => self.tell_of(&article, cx),
                _ => Vec::new(),
            },
            (Ask::Proposed(new, key), Err(failure @ (Failure::Away(_) | Failure::Other(_)))) => {
                self.proposal = Some((new, key));
                vec![complain(&failure, cx)]
            }
            (_, Err(failure)) => vec![complain(&failure, cx)],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn tell_of(&mut self, article: &ArticleView, cx: &Context) -> Vec<Effect> {
        let slug = inline(&article.summary.slug).into_owned();
        let made = cx.text_with("article-draft-made", &[("slug", slug.clone().into())]);
        let command = cx.article_command(&slug);
        let confirm = Confirm {
            title: cx.text_with("article-draft-title", &[("slug", slug.into())]),
            body: vec![
                inline(&article.summary.title.text).into_owned(),
                cx.text("article-draft-body"),
                cx.text_with("article-draft-command", &[("command", command.clone().into())]),
            ],
            buttons: vec![cx.text("article-draft-copy"), cx.text("article-draft-close")],
        };
        let mut effects = self.asks.dialog(Ask::Run(command), Dialog::Confirm(confirm), cx);
        effects.push(Effect::Say(Tone::Good, made));
        effects
    }
}
